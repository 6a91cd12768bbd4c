"""Addresses of the look's own pages; ``config/urls.py`` includes them at the root."""

from django.conf import settings
from django.urls import path

from zhiye.ui import views

urlpatterns = [
    path("settings", views.settings, name="ui-settings"),
    path("not-here", views.not_here, name="ui-not-here"),
]
if settings.DEBUG:
    urlpatterns += [path("gallery", views.gallery, name="ui-gallery")]
