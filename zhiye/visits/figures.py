"""What contacts are counted as: homes visited, people met, doors that stayed shut."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from zhiye.cases.showing import name_for
from zhiye.figures.conditions import on_days
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Sentence, register
from zhiye.journal import rings
from zhiye.kernel.actor import Actor
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.visits import queries
from zhiye.visits.models import DECLINED, NOT_HOME, SEEN, Contact, Met
from zhiye.visits.permissions import VIEW
from zhiye.visits.showing import contact_url, outcome_line


def contacts(period: Period) -> QuerySet[Contact]:
    """Contacts of the period that were not taken back."""
    return Contact.objects.filter(on_days("on", period), undone_at=None)


def homes(period: Period) -> QuerySet[Place]:
    """Every home there is or was."""
    return Place.objects.filter(kind=kinds.HOME)


def new_homes(period: Period) -> QuerySet[Place]:
    """Those of them where nobody was visited before the period."""
    return homes(period).filter(~Exists(_visited_before(period)))


def homes_visited(period: Period) -> QuerySet[Contact]:
    """Visits at which somebody of a home was seen. A contact's path is its place, or the home of whom it was with."""
    home = Place.objects.filter(path=OuterRef("path"), kind=kinds.HOME)
    return visits(period).filter(Exists(home))


def visits(period: Period) -> QuerySet[Contact]:
    """Visits at which somebody was seen."""
    return contacts(period).filter(kind="visit", outcome=SEEN)


def first_visits(period: Period) -> QuerySet[Contact]:
    """Those of them before which nobody of that home was visited."""
    return homes_visited(period).filter(~Exists(_visited_before(period)))


def _visited_before(period: Period) -> QuerySet[Contact]:
    rows = Contact.objects.filter(kind="visit", outcome=SEEN, undone_at=None, on__lt=period.first)
    return rows.filter(path=OuterRef("path"))


def doors_shut(period: Period) -> QuerySet[Contact]:
    """Visits at which nobody opened."""
    return contacts(period).filter(kind="visit", outcome__in=(NOT_HOME, DECLINED))


def people_met(period: Period) -> QuerySet[Met]:
    """Each person at each visit."""
    return Met.objects.filter(on_days("on", period), visited=True)


def of_kind(kind: str) -> Callable[[Period], QuerySet[Contact]]:
    """Contacts of a kind, however they came out."""

    def found(period: Period) -> QuerySet[Contact]:
        return contacts(period).filter(kind=kind)

    return found


def disputes(period: Period) -> QuerySet[Any, Any]:
    """Mediations of the period in disputes that had none before it; ``dispute`` is the matter, and of one that was
    joined to another one that other one."""
    mediations = _mediations().filter(on_days("on", period))
    earlier = _mediations().filter(on__lt=period.first).order_by()
    return mediations.filter(~Q(dispute__in=earlier.values("dispute")))  # one list, not a search for each


def _mediations() -> QuerySet[Any, Any]:
    rows = Contact.objects.filter(
        kind="mediation", undone_at=None, case__isnull=False, case__withdrawn_at=None
    )
    return rows.annotate(dispute=Coalesce("case__into__into", "case__into", "case"))


def seen(actor: Actor) -> Q:
    """Contacts that the actor may open."""
    return rings.visible(actor, VIEW, writer="by")


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Contacts in words: whom, where, how it came out."""
    met = queries.people_met(actor, [one.pk for one in rows])
    doors = _doors([one.path for one in rows])
    return [
        Line(
            one.on,
            "、".join(filter(None, (name_for(actor, person) for person in met.get(one.pk, []))))
            or str(one.kind_name),
            doors.get(one.path, ""),
            outcome_line(one),
            contact_url(one),
        )
        for one in rows
    ]


def met_seen(actor: Actor) -> Q:
    """The same for whom a contact was with."""
    return rings.visible(actor, VIEW, writer="by", prefix="contact__")


def met_lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Whom, once a visit."""
    found = {one.pk: one for one in Contact.objects.filter(pk__in=[row.contact_id for row in rows])}
    return lines(actor, [found[row.contact_id] for row in rows])


def _doors(paths: Sequence[str]) -> dict[str, str]:
    return dict(Place.objects.filter(path__in=paths).values_list("path", "door"))


register(
    Figure(
        "visits.homes", gettext_lazy("走访到的家庭"), "household",
        gettext_lazy("这段日子里上门见到了人的家庭；同一家去了几次，算一户。没人在家、没开门的不算。"),
        homes_visited, seen, lines, once="path", among=homes, naming=visits,
        heading="difficulties",
    ),
    Figure(
        "visits.first", gettext_lazy("第一次上门的家庭"), "household",
        gettext_lazy("这段日子里上门见到了人、以前没有走访记录的家庭；同一家算一户。"),
        first_visits, seen, lines, once="path", among=new_homes, naming=visits,
    ),
    Figure(
        "visits.met", gettext_lazy("走访见到的人"), "times",
        gettext_lazy("每次走访见到的每个人算一人次；没有写见到谁的走访不算人次。"),
        people_met, met_seen, met_lines,
    ),
    Figure(
        "visits.shut", gettext_lazy("没见到人的走访"), "occasion",
        gettext_lazy("没在家、没开门或不方便的走访，一次算一次，不算在走访到的家庭里。"),
        doors_shut, seen, lines,
    ),
    Figure(
        "visits.receptions", gettext_lazy("来访接待"), "occasion",
        gettext_lazy("这段日子里记下的来访接待，一次算一次。"), of_kind("reception"), seen, lines,
    ),
    Figure(
        "visits.calls", gettext_lazy("电话"), "occasion",
        gettext_lazy("这段日子里记下的和居民的电话，打通没打通都算，一次算一次。"), of_kind("phone"), seen, lines,
    ),
    Figure(
        "visits.disputes", gettext_lazy("调解的纠纷"), "dispute",
        gettext_lazy(
            "这段日子里首次调解的纠纷，同一纠纷多次调解算 1 起；并到另一件的和那一件算同一起，"
            "没有记成一件事的调解只算次数。"
        ),
        disputes, seen, lines, path="case__path", once="dispute", reference="case__number", heading="order",
    ),
    Figure(
        "visits.mediations", gettext_lazy("调解"), "occasion",
        gettext_lazy("这段日子里记下的调解，一次算一次，同一纠纷调解几次算几次。"),
        of_kind("mediation"), seen, lines, reference="case__number",
    ),
    Sentence(
        100,
        gettext_lazy(
            "走访居民 {visits.homes}[，其中第一次上门 {visits.first}][；见到 {visits.met}][，没见到人 {visits.shut}]。"
        ),
        heading="difficulties",
    ),
    Sentence(
        110,
        gettext_lazy("[接待来访 {visits.receptions}，][通电话 {visits.calls}，]。"),
        heading="difficulties",
    ),
    Sentence(
        500, gettext_lazy("调解纠纷 {visits.disputes}[，共调解 {visits.mediations}]。"), heading="order"
    ),
)  # fmt: skip
