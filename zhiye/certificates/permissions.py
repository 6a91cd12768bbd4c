"""What the proof desk may be asked for."""

from django.utils.translation import gettext_lazy as _

VIEW, WRITE = "certificates.view", "certificates.write"
APPROVE, SEAL = "certificates.approve", "certificates.seal"
PERMISSIONS = {
    VIEW: _("看证明登记册"),
    WRITE: _("写一份证明等批；不该出的，告诉去哪里办"),
    APPROVE: _("批证明，作废证明；清单上没有的，定出不出"),
    SEAL: _("盖章，记下份数"),
}
