"""What all residents' pages share: letters that grow without a script, the telephone at the foot, no cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from zhiye.kernel.errors import NotFound
from zhiye.portal import queries
from zhiye.portal.limits import FALLBACK_TELEPHONE

SIZES = ("resident", "resident-large", "resident-extra")  # 22, 26, 32 px
COOKIE, ASKED, BIGGER = "letters", "letters", "bigger"
ONE_YEAR = 365 * 24 * 3600  # seconds
View = Callable[..., HttpResponse]


def resident(view: View) -> View:
    """A page for everybody: keeps the size of letters that was asked for, and is kept by no browser."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NotFound:
            response = page(request, "nowhere", None, {}, status=404)
        asked = request.GET.get(ASKED, "") or (size_of(request) if BIGGER in request.POST else "")
        if asked in SIZES:
            response.set_cookie(
                COOKIE, asked, max_age=ONE_YEAR, secure=request.is_secure(), samesite="Lax", httponly=True
            )
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    # These pages act for nobody who has logged in: a forged form could do no more than whoever forges it can do
    # directly. Without the token they work in browsers that keep no cookies.
    return csrf_exempt(shown)


def page(
    request: HttpRequest, name: str, desk: queries.Desk | None, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a resident's page: ``desk`` is whose telephone stands at its foot."""
    size = size_of(request)
    frame = {
        "resident_size": size,
        "next_size": SIZES[(SIZES.index(size) + 1) % len(SIZES)],
        "largest": size == SIZES[-1],
        "desk": desk,
        "telephone": desk.telephone if desk else FALLBACK_TELEPHONE,
    }
    return render(request, f"portal/{name}.html", frame | context, status=status)


def size_of(request: HttpRequest) -> str:
    """The size of letters for this answer: asked for by the address, by a button of the form, or before."""
    before = request.COOKIES.get(COOKIE, "")
    before = before if before in SIZES else SIZES[0]
    if BIGGER in request.POST:
        return SIZES[(SIZES.index(before) + 1) % len(SIZES)]
    asked = request.GET.get(ASKED, "")
    return asked if asked in SIZES else before
