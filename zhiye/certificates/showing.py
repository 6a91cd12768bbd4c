"""Proofs in words: their names in lists, the figures of the register, the code on the paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.certificates.models import Certificate
from zhiye.certificates.numbering import told_number
from zhiye.certificates.workflow import APPROVED, ASKED, DRAFTING, WAITING, WORDS
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.queries.files import called

FIGURE_WORDS = {
    "issued": gettext_lazy("出了"),
    "refused": gettext_lazy("没有出，告诉了去哪里"),
    "void": gettext_lazy("作废"),
    "open": gettext_lazy("还在办"),
}
NEXT = {
    ASKED: gettext_lazy("清单上没有，定一下出不出"),
    WAITING: gettext_lazy("写好了，等批"),
    APPROVED: gettext_lazy("批了，等盖章"),
    DRAFTING: gettext_lazy("要写好再送批"),
}


@dataclass(frozen=True)
class Row:
    """A proof as lists show it."""

    certificate: Certificate
    who: str
    number: str
    word: str


def rows(actor: Actor, certificates: Iterable[Certificate]) -> list[Row]:
    """Proofs in the order given."""
    return [
        Row(one, name_of(actor, one), told_number(one.number), str(WORDS[one.state])) for one in certificates
    ]


def name_of(actor: Actor, certificate: Certificate) -> str:
    """What colleagues call whom it is for; "" where nobody is kept."""
    person = certificate.person
    return called(person) if person is not None and actor.may("people.view", person.path) else ""


def figures(counted: dict[str, int]) -> list[tuple[str, str, int]]:
    """(which, words, how many) of each figure of the register."""
    return [(name, str(words), counted.get(name, 0)) for name, words in FIGURE_WORDS.items()]


def is_over(certificate: Certificate) -> bool:
    """Whether its last day has passed."""
    return certificate.valid_until is not None and certificate.valid_until < clock.today()


def guidance_lines(certificate: Certificate) -> list[tuple[Any, str]]:
    """Where to go instead: (heading, words); what the secretary wrote has no headings of its own."""
    heads = [_("去哪里"), _("一般带"), _("依据")]
    lines = certificate.guidance.split("\n")
    return list(zip(heads, lines, strict=False))
