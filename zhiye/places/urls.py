"""Addresses."""

from django.urls import path

from zhiye.places import views

urlpatterns = [
    path("b", views.wall, name="places-list"),
    path("b/counts", views.counts, name="places-counts"),
    path("b/<uuid:id>", views.building, name="places-building"),
    path("b/<uuid:id>/sheet", views.building_sheet, name="places-building-sheet"),
    path("b/<uuid:id>/add/<slug:kind>", views.add, name="places-add"),
    path("b/<uuid:id>/end", views.end, name="places-end"),
    path("b/<uuid:id>/cover", views.cover, name="places-cover"),
    path("h/<uuid:id>", views.home, name="places-home"),
]
