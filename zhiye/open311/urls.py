"""Addresses: those of GeoReport v2, which are fixed; the page about them; the staff's."""

from django.urls import path, register_converter

from zhiye.open311.formats import TYPES
from zhiye.open311.views import about, api, callers, partners


class SuffixConverter:
    """json or xml."""

    regex = "|".join(TYPES)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(SuffixConverter, "suffix")

urlpatterns = [
    path("open311", about.about, name="open311-about"),
    path("open311/openapi.json", about.description, name="open311-openapi"),
    path("open311/discovery.<suffix:suffix>", api.discovery, name="open311-discovery"),
    path("open311/v2/services.<suffix:suffix>", api.service_list, name="open311-services"),
    path("open311/v2/services/<str:code>.<suffix:suffix>", api.service, name="open311-service"),
    path("open311/v2/requests.<suffix:suffix>", api.requests, name="open311-requests"),
    path("open311/v2/requests/<str:token>.<suffix:suffix>", api.one_request, name="open311-request"),
    path("open311/v2/tokens/<str:token>.<suffix:suffix>", api.request_of_token, name="open311-token"),
    path("open311/v2/<path:rest>", api.elsewhere, name="open311-elsewhere"),
    path("partners", partners.listed, name="open311-partners"),
    path("partners/new", partners.add, name="open311-new"),
    path("partners/<uuid:id>", partners.partner, name="open311-partner"),
    path("partners/<uuid:id>/key", partners.renew_key, name="open311-key"),
    path("partners/<uuid:id>/services", partners.services, name="open311-choose"),
    path("partners/<uuid:id>/end", partners.end, name="open311-end"),
    path("partners/<uuid:id>/resume", partners.resume, name="open311-resume"),
    path("partners/requests/<uuid:id>/look", callers.look, name="open311-look"),
    path("partners/requests/<uuid:id>/call", callers.call, name="open311-call"),
]
