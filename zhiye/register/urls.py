"""Addresses."""

from django.urls import path

from zhiye.register import views

urlpatterns = [
    path("p/<uuid:id>/merge", views.merge_find, name="register-merge-find"),
    path("p/<uuid:id>/merge/<uuid:other>", views.merge, name="register-merge"),
    path("p/merge/<uuid:id>/undo", views.unmerge, name="register-unmerge"),
    path("b/<uuid:id>/rename", views.rename, name="register-rename"),
    path("b/<uuid:id>/move", views.move, name="register-move"),
]
