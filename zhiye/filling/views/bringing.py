"""填表: a form is brought; those brought before."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiye.filling import commands, queries
from zhiye.filling.documents.reading import read_form
from zhiye.filling.forms import BringForm
from zhiye.filling.permissions import USE
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff


@staff
@require_http_methods(["GET", "POST"])
def filling_list(request: StaffRequest) -> HttpResponse:
    """The place to drop a form, and the forms so far."""
    committees = queries.my_committees(request.actor)
    if not committees:
        raise Forbidden(USE)
    form = BringForm(request.POST or None, request.FILES or None, committees=committees)

    def bring(committee: str, file: Any) -> Any:
        return commands.keep_form(
            request.actor,
            committee=queries.committee(request.actor, committee),
            read=read_form(file.read(), file.name),
            file_name=file.name,
            op=op_of(request),
        )

    if kept := carry_out(request, form, bring):
        return redirect("filling-form", kept.pk)
    too_large = getattr(request, "upload_too_large", False)
    if too_large and "file" in form.errors:
        form.errors["file"] = form.error_class(
            [_("这个文件太大，没有留下。要填的表不会这么大，看看是不是选错了。")]
        )
    context = {"form": form, "several": len(committees) > 1, "forms": queries.forms(request.actor)}
    return render(request, "filling/list.html", context, status=422 if form.errors else 200)
