"""One line per room."""

from django.urls import include, path

urlpatterns = [
    path("", include("zhiye.desk.urls")),
    path("", include("zhiye.places.urls")),
    path("", include("zhiye.people.urls")),
    path("", include("zhiye.journal.urls")),
    path("", include("zhiye.scans.urls")),
    path("", include("zhiye.cases.urls")),
    path("", include("zhiye.visits.urls")),
    path("", include("zhiye.certificates.urls")),
    path("", include("zhiye.hotline.urls")),
    path("", include("zhiye.activities.urls")),
    path("", include("zhiye.exchange.urls")),
    path("", include("zhiye.filling.urls")),
    path("", include("zhiye.register.urls")),
    path("", include("zhiye.reports.urls")),
    path("", include("zhiye.writing.urls")),
    path("", include("zhiye.overview.urls")),
    path("", include("zhiye.portal.urls")),
    path("", include("zhiye.open311.urls")),
    path("", include("zhiye.notices.urls")),
    path("", include("zhiye.accounts.urls")),
    path("", include("zhiye.ui.urls")),
    path("accounts/", include("allauth.urls")),
]
