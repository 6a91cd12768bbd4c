"""Addresses of the reports."""

from django.urls import path

from zhiye.reports.views import checking, figure, kept, month

urlpatterns = [
    path("reports", month.home, name="reports-home"),
    path("reports/paper", month.paper, name="reports-paper"),
    path("reports/at/<uuid:at>/file/<str:kind>", month.file, name="reports-file"),
    path("reports/rules", month.rules, name="reports-rules"),
    path("reports/check", checking.check, name="reports-check"),
    path("reports/at/<uuid:at>/figure/<str:code>", figure.figure, name="reports-figure"),
    path("reports/at/<uuid:at>/figure/<str:code>/export", figure.export, name="reports-figure-export"),
    path("reports/at/<uuid:at>/export", figure.export_period, name="reports-export"),
    path("reports/freeze", kept.freeze, name="reports-freeze"),
    path("reports/kept", kept.kept_list, name="reports-list"),
    path("reports/kept/<uuid:id>", kept.kept, name="reports-kept"),
    path("reports/kept/<uuid:id>/figure/<str:code>", kept.kept_figure, name="reports-kept-figure"),
    path("reports/kept/<uuid:id>/paper", kept.paper, name="reports-kept-paper"),
    path("reports/kept/<uuid:id>/file/<str:kind>", kept.file, name="reports-kept-file"),
    path("reports/kept/<uuid:id>/word", kept.word, name="reports-word"),
    path("reports/kept/<uuid:id>/again", kept.again, name="reports-again"),
    path("reports/kept/<uuid:id>/sign", kept.sign, name="reports-sign"),
    path("reports/kept/<uuid:id>/share", kept.share, name="reports-share"),
    path("reports/kept/<uuid:id>/withdraw", kept.withdraw, name="reports-withdraw"),
    path("reports/kept/<uuid:id>/drop", kept.drop, name="reports-drop"),
]
