"""Every address of the house with real ids: of our committee, and of the one next door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from tests.make import Make
from zhiye.accounts.models import Membership
from zhiye.cases import commands as cases
from zhiye.exchange.commands import note_reading, receive
from zhiye.exchange.models import ImportRun
from zhiye.flows.merge_people import merge_people
from zhiye.journal import commands as journal
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.people import commands
from zhiye.people.models import KinTie, Ownership, Person, Residence, RivalValue, Wish
from zhiye.places.models import Place
from zhiye.scans import commands as scans
from zhiye.scans.pictures import Picture
from zhiye.visits import commands as visits

BY = System("test")


@dataclass
class Things:
    """One thing of each kind that addresses speak of, all in one committee."""

    ids: dict[str, UUID]

    def url(self, name: str, thing: str = "", *more: str) -> str:
        """The address ``name`` of the thing called ``thing``."""
        return reverse(name, args=[self.ids[thing], *more] if thing else list(more))


def things_of(make: Make, committee: Place, member_login: str) -> Things:
    """Make one of everything in ``committee``; ``member_login`` is a colleague who works there."""
    building = Place.objects.filter(kind="building", path__startswith=committee.path).order_by("path")[0]
    home = Place.objects.filter(kind="home", path__startswith=building.path).order_by("path")[0]
    values = {"name": "何小满", "sex": "2", "birth": "1940-05-06"}
    person = _person(committee, home, values)
    twin = _person(committee, None, {**values, "name": "何晓满"})
    ids = {
        "committee": committee.pk,
        "building": building.pk,
        "home": home.pk,
        "person": person.pk,
        "twin": twin.pk,
        "member": make.cast.user(member_login).pk,
        "membership": Membership.objects.get(member=make.cast.user(member_login), until=None).pk,
        "import": _import(committee).pk,
        **_notes(make, home, member_login),
        **_matters(make, home, person, member_login),
        **_belongings(make, person, twin, home),
    }
    return Things(ids)


def _person(committee: Place, home: Place | None, values: dict[str, str]) -> Person:
    return commands.register_person(
        BY, committee=committee, values=values, home=home, phone="", sure=True, op=new_id()
    )


def _belongings(make: Make, person: Person, twin: Person, home: Place) -> dict[str, UUID]:
    gone = _person(Place.objects.get(path=person.path[:24]), None, {"name": "何小慢"})
    merge = merge_people(BY, kept=twin, gone=gone, op=new_id())
    commands.tie_kin(BY, person=person, other=twin, relation="77", op=new_id())
    commands.own_home(BY, person=person, home=home, op=new_id())
    commands.note_wish(BY, person=person, kind="wish", text="想去看海", op=new_id())
    commands.correct_person(BY, person=person, values={"note": "爱唱歌"}, seen={"note": "别的"}, op=new_id())
    consent = commands.give_consent(BY, person=person, purpose="photo", how="spoken", op=new_id())
    holding = make.holding(person, "veteran", verified_on=date(2026, 11, 1))
    return {
        "way": make.way(person).pk,
        "holding": holding.pk,
        "consent": consent.pk,
        "merge": merge.pk,
        "wish": Wish.objects.get(person=person).pk,
        "tie": KinTie.objects.get(person=person).pk,
        "ownership": Ownership.objects.get(person=person).pk,
        "residence": Residence.objects.get(person=person).pk,
        "rival": RivalValue.objects.get(person=person).pk,
    }


def _notes(make: Make, home: Place, login: str) -> dict[str, UUID]:
    told = {"text": "何小满想去看海。", "written_on": date(2026, 11, 20), "reflection": "要多听。"}
    entry = journal.write_entry(BY, author=make.cast.user(login), place=home, op=new_id(), **told)
    words = {"title": "看海", "text": "一位阿姨想去看海。"}
    piece = journal.publish_piece(BY, entry=entry, op=new_id(), **words)
    picture, taker = Picture(b"jpeg", 1, 1), make.cast.user(login)
    photo = scans.take_photo(BY, picture=picture, entry=entry, taker=taker, op=new_id())
    return {"entry": entry.pk, "piece": piece.pk, "photo": photo.pk}


def _matters(make: Make, home: Place, person: Person, login: str) -> dict[str, UUID]:
    colleague = make.cast.user(login)
    case = cases.open_case(
        BY, title="何小满家漏水", code="repair", place=home, people=[person], owner=colleague, op=new_id()
    )
    party = cases.join_person(BY, case=case, person=person, part="反映的人", op=new_id())
    promise = cases.make_promise(
        BY,
        what="陪何小满去修",
        case=case,
        person=person,
        due=date(2026, 11, 21),
        maker=colleague,
        op=new_id(),
    )
    contact = visits.log_contact(
        BY,
        kind="visit",
        outcome="seen",
        people=[person],
        place=home,
        note="何小满在",
        writer=colleague,
        op=new_id(),
    )
    return {"case": case.pk, "party": party.pk, "promise": promise.pk, "contact": contact.pk}


def _import(committee: Place) -> ImportRun:
    chunks = ["姓名,门牌\n钱小多,115-101\n".encode()]
    run = receive(BY, committee=committee, file_name="名册.csv", chunks=chunks, op=new_id())
    return note_reading(BY, run=run, account={"sheets": [], "questions": []}, op=new_id())


# name -> (the thing its id names, what follows the id)
ABOUT: dict[str, tuple[str, ...]] = {
    "hand-over": ("member",),
    "places-building": ("building",),
    "places-building-sheet": ("building",),
    "places-add": ("building", "unit"),
    "places-end": ("home",),
    "places-cover": ("building",),
    "places-home": ("home",),
    "people-detail": ("person",),
    "people-sheet": ("person",),
    "people-look": ("person", "id_number"),
    "people-edit": ("person",),
    "people-phone": ("person",),
    "people-wish": ("person",),
    "people-category": ("person",),
    "people-consent": ("person",),
    "people-own": ("person",),
    "people-kin": ("person",),
    "people-move": ("person",),
    "people-leave": ("person",),
    "people-return": ("person",),
    "people-phone-call": ("way",),
    "people-phone-end": ("way",),
    "people-wish-end": ("wish",),
    "people-category-verify": ("holding",),
    "people-category-verified": ("holding",),
    "people-category-end": ("holding",),
    "people-category-undo": ("holding",),
    "people-consent-end": ("consent",),
    "people-ownership-end": ("ownership",),
    "people-residence-end": ("residence",),
    "people-kin-end": ("tie",),
    "people-rival": ("rival",),
    "journal-wordings": ("entry",),
    "journal-publish": ("entry",),
    "journal-column-public": ("committee",),
    "journal-piece": ("piece",),
    "journal-piece-withdraw": ("piece",),
    "writing-note": ("entry",),
    "writing-edit": ("entry",),
    "writing-ring": ("entry",),
    "writing-remove": ("entry",),
    "writing-restore": ("entry",),
    "writing-read": ("entry",),
    "writing-answer": ("entry",),
    "writing-add": ("entry",),
    "scans-state": ("photo",),
    "scans-again": ("photo",),
    "scans-drop": ("photo",),
    "scans-picture": ("photo",),
    "cases-detail": ("case",),
    "cases-edit": ("case",),
    "cases-withdraw": ("case",),
    "cases-join": ("case",),
    "cases-part": ("party",),
    "cases-take": ("case",),
    "cases-move": ("case",),
    "cases-back": ("case",),
    "cases-give": ("case",),
    "cases-promise": ("promise",),
    "cases-promise-keep": ("promise",),
    "cases-promise-reopen": ("promise",),
    "cases-promise-move": ("promise",),
    "cases-promise-drop": ("promise",),
    "cases-promise-withdraw": ("promise",),
    "visits-detail": ("contact",),
    "visits-back": ("contact",),
    "import-run": ("import",),
    "import-progress": ("import",),
    "import-answer": ("import",),
    "import-start": ("import",),
    "import-again": ("import",),
    "import-undo": ("import",),
    "import-left-out": ("import",),
    "import-rows": ("import", "flagged"),
    "register-merge-find": ("person",),
    "register-merge": ("person", "twin"),
    "register-unmerge": ("merge",),
    "register-rename": ("building",),
    "register-move": ("building",),
    "staff-member": ("member",),
    "staff-grant": ("member",),
    "staff-password": ("member",),
    "staff-end-role": ("membership",),
}
PLAIN = ["today", "search", "more", "places-list", "places-counts", "people-list", "people-new"]
PLAIN += ["people-verify", "import-list", "export", "staff-list", "staff-new", "staff-roles"]
PLAIN += ["journal-column"]
PLAIN += ["writing-new", "writing-list", "writing-sheet"]
PLAIN += ["scans-take", "scans-taken"]
PLAIN += ["cases-list", "cases-new", "cases-promise-new", "visits-new"]
PLAIN += ["ui-settings", "ui-not-here"]
# Read without a log-in, by whoever has the address.
FOR_EVERYBODY = {"ui-settings", "ui-not-here", "journal-column-public", "journal-piece"}


def address(things: Things, name: str) -> str:
    """The address ``name`` with the ids of ``things``."""
    if name not in ABOUT:
        return reverse(name)
    thing, *more = ABOUT[name]
    return things.url(name, thing, *(str(things.ids.get(word, word)) for word in more))
