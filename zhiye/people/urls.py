"""Addresses."""

from django.urls import path

from zhiye.people.views import belonging, detail, lists, living, writing

urlpatterns = [
    path("p", lists.people, name="people-list"),
    path("p/new", writing.new, name="people-new"),
    path("p/verify", lists.to_verify, name="people-verify"),
    path("p/<uuid:id>", detail.detail, name="people-detail"),
    path("p/<uuid:id>/sheet", detail.sheet, name="people-sheet"),
    path("p/<uuid:id>/look/<slug:what>", detail.look, name="people-look"),
    path("p/<uuid:id>/edit", writing.edit, name="people-edit"),
    path("p/<uuid:id>/phone", belonging.add_phone, name="people-phone"),
    path("p/<uuid:id>/wish", belonging.add_wish, name="people-wish"),
    path("p/<uuid:id>/category", belonging.add_category, name="people-category"),
    path("p/<uuid:id>/consent", belonging.add_consent, name="people-consent"),
    path("p/<uuid:id>/own", belonging.add_ownership, name="people-own"),
    path("p/<uuid:id>/kin", belonging.add_kin, name="people-kin"),
    path("p/<uuid:id>/move", living.move, name="people-move"),
    path("p/<uuid:id>/leave", living.leave, name="people-leave"),
    path("p/<uuid:id>/return", living.come_back, name="people-return"),
    path("p/phone/<uuid:id>/call", detail.call, name="people-phone-call"),
    path("p/phone/<uuid:id>/end", belonging.end_phone, name="people-phone-end"),
    path("p/wish/<uuid:id>/end", belonging.end_wish, name="people-wish-end"),
    path("p/category/<uuid:id>/verify", belonging.verify_category, name="people-category-verify"),
    path("p/category/<uuid:id>/verified", lists.verified, name="people-category-verified"),
    path("p/category/<uuid:id>/end", belonging.end_category, name="people-category-end"),
    path("p/category/<uuid:id>/undo", belonging.undo_category, name="people-category-undo"),
    path("p/consent/<uuid:id>/end", belonging.end_consent, name="people-consent-end"),
    path("p/ownership/<uuid:id>/end", belonging.end_ownership, name="people-ownership-end"),
    path("p/residence/<uuid:id>/end", living.end_residence, name="people-residence-end"),
    path("p/kin/<uuid:id>/end", belonging.end_kin, name="people-kin-end"),
    path("p/rival/<uuid:id>", writing.settle, name="people-rival"),
]
