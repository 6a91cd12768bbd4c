"""What the activities may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, WRITE = "activities.view", "activities.write"
PERMISSIONS = {
    VIEW: _("看居民区办过的活动"),
    WRITE: _("记一场活动，放签到表的照片"),
}
