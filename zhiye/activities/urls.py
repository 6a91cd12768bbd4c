"""Addresses of activities."""

from django.urls import path

from zhiye.activities.views import days, lists, one, sheets

urlpatterns = [
    path("activities", lists.month, name="activities-list"),
    path("activities/new", one.new, name="activities-new"),
    path("activities/days", days.days, name="activities-days"),
    path("activities/<uuid:id>", one.detail, name="activities-detail"),
    path("activities/<uuid:id>/edit", one.edit, name="activities-edit"),
    path("activities/<uuid:id>/withdraw", one.withdraw, name="activities-withdraw"),
    path("activities/<uuid:id>/restore", one.restore, name="activities-restore"),
    path("activities/<uuid:id>/paper", sheets.paper, name="activities-paper"),
    path("activities/<uuid:id>/photo", sheets.put, name="activities-put"),
    path("activities/photos/<uuid:id>", sheets.picture, name="activities-picture"),
    path("activities/photos/<uuid:id>/drop", sheets.drop, name="activities-drop"),
]
