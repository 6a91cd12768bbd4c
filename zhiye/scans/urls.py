"""Addresses of the photos."""

from django.urls import path

from zhiye.scans import views

urlpatterns = [
    path("photos", views.take, name="scans-take"),
    path("photos/taken", views.taken, name="scans-taken"),
    path("photos/<uuid:id>", views.state, name="scans-state"),
    path("photos/<uuid:id>/again", views.again, name="scans-again"),
    path("photos/<uuid:id>/drop", views.drop, name="scans-drop"),
    path("photos/<uuid:id>/picture", views.picture, name="scans-picture"),
]
