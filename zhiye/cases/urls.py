"""Addresses of the matters."""

from django.urls import path

from zhiye.cases.views import matters, promises, steps

urlpatterns = [
    path("c", matters.listed, name="cases-list"),
    path("c/new", matters.new, name="cases-new"),
    path("c/<uuid:id>", matters.detail, name="cases-detail"),
    path("c/<uuid:id>/edit", matters.edit, name="cases-edit"),
    path("c/<uuid:id>/withdraw", matters.withdraw, name="cases-withdraw"),
    path("c/<uuid:id>/people", matters.join, name="cases-join"),
    path("c/people/<uuid:id>/end", matters.part, name="cases-part"),
    path("c/<uuid:id>/take", steps.take, name="cases-take"),
    path("c/<uuid:id>/move", steps.move, name="cases-move"),
    path("c/<uuid:id>/back", steps.back, name="cases-back"),
    path("c/<uuid:id>/give", steps.give, name="cases-give"),
    path("promises/new", promises.new, name="cases-promise-new"),
    path("promises/<uuid:id>", promises.detail, name="cases-promise"),
    path("promises/<uuid:id>/keep", promises.keep, name="cases-promise-keep"),
    path("promises/<uuid:id>/reopen", promises.reopen, name="cases-promise-reopen"),
    path("promises/<uuid:id>/move", promises.move, name="cases-promise-move"),
    path("promises/<uuid:id>/drop", promises.drop, name="cases-promise-drop"),
    path("promises/<uuid:id>/withdraw", promises.withdraw, name="cases-promise-withdraw"),
]
