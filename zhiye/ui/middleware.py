"""Layers around every page: headers that keep strangers out, the reader's language, refusals in plain words."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.ui import preferences
from zhiye.ui.conflicts import author_words

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def content_security_policy(providers: dict[str, object]) -> str:
    """The policy text. ``providers`` is ``SOCIALACCOUNT_PROVIDERS``: browsers hold ``form-action`` against
    the redirect that follows a form, so the log-in servers named there must be allowed as its end."""
    form_ends = " ".join(["'self'", *_log_in_servers(providers)])
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {form_ends}"
    )


def _log_in_servers(providers: dict[str, object]) -> list[str]:
    origins = []
    for provider in providers.values():
        for app in provider.get("APPS", []) if isinstance(provider, dict) else []:
            address = urlsplit(app.get("settings", {}).get("server_url", ""))
            origins += [f"{address.scheme}://{address.netloc}"] if address.netloc else []
    return sorted(set(origins))


class SecurityHeaders:
    """Adds the content security policy and switches off what no page uses (place of the device above all)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.policy = content_security_policy(settings.SOCIALACCOUNT_PROVIDERS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A page that sets its own policy keeps it."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class Language:
    """Answers in the language chosen on the settings page, and in Chinese when none was.

    What the browser prefers is not asked: an English Windows in a Chinese office would change every page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The language holds for this request alone."""
        language = preferences.of(request).language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class Refusals:
    """Turns the four refusals of the kernel into pages that say what to do next."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only exceptions are of interest here."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403, 404, 409 or 422, 503 where SQLite's one writer is busy; None for what is a fault of ours."""
        if isinstance(exception, Forbidden):
            return render(request, "403.html", status=403)
        if isinstance(exception, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(exception, Conflict):
            told = {"fields": exception.fields, "author": author_words(exception, clock.today())}
            return render(request, "ui/conflict.html", told, status=409)
        if isinstance(exception, Refused):
            return render(request, "ui/refused.html", {"sentence": exception.message}, status=422)
        if isinstance(exception, OperationalError) and "locked" in str(exception):
            sentence = _("正在导入一张大表，还轮不到写。等半分钟，退回去再存一次，写的还在。")
            return render(request, "ui/refused.html", {"sentence": sentence}, status=503)
        return None
