"""Addresses of the writing desk."""

from django.urls import path

from zhiye.writing.views import notes

urlpatterns = [
    path("n", notes.new, name="writing-new"),
    path("n/<uuid:id>", notes.note, name="writing-note"),
    path("n/<uuid:id>/edit", notes.edit, name="writing-edit"),
    path("n/<uuid:id>/ring", notes.ring, name="writing-ring"),
    path("n/<uuid:id>/remove", notes.remove, name="writing-remove"),
    path("n/<uuid:id>/restore", notes.restore, name="writing-restore"),
    path("notes", notes.listed, name="writing-list"),
    path("notes/sheet", notes.sheet, name="writing-sheet"),
]
