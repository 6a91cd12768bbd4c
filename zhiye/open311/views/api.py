"""The addresses of GeoReport v2. Every answer, a refusal too, is a document of the form that was asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.open311 import answers, commands, entering, queries, services
from zhiye.open311.asking import read_wanted
from zhiye.open311.faults import ApiFault, Enough
from zhiye.open311.formats import TYPES, written
from zhiye.open311.posting import read_form, read_posted

View = Callable[..., HttpResponse]
Document = tuple[str, Any]  # the name of its root, what stands in it
AGAIN = {"Retry-After": "30"}


def document(*methods: str) -> Callable[[Callable[..., Document]], View]:
    """A view that answers a root and a value becomes one that answers a document. No cookie and no log-in counts."""

    def decorate(view: Callable[..., Document]) -> View:
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, suffix: str = "xml", **named: Any) -> HttpResponse:
            status, headers = 200, {}
            try:
                _by_method(request, methods)
                root, value = view(request, *args, **named)
            except (ApiFault, NotFound, Forbidden, Refused, SuspiciousOperation, OperationalError) as refusal:
                fault = _fault(refusal)
                status, headers = fault.status, fault.headers
                root, value = "errors", answers.errors(status, fault.sentence)
            response = HttpResponse(written(suffix, root, value), content_type=TYPES[suffix], status=status)
            response.headers["Cache-Control"] = "private, no-store"
            for name, text in headers.items():
                response.headers[name] = text
            return response

        return answered

    return decorate


def _by_method(request: HttpRequest, methods: tuple[str, ...]) -> None:
    if request.method not in methods:
        raise ApiFault(405, _("这个地址不能这样用。"), {"Allow": ", ".join(methods)})


def _fault(refusal: Exception) -> ApiFault:
    """What each refusal of the house is called here; what is a fault of ours goes on."""
    if isinstance(refusal, ApiFault):
        return refusal
    if isinstance(refusal, Enough):
        return ApiFault(429, refusal.message, {"Retry-After": "600"})
    if isinstance(refusal, Refused):
        return ApiFault(404 if refusal.field == "service_code" else 400, refusal.message)
    if isinstance(refusal, NotFound):
        return ApiFault(404, _("没有这个，或者不是您交的。"))
    if isinstance(refusal, Forbidden):
        return ApiFault(403, _("这把钥匙管不到这里。"))
    if isinstance(refusal, OperationalError):
        if "locked" not in str(refusal):
            raise refusal
        return ApiFault(503, _("正忙，等半分钟再发一次。"), AGAIN)
    return ApiFault(400, _("读不出发来的内容，看看是不是 UTF-8。"))


@document("GET", "HEAD")
def discovery(request: HttpRequest) -> Document:
    """Where the API is."""
    endpoint = request.build_absolute_uri(reverse("open311-services", args=["json"])).rpartition("/")[0]
    return "discovery", answers.discovery(endpoint, request.build_absolute_uri(reverse("open311-about")))


@document("GET", "HEAD")
def service_list(request: HttpRequest) -> Document:
    """The kinds of matter; with a key those it may use."""
    return "services", services.listed(entering.services_of(request))


@document("GET", "HEAD")
def service(request: HttpRequest, code: str) -> Document:
    """One of them."""
    if not services.may_use(entering.services_of(request), code):
        raise NotFound
    return "service_definition", services.definition(code)


@document("GET", "HEAD", "POST")
def requests(request: HttpRequest) -> Document:
    """A list of the partner's own; or one more."""
    if request.method == "POST":
        return "service_requests", [_hand_in(request)]
    actor = entering.asker(request)
    told = queries.requests(actor, read_wanted(request))
    return "service_requests", [answers.request_answer(one.row, one.updated_at) for one in told]


@document("GET", "HEAD")
def one_request(request: HttpRequest, token: str) -> Document:
    """One of the partner's own."""
    told = queries.request_by_token(entering.asker(request), token)
    return "service_requests", [answers.request_answer(told.row, told.updated_at)]


@document("GET", "HEAD")
def request_of_token(request: HttpRequest, token: str) -> Document:
    """Ids are given at once; who asks for one by it gets it back."""
    told = queries.request_by_token(entering.asker(request), token)
    return "service_requests", [{"service_request_id": told.row.token, "token": token}]


@document("GET", "HEAD", "POST")
def elsewhere(request: HttpRequest, rest: str) -> Document:
    """Any other address below the API."""
    raise ApiFault(404, _("没有这个地址。地址以 .json 或 .xml 结尾。"))


def _hand_in(request: HttpRequest) -> dict[str, Any]:
    form = read_form(request)
    by = entering.actor_of(request, form)
    at = entering.jurisdiction(request, form, by.partner)
    posted = read_posted(form)
    row = commands.hand_in(
        by,
        partner=by.partner,
        code=posted.code,
        address=posted.address,
        text=posted.text,
        caller=posted.caller,
        at=at,
        op=new_id(),
    )
    return answers.receipt_answer(row, posted.left_out)
