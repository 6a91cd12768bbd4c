"""Addresses of the notices."""

from django.urls import path

from zhiye.notices import views

urlpatterns = [
    path("notices", views.mine, name="notices-mine"),
    path("notices/add", views.add, name="notices-add"),
    path("notices/groups", views.groups, name="notices-groups"),
    path("notices/groups/add", views.add_group, name="notices-group-add"),
    path("notices/<uuid:id>", views.go, name="notices-go"),
    path("notices/channel/<uuid:id>/try", views.try_out, name="notices-try"),
    path("notices/channel/<uuid:id>/digest", views.digest, name="notices-digest"),
    path("notices/channel/<uuid:id>/end", views.end, name="notices-end"),
    path("notices/channel/<uuid:id>/restore", views.restore, name="notices-restore"),
]
