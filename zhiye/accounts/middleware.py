"""Puts the actor on each request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor, Nobody

LAST_WROTE = "last_wrote"  # the day, in the session


class ActorMiddleware:
    """Sets ``request.actor``: the person who logged in, or Nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach and go on."""
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]
        if request.method == "POST" and request.user.is_authenticated:
            _stay(request)
        return self.get_response(request)


def _stay(request: HttpRequest) -> None:
    """Whoever writes stays logged in as long again; said once a day, not with every gesture."""
    today = clock.today().isoformat()
    if request.session.get(LAST_WROTE) != today:
        request.session[LAST_WROTE] = today


def actor_of(user: object) -> Actor:
    """The actor for a log-in."""
    return UserActor(user) if isinstance(user, User) and user.is_active else Nobody()
