"""Addresses: short ones under /q for residents, the rest for the staff."""

from django.urls import path

from zhiye.portal.views import doors, reports, resident

urlpatterns = [
    path("q/answer/now", resident.answer, name="portal-answer"),
    path("q/thanks/<str:word>/<str:solved>", resident.thanks, name="portal-thanks"),
    path("q/slip/<str:token>", resident.slip, name="portal-slip"),
    path("q/<str:token>", resident.door, name="portal-door"),
    path("q/<str:token>/say", resident.say, name="portal-say"),
    path("q/<str:token>/check/<str:word>", resident.check, name="portal-check"),
    path("q/<str:token>/done/<str:word>", resident.done, name="portal-done"),
    path("q/<str:token>/paper/<str:word>", resident.paper, name="portal-paper"),
    path("q/<str:token>/ask", resident.ask, name="portal-ask"),
    path("doors", doors.listed, name="portal-codes"),
    path("doors/new", doors.make_all, name="portal-codes-make"),
    path("doors/posters", doors.posters, name="portal-posters"),
    path("doors/waiting", reports.waiting, name="portal-waiting"),
    path("doors/waiting/back", reports.put_back, name="portal-put-back"),
    path("doors/counter/<uuid:id>", doors.counter, name="portal-counter"),
    path("doors/<uuid:id>", doors.code, name="portal-code"),
    path("doors/<uuid:id>/new", doors.make, name="portal-code-make"),
    path("doors/<uuid:id>/end", doors.end, name="portal-code-end"),
    path("doors/<uuid:id>/poster", doors.poster, name="portal-poster"),
    path("reports/<uuid:id>/photo", reports.photo, name="portal-photo"),
    path("reports/<uuid:id>/phone", reports.phone, name="portal-phone"),
    path("c/<uuid:id>/slip", reports.slip, name="portal-slip-make"),
    path("slips/<uuid:id>", reports.sheet, name="portal-sheet"),
    path("slips/today", reports.sheets, name="portal-sheets"),
]
