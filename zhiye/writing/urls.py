"""Addresses of the writing desk."""

from django.urls import path

from zhiye.writing.views import drafts, notes

urlpatterns = [
    path("n", notes.new, name="writing-new"),
    path("n/<uuid:id>", notes.note, name="writing-note"),
    path("n/<uuid:id>/edit", notes.edit, name="writing-edit"),
    path("n/<uuid:id>/ring", notes.ring, name="writing-ring"),
    path("n/<uuid:id>/remove", notes.remove, name="writing-remove"),
    path("n/<uuid:id>/restore", notes.restore, name="writing-restore"),
    path("n/<uuid:id>/read", drafts.read, name="writing-read"),
    path("n/<uuid:id>/answer", drafts.answer, name="writing-answer"),
    path("n/<uuid:id>/add", drafts.add, name="writing-add"),
    path("notes", notes.listed, name="writing-list"),
    path("notes/sheet", notes.sheet, name="writing-sheet"),
]
