"""Addresses of the matters."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
