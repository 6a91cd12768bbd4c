"""Django's entry to the proof desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.certificates.issuable import check_settings
from zhiye.certificates.permissions import VIEW
from zhiye.ui.navigation import NavItem, register


class CertificatesConfig(AppConfig):
    """What may be issued, what may not, and the register of both."""

    name = "zhiye.certificates"

    def ready(self) -> None:
        """Read the place's own list, which may stop the start with its sentence; put the door onto the page 更多."""
        check_settings()
        register(NavItem(gettext_lazy("开证明"), "certificates-desk", "print", 38, (VIEW,), in_bar=False))
