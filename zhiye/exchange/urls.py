"""Addresses of the exchange."""

from django.urls import path

from zhiye.exchange import views

urlpatterns = [
    path("import", views.import_list, name="import-list"),
    path("import/export", views.export, name="export"),
    path("import/<uuid:id>", views.import_run, name="import-run"),
    path("import/<uuid:id>/progress", views.progress, name="import-progress"),
    path("import/<uuid:id>/answer", views.answer, name="import-answer"),
    path("import/<uuid:id>/start", views.start, name="import-start"),
    path("import/<uuid:id>/again", views.again, name="import-again"),
    path("import/<uuid:id>/undo", views.undo, name="import-undo"),
    path("import/<uuid:id>/left-out.xlsx", views.left_out, name="import-left-out"),
    path("import/<uuid:id>/rows/<slug:kind>", views.rows, name="import-rows"),
    path("hotline/sheets", views.ticket_sheets, name="ticket-sheets"),
    path("hotline/sheets/export", views.ticket_export, name="ticket-export"),
    path("hotline/sheets/<uuid:id>", views.ticket_sheet, name="ticket-sheet"),
]
