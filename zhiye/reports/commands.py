"""Writing reports: kept, worded, signed, shown to the street; withdrawn with a reason, never changed afterwards."""

from collections.abc import Collection

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.leave import writer_account
from zhiye.figures.counting import COUNT
from zhiye.figures.periods import MONTH, Period
from zhiye.journal.commands.pieces import refuse_found
from zhiye.journal.queries.checking import to_publish_check
from zhiye.journal.texts import clean
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.places.models import Place
from zhiye.reports import keeping
from zhiye.reports.asking import Reach
from zhiye.reports.models import KeptSentence, Report
from zhiye.reports.permissions import SIGN, WRITE
from zhiye.reports.states import DRAFT, DROPPED, SIGNED, WITHDRAWN
from zhiye.reports.telling import told_now, without

EXPORT = "people.export"
LONGEST_OWN = 400  # characters of one paragraph
_ALL = Reach(whole=True, outside=False)


@command("reports.freeze", gettext_lazy("把报表的数定下来了"))
def freeze(
    by: Actor, *, place: Place, period: Period, maker: User | None = None, again: Report | None = None
) -> Report:
    """Count ``period`` at the committee and keep it: words, figures, rules, rows. A program names the ``maker``.

    ``again`` is a draft that is counted anew: its title, its own paragraphs and what it leaves out are taken over.
    Raises Refused when there is a report of that period already, nothing to tell, or it has not begun.
    """
    by.require(WRITE, place.path, seen_with=COUNT)
    hold(place)
    if again is not None:
        _hold_draft(again)
    rivals = Report.objects.filter(place=place, period=period.key, state__in=(DRAFT, SIGNED))
    if rival := (rivals.exclude(pk=again.pk) if again else rivals).first():
        raise Refused(_taken(rival))
    if period.first > clock.today():
        raise Refused(_("这一段日子还没到，选一段已经开始的。"), "period")
    with override(settings.LANGUAGE_CODE):  # offices read it, whoever keeps it
        account = told_now(by, place, period, _ALL, lambda code: "")
        title = again.title if again else title_of(place, period)
    if not account.paragraphs:
        raise Refused(_("这段日子还没有记录，所以没有数可定。先记下来，再来定。"))
    if again is not None:
        gone, own = _wordings(by, again)
        account = without(account, [one.order for one in account.paragraphs if _key(one.text) in gone], own)
        _drop(again)
    made = Report.objects.create(
        place=place,
        period=period.key,
        title=title,
        made_at=clock.now(),
        made_by=writer_account(by, maker, "maker"),
    )
    keeping.keep(by, made, account)
    told = {"period": (None, period.key), "figures": (None, len(account.numbers))}
    log.write(by, "reports.freeze", made, place.path, told)
    return made


@command("reports.word", gettext_lazy("改了报表的话"))
def word_report(
    by: Actor, *, report: Report, title: str, left_out: Collection[int] = (), own: str = ""
) -> Report:
    """Another title, sentences left out (by their order), paragraphs of one's own, one a line. A draft only."""
    by.require(WRITE, report.place.path, seen_with=COUNT)
    _hold_draft(report)
    was = report.title
    report.title = " ".join(clean(title, "title").split())
    if not report.title or len(report.title) > 60:
        raise Refused(_("起一个题目，最多 60 个字。"), "title")
    refuse_found(to_publish_check(by, report.title, report.place.path), "title")  # the list shows it to all
    lines = [" ".join(line.split()) for line in clean(own, "own").splitlines() if line.strip()]
    if any(len(line) > LONGEST_OWN for line in lines):
        raise Refused(_("一段最多 %(most)d 个字，分成两段写。") % {"most": LONGEST_OWN}, "own")
    account = without(keeping.told_then(by, report, _ALL, lambda code: ""), left_out, lines)
    if all(one.left_out for one in account.paragraphs):
        raise Refused(_("至少留一句。"), "keep")
    report.save(update_fields=["title"])
    keeping.rewrite(report, account)
    told = {"title": (was, report.title), "left_out": (None, len(set(left_out))), "own": (None, len(lines))}
    log.write(by, "reports.word", report, report.place.path, told)
    return report


@command("reports.sign", gettext_lazy("在报表上签了字"))
def sign_report(by: Actor, *, report: Report, signer: User | None = None) -> Report:
    """It stands as it is from now on, whatever becomes of the records."""
    by.require(SIGN, report.place.path, seen_with=COUNT)
    _hold_draft(report)
    report.state, report.signed_at = SIGNED, clock.now()
    report.signed_by = writer_account(by, signer, "signer")
    report.save(update_fields=["state", "signed_at", "signed_by"])
    log.write(by, "reports.sign", report, report.place.path, {"state": (DRAFT, SIGNED)})
    return report


@command("reports.withdraw_signature", gettext_lazy("撤回了报表上的签字"))
def withdraw_signature(by: Actor, *, report: Report, reason: str, signer: User | None = None) -> Report:
    """It is not to be relied on any more, and says why; it stays readable as it was. The next one is kept anew."""
    by.require(SIGN, report.place.path, seen_with=COUNT)
    hold(report)
    if report.state != SIGNED:
        raise Refused(_("这一份现在没有签字，不用撤回。"))
    said = " ".join(clean(reason, "reason").split())[:200]
    if not said:
        raise Refused(_("写一下为什么撤回。"), "reason")
    refuse_found(to_publish_check(by, said, report.place.path), "reason")  # whoever reads the report reads it
    report.state, report.withdrawn_at, report.reason = WITHDRAWN, clock.now(), said
    report.withdrawn_by = writer_account(by, signer, "signer")
    report.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "reason"])
    log.write(
        by, "reports.withdraw_signature", report, report.place.path, {"state": (SIGNED, WITHDRAWN)}, said
    )
    return report


@command("reports.share", gettext_lazy("把报表交给了街道"))
def share_report(by: Actor, *, report: Report) -> Report:
    """The street may read the signed report: numbers and words, nobody's name. Raises Refused while a name of the
    register, a number or a door stands in what was written by hand."""
    by.require(SIGN, report.place.path, seen_with=COUNT)
    hold(report)
    if report.state != SIGNED:
        raise Refused(_("先签字，再交给街道。"))
    if report.shared_at:
        raise Refused(_("这一份已经交给街道了。要改，先撤回签字。"))
    own = KeptSentence.objects.filter(report=report, own=True, left_out=False)
    for text in [report.title, *(str(piece) for one in own for piece in one.pieces)]:
        refuse_found(to_publish_check(by, text, report.place.path), "own")
    report.shared_at = clock.now()
    report.save(update_fields=["shared_at"])
    log.write(by, "reports.share", report, report.place.path, {"shared_at": (None, report.shared_at)})
    return report


@command("reports.drop", gettext_lazy("不要这份报表了"))
def drop_report(by: Actor, *, report: Report) -> Report:
    """A draft is thrown away; what was signed never is."""
    by.require(WRITE, report.place.path, seen_with=COUNT)
    _hold_draft(report)
    _drop(report)
    log.write(by, "reports.drop", report, report.place.path, {"state": (DRAFT, DROPPED)})
    return report


@command("reports.export_note", gettext_lazy("导出了报表背后的名单"))
def note_rows_export(by: Actor, *, place: Place, period: Period, what: str, count: int, purpose: str) -> int:
    """Leave the trace of ``count`` rows going out that name people, with its purpose."""
    by.require(EXPORT, place.path, seen_with=COUNT)
    said = " ".join(clean(purpose, "purpose").split())[:400]
    if not said:
        raise Refused(_("写一下导出做什么用。"), "purpose")
    told = {"figures": (None, what[:200]), "period": (None, period.key), "rows": (None, count)}
    log.write(by, "reports.export_note", place, place.path, told, said)
    return count


def title_of(place: Place, period: Period) -> str:
    """What a report is called unless somebody calls it otherwise: 青桐居民区2026年11月工作小结."""
    told = {"place": place.name, "period": period.name}
    return (
        _("%(place)s%(period)s工作小结") if period.kind == MONTH else _("%(place)s%(period)s工作总结")
    ) % told


def _hold_draft(report: Report) -> None:
    """Hold it for a change. Raises Refused once it is signed, NotFound once it is thrown away."""
    hold(report)
    if report.state == DROPPED:
        raise NotFound
    if report.state != DRAFT:
        raise Refused(_("这一份签过字了，不再改。要改，先撤回签字，再重新定一份。"))


def _drop(report: Report) -> None:
    report.state = DROPPED
    report.save(update_fields=["state"])


def _taken(rival: Report) -> str:
    if rival.state == SIGNED:
        return _("这段日子的报表已经签了。要重新定，先撤回那份的签字。")
    return _("这段日子已经有一份还没签的，打开那一份，点“重新数一遍”。")


def _wordings(by: Actor, report: Report) -> tuple[set[str], list[str]]:
    """Which sentences a draft leaves out (as words without their numbers), and the paragraphs of its writer's own."""
    account = keeping.told_then(by, report, _ALL, lambda code: "")
    gone = {_key(one.text) for one in account.paragraphs if one.left_out}
    return gone, [one.text for one in account.paragraphs if one.own]


def _key(text: str) -> str:
    """A sentence without its numbers, to know it again when they have changed."""
    return "".join(letter for letter in text if not letter.isdecimal() and letter not in ",.%")
