"""Addresses of the pages about colleagues; log-in itself is allauth's, under /accounts/."""

from django.urls import path

from zhiye.accounts import views

urlpatterns = [
    path("staff", views.colleagues, name="staff-list"),
    path("staff/new", views.open_account, name="staff-new"),
    path("staff/roles", views.roles, name="staff-roles"),
    path("staff/<uuid:id>", views.colleague, name="staff-member"),
    path("staff/<uuid:id>/grant", views.grant, name="staff-grant"),
    path("staff/<uuid:id>/password", views.reset_password, name="staff-password"),
    path("staff/role/<uuid:id>/end", views.end_role, name="staff-end-role"),
]
