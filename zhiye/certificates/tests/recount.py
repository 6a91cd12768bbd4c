"""The figures of the register of proofs once more, row by row."""

from tests.recounting import Inside, Making, Recount, World
from zhiye.certificates.models import Certificate
from zhiye.figures.periods import Period
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place

STATES = ("issued", "issued", "refused", "refused", "void", "approved", "waiting", "dropped")


def make_history(making: Making) -> None:
    """Proofs in every state."""
    Certificate.objects.bulk_create([_proof(making, number) for number in range(70)])


def _proof(making: Making, number: int) -> Certificate:
    state = making.pick(STATES)
    numbered = state in ("issued", "refused", "void", "approved")
    return Certificate(
        id=new_id(),
        committee=making.pick(making.committees),
        book=("refused" if state == "refused" else "issued") if numbered else "",
        number=f"2026-8{number:03d}" if numbered else "",
        listing="issuable",
        name="居住情况证明",
        state=state,
        asked_on=making.day(),
        prepared_by=making.pick(making.users),
        numbered_on=making.day() if numbered else None,
    )


def proofs(state: str) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        found = [one for one in world(Certificate).values() if one.state == state]
        here = [one for one in found if inside(world(Place)[one.committee_id].path)]
        return sum(period.contains(one.numbered_on) for one in here)

    return counted


RECOUNTS: dict[str, Recount] = {
    "certificates.issued": proofs("issued"),
    "certificates.refused": proofs("refused"),
}
