"""Pages that belong to no domain: settings of this browser, what the software never does, the gallery."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_GET, require_http_methods

from zhiye.ui import gallery as samples
from zhiye.ui import never, preferences
from zhiye.ui.forms import PreferencesForm


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Choose text size, language and keys; works without scripts and without logging in."""
    form = PreferencesForm(request.POST or None, initial=asdict(preferences.of(request)))
    if request.method == "POST" and form.is_valid():
        answer = redirect("ui-settings")
        chosen = form.chosen()
        preferences.keep(answer, chosen, secure=request.is_secure())
        with override(chosen.language):  # the next page is in that language already
            messages.success(request, gettext("改好了，这台设备以后都这样显示。"))
        return answer
    return render(request, "ui/settings.html", {"form": form})


@require_GET
def not_here(request: HttpRequest) -> HttpResponse:
    """The public list of what this software does not have, with reasons and rules."""
    return render(request, "ui/not_here.html", {"groups": never.groups()})


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for people who build pages. Routed only under DEBUG."""
    return render(request, "ui/gallery.html", samples.context())
