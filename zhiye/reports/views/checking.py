"""对一对: figures that must agree with each other, and a reckoner for numbers that somebody handed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhiye.kernel.pages import StaffRequest, staff
from zhiye.reports.addresses import asked
from zhiye.reports.agreeing import agreements, reckoned
from zhiye.reports.forms import AverageForm


@require_GET
@staff
def check(request: StaffRequest) -> HttpResponse:
    """What agrees and what does not; a total, an average and a number of days against each other."""
    about = asked(request, request.actor)
    form = AverageForm(request.GET if "total" in request.GET else None)
    context = {
        "about": about,
        "form": form,
        "found": agreements(about.actor, about.place, about.period, about.reach, about.figure),
        "answer": reckoned(**form.cleaned_data) if form.is_valid() else None,
    }
    return render(request, "reports/check.html", context, status=422 if form.errors else 200)
