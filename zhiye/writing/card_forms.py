"""改: the small form in a draft's card, with what was read filled in; and the same forms, empty, for the chips."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiye.cases.codes import MATTERS
from zhiye.drafts.models import Draft
from zhiye.kernel.actor import Actor
from zhiye.kernel.gestures import DayField, SpokenForm
from zhiye.people.choices import SAFE_CONTACT
from zhiye.people.forms.fields import category_choices, relation_choices
from zhiye.people.models import RINGS
from zhiye.people.queries import search
from zhiye.places.lookup import home_at
from zhiye.ui.widgets import LongSelect
from zhiye.visits.kinds import KINDS
from zhiye.visits.models import OUTCOMES

MOST_FOUND = 6
SEXES = [("0", _("不清楚")), ("1", _("男")), ("2", _("女"))]
WISHES = [("wish", _("愿望")), ("strength", _("长处"))]
_WHO_HINT = _("姓名、称呼或门牌，比如“王奶奶”或“115-402”")


def _text(label: Any, most: int = 60, hint: Any = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=False, help_text=hint, widget=widget)


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=LongSelect)


class ChangeForm(SpokenForm):
    """What of a draft is different. ``who`` and ``where`` are words that are looked up."""

    who = _text(_("是哪一位"), hint=_WHO_HINT)
    where = _text(_("是哪一家"), hint=_("比如 115-402"))
    name = _text(_("姓名"))
    called = _text(_("称呼"))
    sex = _choice(_("性别"), SEXES)
    age = _text(_("年纪"), 3)
    heed = forms.MultipleChoiceField(label=_("记进备注"), required=False, widget=forms.CheckboxSelectMultiple)
    title = _text(_("什么事"))
    kind = _choice(_("怎么见的"), list(KINDS.items()))
    outcome = _choice(_("结果"), OUTCOMES)
    on = DayField(label=_("哪一天"), required=False)
    promiser = _text(_("谁答应的"), hint=_("自己答应的就空着"))
    what = _text(_("答应了什么"), 200)
    due = DayField(label=_("哪天以前"), required=False)
    text = _text(_("照本人的话写"), 200)
    relation = _choice(_("是什么亲"), ())
    code = _choice(_("哪一类"), ())
    evidence = _text(_("凭什么知道"), 120)
    ring = _choice(_("谁看得到"), RINGS)

    def __init__(self, *args: Any, kind: str, secret: bool = True, heed: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.of_kind = kind
        kept = FIELDS[kind]
        if kind == "person" and not heed:
            kept = tuple(name for name in kept if name != "heed")
        self.fields = {name: self.fields[name] for name in kept}
        fields: Any = self.fields
        if kind == "case":
            fields["code"].choices = list(MATTERS.items())
        if kind == "category":
            fields["code"].choices = category_choices(secret=secret, but=set())
        if kind == "wish":
            fields["kind"].label, fields["kind"].choices = _("记的是"), WISHES
        if kind == "kin":
            fields["relation"].choices = relation_choices()
        if kind == "person" and heed:
            fields["heed"].choices = [(word, word) for word in heed]


FIELDS: dict[str, tuple[str, ...]] = {
    "person": ("who", "name", "called", "sex", "age", "where", "heed"),
    "home": ("where",),
    "case": ("title", "code", "who", "where", "ring"),
    "contact": ("kind", "outcome", "on", "who", "where", "ring"),
    "promise": ("promiser", "what", "due", "who", "ring"),
    "category": ("code", "who", "evidence"),
    "wish": ("kind", "text", "who", "ring"),
    "kin": ("relation",),
}
BY_HAND: dict[str, Any] = {
    "person": _("人"),
    "home": _("家"),
    "case": _("事"),
    "promise": _("约"),
    "contact": _("见面"),
    "wish": _("愿望"),
}
_HAND_FIELDS: dict[str, tuple[str, ...]] = {
    "person": ("who",),
    "promise": ("promiser", "what", "due", "who", "ring"),
}


def change_form(draft: Draft, ring: str, secret: bool, typed: Any = None) -> ChangeForm | None:
    """The form of a draft that can be changed, with what was read; None for cards of guidance."""
    if draft.kind not in FIELDS:
        return None
    told = draft.proposal
    initial = {name: told.get(name) for name in FIELDS[draft.kind] if name in told and name != "heed"}
    initial |= {"ring": ring, "promiser": told.get("who", "")}
    return ChangeForm(
        typed,
        kind=draft.kind,
        secret=secret,
        heed=[str(word) for word in told.get("heed", [])],
        initial=initial,
        auto_id=f"c{draft.pk.hex[-8:]}_%s",
    )


def hand_form(kind: str, ring: str, typed: Any = None) -> ChangeForm:
    """The empty form behind a chip."""
    form = ChangeForm(typed, kind=kind, heed=[], initial=hand_initial(ring), auto_id=f"hand_{kind}_%s")
    form.fields = {name: form.fields[name] for name in _HAND_FIELDS.get(kind, FIELDS[kind])}
    return form


def hand_initial(ring: str) -> dict[str, Any]:
    """What a card by hand begins with: a visit at which somebody was met, a wish, no kind of matter in particular."""
    return {
        "ring": "team" if ring == "team" else "secretary",
        "kind": "visit",
        "outcome": "seen",
        "code": "other",
    }


def changes_of(actor: Actor, form: ChangeForm) -> dict[str, Any]:
    """What a valid form says otherwise, by the keys of ``flows.confirm_drafts``; people and homes are looked up."""
    told = {
        name: value
        for name, value in form.cleaned_data.items()
        if value != (form.initial.get(name) or "") and not _same_day(value, form.initial.get(name))
    }
    changes: dict[str, Any] = {_KEYS.get(name, name): value for name, value in told.items()}
    if who := changes.pop("#who", ""):
        changes |= _who(actor, form.of_kind, str(who))
    if where := changes.pop("#where", ""):
        changes["place"] = str(home_at(actor, str(where), "places.view").pk)
    return {key: value for key, value in changes.items() if value not in (None, [])}


_KEYS = {"who": "#who", "where": "#where", "promiser": "who"}


def _same_day(value: Any, before: Any) -> bool:
    return isinstance(value, date) and value.isoformat() == before


def _who(actor: Actor, kind: str, words: str) -> Mapping[str, Any]:
    found = found_people(actor, words)
    if len(found) != 1:
        raise WhoIsMeant(words, [str(person.pk) for person in found])
    id_ = str(found[0].pk)
    return {"people": [id_]} if kind in ("case", "contact", "promise") else {"person": id_}


def found_people(actor: Actor, words: str) -> list[Any]:
    """People of the register whom the words may mean, at most ``MOST_FOUND``."""
    hits = [hit.person for hit in search(actor, words, MOST_FOUND) if hit.person is not None]
    exact = [person for person in hits if words in (person.name, person.called)]
    return exact if len(exact) == 1 else hits


class WhoIsMeant(Exception):
    """Nobody, or several, of the register are meant by the words."""

    def __init__(self, words: str, found: list[str]) -> None:
        super().__init__(words)
        self.words, self.found = words, found


SAFE_WAYS = list(SAFE_CONTACT.items())
