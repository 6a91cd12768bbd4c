"""Addresses of the desk."""

from django.urls import path

from zhiye.desk import views

urlpatterns = [
    path("", views.door, name="door"),
    path("t", views.today, name="today"),
    path("s", views.search, name="search"),
    path("more", views.more, name="more"),
    path("staff/<uuid:id>/hand-over", views.hand_over, name="hand-over"),
]
