"""Addresses of the hotline."""

from django.urls import path

from zhiye.hotline.views import periods, taking, thanks, tickets

urlpatterns = [
    path("hotline", tickets.listed, name="hotline-list"),
    path("hotline/new", taking.new, name="hotline-new"),
    path("hotline/figures", periods.figures, name="hotline-figures"),
    path("hotline/thanks", thanks.book, name="hotline-book"),
    path("hotline/thanks/<uuid:id>", thanks.detail, name="hotline-thanks"),
    path("hotline/thanks/<uuid:id>/seen", thanks.seen, name="hotline-thanks-seen"),
    path("hotline/thanks/<uuid:id>/withdraw", thanks.withdraw, name="hotline-thanks-withdraw"),
    path("hotline/<uuid:id>/edit", tickets.edit, name="hotline-edit"),
    path("hotline/<uuid:id>/return", tickets.send_back, name="hotline-return"),
    path("hotline/<uuid:id>/watch", tickets.watch, name="hotline-watch"),
    path("hotline/<uuid:id>/caller", tickets.look, name="hotline-look"),
    path("hotline/<uuid:id>/call", tickets.call, name="hotline-call"),
    path("hotline/<uuid:id>/sheet", tickets.sheet, name="hotline-sheet"),
]
