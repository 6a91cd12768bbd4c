"""One matter with all that its page shows."""

from dataclasses import dataclass
from uuid import UUID

from zhiye.accounts.actor import UserActor, roles
from zhiye.accounts.models import Membership, User
from zhiye.accounts.queries import colleagues_at
from zhiye.cases.leave import LIST, sees
from zhiye.cases.models import MOVED, Case, Extension, Party, Promise, Step
from zhiye.cases.permissions import APPROVE, EDIT
from zhiye.cases.queries.promises import promises_of_cases
from zhiye.cases.queries.seen import cases_seen
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import ancestors


@dataclass(frozen=True)
class CaseFile:
    """A matter: who is party to it (as far as the actor may see them), its steps, its promises."""

    case: Case
    parties: list[Party]
    unseen: int  # parties whom the actor may not see
    steps: list[Step]
    promises: list[Promise]

    @property
    def last(self) -> Step | None:
        """The step that stands: none while the matter is as it came."""
        return self.steps[-1] if self.steps else None

    @property
    def said(self) -> str:
        """What was written with the last move: what comes next, while the matter is open."""
        return next((step.reason for step in reversed(self.steps) if step.act == MOVED), "")


def case(actor: Actor, id_: UUID | str) -> Case:
    """The matter, with its place and who has it in hand. Raises NotFound."""
    rows = Case.objects.filter(cases_seen(actor)).select_related("place", "owner", "opened_by", "committee")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def may_change(actor: Actor, case: Case) -> bool:
    """Whether the actor may write in the matter."""
    writers = (case.opened_by_id, case.owner_id)
    return sees(actor, EDIT, ring=case.ring, path=case.path, writers=writers)


def case_file(actor: Actor, case: Case) -> CaseFile:
    """Everything on the page of a matter; the caller has been given the matter. Three questions."""
    parties = list(Party.objects.filter(case=case).select_related("person", "person__home").order_by("id"))
    seen = [party for party in parties if actor.may(LIST, party.person.path)]
    steps = list(Step.objects.filter(case=case, undone_at=None).select_related("by").order_by("id"))
    return CaseFile(case, seen, len(parties) - len(seen), steps, promises_of_cases(actor, [case.pk]))


def party(actor: Actor, id_: UUID | str) -> Party:
    """One party of a matter that the actor sees. Raises NotFound."""
    rows = Party.objects.select_related("case", "person", "person__home")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None or not actor.may(LIST, found.person.path):
        raise NotFound
    case(actor, found.case_id)
    return found


def colleagues_for(actor: Actor, case: Case) -> list[User]:
    """Colleagues to whom the matter may be given, by name; who has it now is left out."""
    return [user for user in colleagues_at(actor, EDIT, case.committee) if user.pk != case.owner_id]


def approvers_for(actor: Actor, case: Case) -> list[User]:
    """Colleagues who may agree to more time for the matter, by name; those whom its ring shuts out are left out."""
    granting = [code for code, role in roles().items() if APPROVE in role.permissions]
    open_ones = Membership.objects.filter(role__in=granting, place__path__in=ancestors(case.path), until=None)
    found = User.objects.filter(pk__in=open_ones.values("member_id"), is_active=True).order_by("name", "pk")
    return [user for user in found if may_change(UserActor(user), case)]


def extension(actor: Actor, id_: UUID | str) -> Extension:
    """One extension, asked for or given, of a matter that the actor sees. Raises NotFound."""
    rows = Extension.objects.select_related("case", "case__owner", "case__place", "by", "approved_by")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    case(actor, found.case_id)
    return found
