"""One of everything in a committee, so that every address has something to show."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from tests.calls.reports import month
from tests.make import Make
from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import Membership, User
from zhiye.activities import commands as activities
from zhiye.activities.sheets import note_lines, put_sheet
from zhiye.activities.values import Told
from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Extension
from zhiye.certificates import commands as certificates
from zhiye.exchange.commands import note_reading, receive
from zhiye.exchange.models import ImportRun
from zhiye.filling.tests.make import brought, filled
from zhiye.filling.wanted import Wanted as FormWanted
from zhiye.flows.merge_people import merge_people
from zhiye.hotline import commands as hotline
from zhiye.hotline.reading.sheet import read_rows
from zhiye.hotline.values import TicketValues
from zhiye.journal import commands as journal
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.notices import commands as notices
from zhiye.notices.models import Notice
from zhiye.open311.tests.make import handed_in, partner_at
from zhiye.overview import commands as overview
from zhiye.people import commands
from zhiye.people.models import KinTie, Ownership, Person, Residence, RivalValue, Wish
from zhiye.places.models import Place
from zhiye.portal import commands as portal
from zhiye.portal import signed
from zhiye.reports import commands as reports
from zhiye.scans import commands as scans
from zhiye.scans.pictures import Picture
from zhiye.visits import commands as visits

BY = System("test")


@dataclass
class Things:
    """One thing of each kind that addresses speak of, all in one committee; codes and words are text."""

    ids: dict[str, Any]

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
        **_activities(make, committee, member_login),
        **_hotline(make, committee, home, member_login),
        **_belongings(make, person, twin, home),
        **_proofs(make, committee, person, member_login),
        **_told(make, member_login),
        **_doors(building),
        **_reports(committee, make.cast.user(member_login)),
        **_platforms(committee, building),
        **_asked(make, committee),
        **_forms(make, committee, home, member_login),
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
    told = {"heading": "culture", "year": 2026, "chooser": taker}
    story = overview.choose_story(BY, piece=piece, op=new_id(), **told)
    return {"entry": entry.pk, "piece": piece.pk, "photo": photo.pk, "story": story.pk}


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
    handing = cases.refer_case(BY, case=case, brief="请市政来疏通", version=case.version, op=new_id())
    made = {"case": case.pk, "party": party.pk, "promise": promise.pk, "contact": contact.pk}
    return made | {"handing": handing.pk} | _said(case, colleague)


def _activities(make: Make, committee: Place, login: str) -> dict[str, UUID]:
    """A class that came round, with a photo of its sign-in sheet; one that was withdrawn."""
    by = {"committee": committee, "writer": make.cast.user(login)}
    told = Told("class", date(2026, 11, 19), title="何小满书法班", person_times=12)
    held = activities.record_activity(BY, told=told, op=new_id(), **by)
    gone = activities.record_activity(BY, told=told, op=new_id(), **by)
    activities.withdraw_activity(BY, activity=gone, op=new_id())
    sheet = put_sheet(BY, activity=held, picture=Picture(b"jpeg", 1, 1), writer=by["writer"], op=new_id())
    note_lines(BY, sheet=sheet, state="empty", op=new_id())  # nothing waits for the slow reader
    return {"activity": held.pk, "activity_gone": gone.pk, "activity_sheet": sheet.pk}


def _said(case: Case, colleague: User) -> dict[str, UUID]:
    """Somebody was rung; more time was asked for."""
    reply = cases.note_reply(BY, case=case, kind="first", words="何小满说天天漏", op=new_id())
    due = clock.now() + timedelta(days=3)
    Case.objects.filter(pk=case.pk).update(due_at=due)
    asked = {"was_due": due, "new_due": due + timedelta(days=3), "reason": "何小满家等天晴", "state": "asked"}
    told = {"approved_by": colleague, "by": colleague, "told_caller": False, "at": clock.now()}
    return {"reply": reply.pk, "extension": Extension.objects.create(case=case, **asked, **told).pk}


def _told(make: Make, login: str) -> dict[str, UUID]:
    colleague = make.cast.user(login)
    robot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0190f0e0-1111-4222-8333-abcdef012345"
    channel = notices.add_own(BY, owner=colleague, address=robot, op=new_id())
    now = {"at": clock.now(), "not_before": clock.now(), "next_try": clock.now()}
    notice = Notice.objects.create(to=colleague, key="a", kind="given", url="/c", **now)
    return {"channel": channel.pk, "notice": notice.pk}


def _reports(committee: Place, maker: User) -> dict[str, UUID]:
    """A report of the month that nobody has signed."""
    told = {"place": committee, "period": month(), "maker": maker}
    return {"kept_report": reports.freeze(BY, op=new_id(), **told).pk}


def _doors(building: Place) -> dict[str, Any]:
    """A door with its code, what was said there, what is being said, what waits for a look."""
    code = portal.make_code(BY, place=building, op=new_id())
    told = {"text": "何小满家楼下灯不亮", "phone": "15400009999", "photo": b"jpeg"}
    report = portal.write_report(BY, code=code, op=new_id(), **told)
    draft = portal.write_report(BY, code=code, text="三楼的灯不亮", op=new_id())
    doubtful = portal.write_report(BY, code=code, text="何小满门口堆了纸箱", hasty=True, op=new_id())
    receipt = portal.send_report(BY, report=report, op=new_id())
    portal.send_report(BY, report=doubtful, op=new_id())
    return {
        "door": code.token,
        "draft": signed.write(signed.DRAFT, draft.pk),
        "done": signed.write(signed.DONE, report.pk),
        "grant": signed.write(signed.GRANT, receipt.pk),
        "slip": receipt.token,
        "receipt": receipt.pk,
        "report": report.pk,
    }


def _platforms(committee: Place, building: Place) -> dict[str, Any]:
    """A platform that handed something in about the building."""
    partner = partner_at(committee)
    door = f"{building.door}号楼"
    told = {
        "text": "何小满家楼下灯不亮",
        "address": door,
        "caller": {"last_name": "何", "phone": "15400009999"},
    }
    row = handed_in(partner, **told)
    return {
        "partner": partner.pk,
        "partner-request": row.pk,
        "partner-token": row.token,
        "json": "json",
        "service": "repair.leak",
        "anything": "nothing",
    }


def _asked(make: Make, committee: Place) -> dict[str, Any]:
    """A question of the street."""
    asked = {"figure": "visits.homes", "period": "2026", "words": "八月走访多，是做了什么？"}
    told = {"committee": committee, "asker": make.cast.user("jiedao")}
    return {"question": overview.ask(BY, op=new_id(), **told, **asked).pk}


def _forms(make: Make, committee: Place, home: Place, login: str) -> dict[str, UUID]:
    """A form filled twice by one colleague, with a change between."""
    who = make.cast.user(login)
    actor = UserActor(who)
    form = brought(BY, committee, who=who)
    one = _person(committee, home, {"name": "何小路", "birth": "1941-02-03"})
    wanted = FormWanted(people=(str(one.pk),))
    filled(actor, form, wanted)
    commands.correct_person(
        BY, person=one, values={"birth": "1941-02-04"}, seen={"birth": "1941-02-03"}, op=new_id()
    )
    commands.correct_person(BY, person=one, values={"name": "何小鹿"}, seen={"name": "何小路"}, op=new_id())
    return {"form": form.pk, "filling": filled(actor, form, wanted).pk}


def _proofs(make: Make, committee: Place, person: Person, login: str) -> dict[str, Any]:
    """One proof that waits, and one in each state that has pages of its own."""
    writer, approver = make.cast.user(login), make.cast.user("zhuren")
    told = {"purpose": "何小满打官司", "unit": "区人民法院", "evidence": "看过身份证原件"}

    def proof() -> Any:
        asked = {"kind": "litigation_member", "person": person, "blanks": {"sex": "女"}}
        return certificates.request_certificate(BY, preparer_account=writer, op=new_id(), **asked, **told)

    waiting, issued, drafting = proof(), proof(), proof()
    certificates.approve_certificate(BY, certificate=issued, approver=approver, op=new_id())
    certificates.return_certificate(BY, certificate=drafting, reason="补通知书", op=new_id())
    asked = certificates.ask_secretary(
        BY, name="居住情况", committee=committee, preparer_account=writer, op=new_id()
    )
    refused = certificates.refuse_with_guidance(
        BY, code="death", committee=committee, preparer_account=writer, op=new_id()
    )
    return {
        "proof": waiting.pk,
        "proof_issued": issued.pk,
        "proof_drafting": drafting.pk,
        "proof_asked": asked.pk,
        "proof_refused": refused.pk,
        "proof_token": issued.token,
    }


def _hotline(make: Make, committee: Place, home: Place, login: str) -> dict[str, UUID]:
    values = TicketValues(
        body="何小满家漏水，希望修好。", official_no="2026110001", title="漏水", caller="何小满"
    )
    told = {"committee": committee, "op": new_id()}
    ticket = hotline.take_ticket(BY, values=values, place=home, owner=make.cast.user(login), **told)
    values = TicketValues(body="感谢社工，何小满。", official_no="2026110002", caller="何小满")
    thanks = hotline.take_thanks(BY, committee=committee, values=values, op=new_id())
    reading = read_rows(
        [["编号", "内容"], ["2026110003", "何小满说路灯不亮"], ["2026110004", ""]], clock.today()
    )
    told = {"file_name": "工单.csv", "reading": reading, "owner": make.cast.user(login)}
    sheet = hotline.take_sheet(BY, committee=committee, op=new_id(), **told)
    return {"ticket": ticket.pk, "thanks": thanks.pk, "ticket_sheet": sheet.pk}


def _import(committee: Place) -> ImportRun:
    chunks = ["姓名,门牌\n钱小多,115-101\n".encode()]
    run = receive(BY, committee=committee, file_name="名册.csv", chunks=chunks, op=new_id())
    return note_reading(BY, run=run, account={"sheets": [], "questions": []}, op=new_id())
