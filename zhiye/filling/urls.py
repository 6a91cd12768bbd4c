"""Addresses of the filling of forms."""

from django.urls import path

from zhiye.filling.views import bringing, looking, taking, understanding

urlpatterns = [
    path("filling", bringing.filling_list, name="filling-list"),
    path("filling/<uuid:id>", understanding.filling_form, name="filling-form"),
    path("filling/<uuid:id>/retire", understanding.filling_retire, name="filling-retire"),
    path("filling/<uuid:id>/look", looking.filling_look, name="filling-look"),
    path("filling/<uuid:id>/blank", taking.filling_blank, name="filling-blank"),
    path("filling/done/<uuid:id>", taking.filling_done, name="filling-done"),
    path("filling/done/<uuid:id>/progress", taking.filling_progress, name="filling-progress"),
    path("filling/done/<uuid:id>/again", taking.filling_again, name="filling-again"),
    path("filling/done/<uuid:id>/file", taking.filling_file, name="filling-file"),
    path("filling/done/<uuid:id>/changes.xlsx", taking.filling_changes, name="filling-changes"),
]
