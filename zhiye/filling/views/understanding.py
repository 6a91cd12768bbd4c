"""One form: for whom it is filled, and how each blank is understood."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiye.filling import choosing, commands, queries, showing
from zhiye.filling.conditions import to_add
from zhiye.filling.forms import read_answers
from zhiye.filling.plan import Plan, make_plan
from zhiye.filling.titles import AGES
from zhiye.filling.wanted import CHOSEN, MATTERS, OF_A_PERIOD, WHAT, Wanted, from_query
from zhiye.kernel.ids import new_id
from zhiye.kernel.pages import StaffRequest, op_of, staff

FIND = "look_for"  # the button [找]


@staff
@require_http_methods(["GET", "POST"])
def filling_form(request: StaffRequest, id: UUID) -> HttpResponse:
    """Choose for whom, and say what is not known yet; what was said once is not asked again."""
    form = queries.form(request.actor, id)
    if not queries.may_take(request.actor, form):
        return render(request, "filling/own_copy.html", {"form_row": form})
    read = queries.read_form(request.actor, form)
    kinds = choosing.offered(request.actor, form.committee)
    wanted = _wanted(request, form, read, kinds)
    earlier = queries.remembered(request.actor, form, wanted.what)
    plan = make_plan(read, wanted.what, earlier, form.committee.name)
    told = choosing.told_by(read, wanted.what, [form.committee.name])
    unsaid = request.method == "POST" and FIND not in request.POST and choosing.is_open(wanted, told)
    if request.method == "POST" and (FIND in request.POST or unsaid):
        # Somebody is looked for, or something is still to be said: what was chosen stays chosen.
        said = read_answers(request.POST, plan.blanks, filled_only=True)
        plan = make_plan(read, wanted.what, {**earlier, **said}, form.committee.name)
    elif request.method == "POST":
        _remember(request, form, plan)
        return redirect(f"{reverse('filling-look', args=[form.pk])}?{wanted.query}")
    context = {
        "form_row": form,
        "read": read,
        "op": new_id(),
        "wanted": wanted,
        "kinds": [(what, WHAT[what], what == wanted.what) for what in kinds],
        **_blanks(plan),
        **_whom(request, form, wanted),
        "told": told,
        "chips": choosing.chips(wanted, told),
        "unsaid": unsaid,
        "never_word": choosing.never_of(read, wanted.what),
        "for_one": choosing.for_one(read),
        "lately": queries.filled_lately(request.actor, form),
    }
    return render(request, "filling/form.html", context, status=422 if unsaid else 200)


def _wanted(request: StaffRequest, form: Any, read: Any, kinds: list[str]) -> Wanted:
    if request.method == "POST":
        return from_query(request.POST)
    if {"find", "standing", "period", "person"} & set(request.GET):
        return from_query(request.GET)
    last = queries.last_wanted(request.actor, form, read)
    return choosing.first_choice(read, request.GET.get("what", ""), last, kinds, [form.committee.name])


def _remember(request: StaffRequest, form: Any, plan: Plan) -> None:
    answers = read_answers(request.POST, plan.blanks)
    if answers:
        commands.map_form(request.actor, form=form, what=plan.what, answers=answers, op=op_of(request))


def _blanks(plan: Plan) -> dict[str, Any]:
    opened, done, left = plan.open, plan.done, plan.left
    joined, alone = showing.together(showing.choices(opened, plan))
    return {
        "plan": plan,
        "open": opened,
        "together": joined,
        "alone": alone,
        "done": showing.choices(done, plan, len(opened)),
        "left": showing.choices([one for one in left if not one.never], plan, len(opened) + len(done)),
        "never": [one.label for one in left if one.never],
    }


def _whom(request: StaffRequest, form: Any, wanted: Wanted) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    find = asked.get("find", "").strip()[:40]
    chosen = queries.people_named(request.actor, form.committee, wanted.people)
    found = queries.people_found(request.actor, form.committee, find) if find else []
    known = {person.pk for person in chosen}
    return {
        "of_people": choosing.can_be_sheets(wanted.what),
        "of_period": wanted.what in OF_A_PERIOD,
        "to_add": to_add(wanted.what == MATTERS, AGES) if wanted.what in CHOSEN else [],
        "buildings": [
            (place, str(place.pk) in wanted.buildings)
            for place in queries.buildings(request.actor, form.committee)
        ],
        "periods": showing.months_to_choose(wanted.period),
        "find": find,
        "chosen": chosen,
        "found": [person for person in found if person.pk not in known],
    }


@staff
@require_http_methods(["GET", "POST"])
def filling_retire(request: StaffRequest, id: UUID) -> HttpResponse:
    """Not used any more, after one sentence that says what that means."""
    form = queries.form(request.actor, id)
    if request.method == "POST":
        commands.retire_form(request.actor, form=form, op=op_of(request))
        messages.success(request, _("这张表收起来了。再拖进来，就又能填。"))
        return redirect("filling-list")
    return render(request, "filling/retire.html", {"form_row": form, "op": new_id()})
