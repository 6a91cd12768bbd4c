"""Reports that were kept: the list of them, one beside today, its figures, its words, its signature."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhiye.figures.registry import FIGURES
from zhiye.kernel.errors import Forbidden, NotFound, Refused
from zhiye.kernel.gestures import carry_out
from zhiye.kernel.pages import StaffRequest, op_of, staff
from zhiye.reports import beside, commands, keeping, queries
from zhiye.reports.addresses import asked, query_of
from zhiye.reports.asking import reach_of
from zhiye.reports.filing import NAMES, Files, answer_file
from zhiye.reports.forms import ReasonForm, WordForm
from zhiye.reports.papering import figures_table, issuer_of, paper_of
from zhiye.reports.permissions import SIGN, WRITE
from zhiye.reports.saying import Account
from zhiye.reports.states import DRAFT, SIGNED
from zhiye.ui.toasts import tell


@require_GET
@staff
def kept(request: StaffRequest, id: UUID) -> HttpResponse:
    """The report as it was, and what would be different today."""
    report = queries.report(request.actor, id)
    account, inside = _account(request, report), _inside(request, report)
    figures = queries.kept_figures(request.actor, report)
    changed = beside.changed_figures(request.actor, report, figures) if inside else {}
    before = _signed_before(request, report)
    context = _about(request, report, account) | {
        "changed": [(figures[code], today, _link(report, code)) for code, today in changed.items()],
        "compared": inside,
        "over": beside.is_over(report),
        "rows": _rows(request, report, account, changed, before),
        "earlier": before,
        "now_url": f"{reverse('reports-home')}?{query_of(report.place, report.days)}",
        "kinds_of_file": NAMES,
    }
    return render(request, "reports/kept.html", context)


@require_GET
@staff
def kept_list(request: StaffRequest) -> HttpResponse:
    """All of them, newest first."""
    found = queries.reports(request.actor)
    if not found and not queries.counted_committees(request.actor):
        raise NotFound
    several = len({report.place_id for report in found}) > 1
    return render(request, "reports/list.html", {"reports": found, "several": several})


@require_GET
@staff
def kept_figure(request: StaffRequest, id: UUID, code: str) -> HttpResponse:
    """One figure then and now, record by record."""
    report = queries.report(request.actor, id)
    if not _inside(request, report):
        raise NotFound
    figure = queries.kept_figure(request.actor, report, code)
    text = request.GET.get("page", "")
    page = max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    lines, pages = beside.kept_lines(request.actor, report, figure, page)
    now = FIGURES.get(code)
    context = {
        "report": report,
        "kept": figure,
        "beside": beside.beside(request.actor, report, figure),
        "version": now.version if now else 0,
        "lines": lines,
        "previous_url": f"?page={page - 1}" if page > 1 else "",
        "next_url": f"?page={page + 1}" if page < pages else "",
        "now_url": _now_url(report, code) if now else "",
    }
    return render(request, "reports/kept_figure.html", context)


@require_GET
@staff
def paper(request: StaffRequest, id: UUID) -> HttpResponse:
    """The report as it is put on paper."""
    report = queries.report(request.actor, id)
    account = _account(request, report, linked=False)
    context = {
        "report": report,
        "account": account,
        "said": account.said,
        "title": report.title,
        "issuer": issuer_of(report.place),
        "signed_on": report.signed_at,
    }
    return render(request, "reports/paper.html", context)


@require_GET
@staff
def file(request: StaffRequest, id: UUID, kind: str) -> HttpResponse:
    """The same as PDF, Word or Excel."""
    report = queries.report(request.actor, id)
    account = _account(request, report, linked=False)

    def files() -> Files:
        on, by = report.signed_at, report.signed_by
        day, name = timezone.localtime(on).date() if on else None, by.name if by else ""
        written = paper_of(account, report.title, signed_on=day, signed_by=name)
        return Files(written, (figures_table(account),))

    return answer_file(kind, report.title, files)


@require_POST
@staff
def freeze(request: StaffRequest) -> HttpResponse:
    """The figures of the period are kept; its words come next."""
    about = asked(request, request.actor)
    told = {"place": about.place, "period": about.period}
    try:
        made = commands.freeze(request.actor, op=op_of(request), **told)
    except Refused as refused:
        tell(request, refused.message)
        return redirect(f"{reverse('reports-home')}?{about.query}")
    return redirect("reports-kept", made.pk)


@require_POST
@staff
def again(request: StaffRequest, id: UUID) -> HttpResponse:
    """A draft is counted anew."""
    report = queries.report(request.actor, id)
    told = {"place": report.place, "period": report.days, "again": report}
    return _done(
        request, report, lambda op: commands.freeze(request.actor, op=op, **told), _("重新数了一遍。")
    )


@require_http_methods(["GET", "POST"])
@staff
def word(request: StaffRequest, id: UUID) -> HttpResponse:
    """Which sentences are said, and what else."""
    report = _draft(request, id)
    account = _account(request, report, linked=False)
    sentences = [(one.order, one.text) for one in account.paragraphs if not one.own]
    own = [one.text for one in account.paragraphs if one.own]
    said = [str(one.order) for one in account.paragraphs if not one.own and not one.left_out]
    initial = {"title": report.title, "keep": said, "own": "\n".join(own)}
    form = WordForm(request.POST or None, sentences=sentences, initial=initial)

    def save(**values: Any) -> Any:
        return commands.word_report(request.actor, report=report, op=op_of(request), **values)

    if carry_out(request, form, save):
        return redirect("reports-kept", id)
    return render(
        request, "reports/word.html", {"form": form, "report": report}, status=422 if form.errors else 200
    )


@require_POST
@staff
def sign(request: StaffRequest, id: UUID) -> HttpResponse:
    """From now on it stands."""
    report = queries.report(request.actor, id)
    return _done(
        request, report, lambda op: commands.sign_report(request.actor, report=report, op=op), _("签好了。")
    )


@require_POST
@staff
def share(request: StaffRequest, id: UUID) -> HttpResponse:
    """The street may read it."""
    report = queries.report(request.actor, id)
    said = _("交给街道了。街道看得到数和话，看不到名单。")
    return _done(request, report, lambda op: commands.share_report(request.actor, report=report, op=op), said)


@require_POST
@staff
def drop(request: StaffRequest, id: UUID) -> HttpResponse:
    """The draft is thrown away."""
    report = queries.report(request.actor, id)
    home = f"{reverse('reports-home')}?{query_of(report.place, report.days)}"
    try:
        commands.drop_report(request.actor, report=report, op=op_of(request))
    except Refused as refused:
        tell(request, refused.message)
        return redirect("reports-kept", id)
    return redirect(home)


@require_http_methods(["GET", "POST"])
@staff
def withdraw(request: StaffRequest, id: UUID) -> HttpResponse:
    """The signature is taken back, with the reason."""
    report = queries.report(request.actor, id)
    if not request.actor.may(SIGN, report.place.path):
        raise Forbidden(SIGN)
    form = ReasonForm(request.POST or None)

    def take_back(reason: str) -> Any:
        return commands.withdraw_signature(request.actor, report=report, reason=reason, op=op_of(request))

    if carry_out(request, form, take_back):
        tell(request, _("签字撤回了。要重新定一份，回到那段日子。"))
        return redirect("reports-kept", id)
    return render(
        request, "reports/withdraw.html", {"form": form, "report": report}, status=422 if form.errors else 200
    )


def _account(request: StaffRequest, report: Any, linked: bool = True) -> Account:
    inside = linked and _inside(request, report)
    reach = reach_of(request.actor, report.place)
    return keeping.told_then(request.actor, report, reach, lambda code: _link(report, code) if inside else "")


def _inside(request: StaffRequest, report: Any) -> bool:
    """Whether the reader counts all of the committee, and is not outside: then today's rows are shown beside."""
    reach = reach_of(request.actor, report.place)
    return reach.whole and not reach.outside


def _link(report: Any, code: str) -> str:
    return reverse("reports-kept-figure", args=[report.pk, code])


def _now_url(report: Any, code: str) -> str:
    """The list behind the figure as it is counted today."""
    address = reverse("reports-figure", args=[report.place_id, code])
    return f"{address}?{urlencode({'period': report.period})}"


def _about(request: StaffRequest, report: Any, account: Account) -> dict[str, Any]:
    path, may = report.place.path, request.actor.may
    return {
        "report": report,
        "account": account,
        "said": account.said,
        "may_word": report.state == DRAFT and may(WRITE, path),
        "may_sign": report.state == DRAFT and may(SIGN, path),
        "may_withdraw": report.state == SIGNED and may(SIGN, path),
        "may_share": report.state == SIGNED and report.shared_at is None and may(SIGN, path),
    }


def _signed_before(request: StaffRequest, report: Any) -> Any:
    found = queries.report_of(request.actor, report.place, report.days.before.key)
    return found if found and found.state == SIGNED else None


def _rows(
    request: StaffRequest, report: Any, account: Account, changed: dict[str, int], before: Any
) -> list[dict[str, Any]]:
    """The figures in a table: here, today, in the signed report before it, and whether each is counted alike."""
    then = {one.code: one for one in _account(request, before).numbers} if before else {}
    rows = []
    for number in account.numbers:
        other, now = then.get(number.code), FIGURES.get(number.code)
        rows.append(
            {
                "number": number,
                "today": changed.get(number.code),
                "other": other,
                "other_rule": other is not None
                and (other.version, other.unit) != (number.version, number.unit),
                "new_rule": now is None or now.version != number.version,
            }
        )
    return rows


def _draft(request: StaffRequest, id_: UUID) -> Any:
    report = queries.report(request.actor, id_)
    if not request.actor.may(WRITE, report.place.path):
        raise Forbidden(WRITE)
    if report.state != DRAFT:
        raise NotFound
    return report


def _done(request: StaffRequest, report: Any, act: Callable[[UUID], Any], sentence: str) -> HttpResponse:
    """Carry it out and go back to the report (the new one, if it made one); a refusal is told there."""
    try:
        made = act(op_of(request))
    except Refused as refused:
        tell(request, refused.message)
        return redirect("reports-kept", report.pk)
    if sentence:
        tell(request, sentence)
    return redirect("reports-kept", made.pk)
