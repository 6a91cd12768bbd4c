"""What belongs to a person: numbers, wishes, categories, consents, homes owned, kin."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiye.kernel.errors import Refused
from zhiye.kernel.gestures import GestureForm, carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.people import commands, queries
from zhiye.people.forms import (
    CategoryForm,
    ConsentForm,
    EndCategoryForm,
    KinForm,
    OwnForm,
    PhoneForm,
    VerifyForm,
    WishForm,
)
from zhiye.people.queries import parts
from zhiye.people.templatetags.people import category as category_name
from zhiye.people.undo import tell_with_undo
from zhiye.places.lookup import home_at
from zhiye.ui.toasts import tell

EDIT, SECRET = "people.edit", "people.secret"


def form_page(request: StaffRequest, person: Any, form: GestureForm, title: str, button: str) -> HttpResponse:
    """A page with one form about one person."""
    context = {"form": form, "person": person, "title": title, "button": button}
    return render(request, "people/form.html", context)


@require_http_methods(["GET", "POST"])
@staff
def add_phone(request: StaffRequest, id: UUID) -> HttpResponse:
    """Another number."""
    person = parts.person_to_edit(request.actor, id)
    form = PhoneForm(request.POST or None)

    def add(number: str, whose: str) -> Any:
        try:
            return commands.add_contact(
                request.actor, person=person, number=number, whose=whose, op=op_of(request)
            )
        except Refused as refused:
            raise Refused(refused.message, "number") from refused

    if way := carry_out(request, form, add):
        tell_with_undo(request, _("电话加好了。"), "people-phone-end", way.pk)
        return redirect("people-detail", id)
    return form_page(request, person, form, _("加一个电话"), _("加上"))


@require_POST
@staff
def end_phone(request: StaffRequest, id: UUID) -> HttpResponse:
    """The number is no longer theirs."""
    way = parts.contact_way(request.actor, id)
    commands.end_contact(request.actor, way=way, op=op_of(request))
    tell(request, _("这个电话停用了。"))
    return redirect("people-detail", way.person_id)


@require_http_methods(["GET", "POST"])
@staff
def add_wish(request: StaffRequest, id: UUID) -> HttpResponse:
    """What somebody wants or is good at."""
    person = parts.person_to_edit(request.actor, id)
    form = WishForm(request.POST or None, secret=request.actor.may(SECRET, person.path))

    def note(**values: Any) -> Any:
        return commands.note_wish(request.actor, person=person, op=op_of(request), **values)

    if wish := carry_out(request, form, note):
        tell_with_undo(request, _("记下了。"), "people-wish-end", wish.pk)
        return redirect("people-detail", id)
    return form_page(request, person, form, _("记一笔愿望或长处"), _("记下"))


@require_POST
@staff
def end_wish(request: StaffRequest, id: UUID) -> HttpResponse:
    """Fulfilled, or no longer wished."""
    wish = parts.wish(request.actor, id)
    commands.end_wish(request.actor, wish=wish, op=op_of(request))
    tell(request, _("收起来了，“谁改过”里还看得到。"))
    return redirect("people-detail", wish.person_id)


@require_http_methods(["GET", "POST"])
@staff
def add_category(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody belongs to a category."""
    person = parts.person_to_edit(request.actor, id)
    held = {holding.code for holding in queries.person_file(request.actor, person).holdings}
    form = CategoryForm(request.POST or None, secret=request.actor.may(SECRET, person.path), held=held)

    def hold(**values: Any) -> Any:
        return commands.hold_category(request.actor, person=person, op=op_of(request), **values)

    if holding := carry_out(request, form, hold):
        tell_with_undo(
            request,
            _("归到“%(name)s”了。") % {"name": category_name(holding.code)},
            "people-category-undo",
            holding.pk,
        )
        return redirect("people-detail", id)
    return form_page(request, person, form, _("归入一类"), _("记下"))


@require_http_methods(["GET", "POST"])
@staff
def verify_category(request: StaffRequest, id: UUID) -> HttpResponse:
    """Looked again, with new evidence or a new date."""
    holding = parts.holding(request.actor, id)
    person = parts.person_to_edit(request.actor, holding.person_id)
    form = VerifyForm(
        request.POST or None, initial={"evidence": holding.evidence, "valid_until": holding.valid_until}
    )

    def verify(**values: Any) -> Any:
        return commands.verify_category(request.actor, holding=holding, op=op_of(request), **values)

    if carry_out(request, form, verify):
        tell(request, _("记下了，今天核对过。"))
        return redirect("people-detail", person.pk)
    return form_page(
        request, person, form, _("核对“%(name)s”") % {"name": category_name(holding.code)}, _("核对过了")
    )


@require_http_methods(["GET", "POST"])
@staff
def end_category(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody no longer belongs to a category."""
    holding = parts.holding(request.actor, id)
    person = parts.person_to_edit(request.actor, holding.person_id)
    form = EndCategoryForm(request.POST or None)

    def end(reason: str) -> Any:
        return commands.end_category(request.actor, holding=holding, reason=reason, op=op_of(request))

    if carry_out(request, form, end):
        tell(request, _("记下了，不再属于“%(name)s”。") % {"name": category_name(holding.code)})
        return redirect("people-detail", person.pk)
    return form_page(
        request, person, form, _("不再属于“%(name)s”") % {"name": category_name(holding.code)}, _("记下")
    )


@require_POST
@staff
def undo_category(request: StaffRequest, id: UUID) -> HttpResponse:
    """The category was a slip of the hand."""
    holding = parts.holding(request.actor, id)
    commands.end_category(request.actor, holding=holding, reason=_("刚才点错了"), op=op_of(request))
    tell(request, _("撤销了。"))
    return redirect("people-detail", holding.person_id)


@require_http_methods(["GET", "POST"])
@staff
def add_consent(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody agreed to something."""
    person = parts.person_to_edit(request.actor, id)
    consents = queries.person_file(request.actor, person).consents
    form = ConsentForm(request.POST or None, given={c.purpose for c in consents if c.withdrawn_on is None})

    def give(**values: Any) -> Any:
        return commands.give_consent(request.actor, person=person, op=op_of(request), **values)

    if consent := carry_out(request, form, give):
        tell_with_undo(request, _("记下了，随时可以收回。"), "people-consent-end", consent.pk)
        return redirect("people-detail", id)
    return form_page(request, person, form, _("记下同意的事"), _("记下"))


@require_POST
@staff
def end_consent(request: StaffRequest, id: UUID) -> HttpResponse:
    """Taken back: one tap, no reason asked."""
    consent = parts.consent(request.actor, id)
    commands.withdraw_consent(request.actor, consent=consent, op=op_of(request))
    tell(request, _("收回了，从现在起不再这样做。"))
    return redirect("people-detail", consent.person_id)


@require_http_methods(["GET", "POST"])
@staff
def add_ownership(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody owns a home."""
    person = parts.person_to_edit(request.actor, id)
    form = OwnForm(request.POST or None)

    def own(home: str, **values: Any) -> Any:
        place = home_at(request.actor, home, EDIT)
        return commands.own_home(request.actor, person=person, home=place, op=op_of(request), **values)

    if ownership := carry_out(request, form, own):
        tell_with_undo(request, _("房产记好了。"), "people-ownership-end", ownership.pk)
        return redirect("people-detail", id)
    return form_page(request, person, form, _("登记房产"), _("记下"))


@require_POST
@staff
def end_ownership(request: StaffRequest, id: UUID) -> HttpResponse:
    """Sold or passed on."""
    ownership = parts.ownership(request.actor, id)
    commands.end_ownership(request.actor, ownership=ownership, op=op_of(request))
    tell(request, _("这套房不再记在名下。"))
    return redirect("people-detail", ownership.person_id)


@require_http_methods(["GET", "POST"])
@staff
def add_kin(request: StaffRequest, id: UUID) -> HttpResponse:
    """Find somebody, and say what they are to this person."""
    person = parts.person_to_edit(request.actor, id)
    query = request.GET.get("q", "")
    found = [
        hit.person for hit in queries.search(request.actor, query, 20) if hit.person and hit.person.pk != id
    ]
    choices = [(str(one.pk), parts.one_line(request.actor, one)) for one in found]
    form = KinForm(request.POST or None, found=choices)

    def tie(other: str, relation: str) -> Any:
        one = next(one for one in found if str(one.pk) == other)
        return commands.tie_kin(request.actor, person=person, other=one, relation=relation, op=op_of(request))

    if tied := carry_out(request, form, tie):
        tell_with_undo(request, _("亲属记好了，两边都看得到。"), "people-kin-end", tied.pk)
        return redirect("people-detail", id)
    return render(
        request, "people/kin.html", {"person": person, "query": query, "found": found, "form": form}
    )


@require_POST
@staff
def end_kin(request: StaffRequest, id: UUID) -> HttpResponse:
    """The tie was a mistake."""
    tie = parts.kin_tie(request.actor, id)
    person = commands.untie_kin(request.actor, tie=tie, op=op_of(request))
    tell(request, _("去掉了。"))
    return redirect("people-detail", person.pk)
