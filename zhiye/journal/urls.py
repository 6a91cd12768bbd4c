"""Addresses of the journal. The notes themselves (/n, /notes) stand in the door above."""

from django.urls import path

from zhiye.journal import views

urlpatterns = [
    path("n/<uuid:id>/wordings", views.wordings, name="journal-wordings"),
    path("n/<uuid:id>/publish", views.publish, name="journal-publish"),
    path("column", views.column, name="journal-column"),
    path("column/<uuid:id>", views.public_column, name="journal-column-public"),
    path("column/piece/<uuid:id>", views.public_piece, name="journal-piece"),
    path("column/piece/<uuid:id>/withdraw", views.withdraw, name="journal-piece-withdraw"),
]
