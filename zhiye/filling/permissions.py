"""What the filling of forms may be asked for."""

from django.utils.translation import gettext_lazy as _

USE = "filling.use"
PERMISSIONS = {USE: _("拿一张表来填，下载填好的表，留痕")}
