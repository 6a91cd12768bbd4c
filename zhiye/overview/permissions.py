"""What the street's year may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, ASK, TELL = "overview.view", "overview.ask", "overview.tell"
PERMISSIONS = {
    VIEW: _("看各居民区的数，不看到人；居民区看街道看到的自己"),
    ASK: _("街道向居民区问一句，选故事写进回顾"),
    TELL: _("居民区回街道问的话，选给街道看的故事"),
}
