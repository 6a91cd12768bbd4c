"""Puts the actor on each request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.kernel.actor import Actor, Nobody


class ActorMiddleware:
    """Sets ``request.actor``: the person who logged in, or Nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach and go on."""
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(user: object) -> Actor:
    """The actor for a log-in."""
    return UserActor(user) if isinstance(user, User) and user.is_active else Nobody()
