"""What the reports may be asked for, besides counting (``places.count``)."""

from django.utils.translation import gettext_lazy as _

WRITE, SIGN = "reports.write", "reports.sign"
PERMISSIONS = {
    WRITE: _("把一段日子的数定下来，写报表"),
    SIGN: _("在报表上签字，撤回签字，交给街道"),
}
