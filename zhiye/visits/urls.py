"""Addresses of contacts."""

from django.urls import path

from zhiye.visits import views

urlpatterns = [
    path("visits/new", views.new, name="visits-new"),
    path("visits/<uuid:id>", views.detail, name="visits-detail"),
    path("visits/<uuid:id>/back", views.back, name="visits-back"),
]
