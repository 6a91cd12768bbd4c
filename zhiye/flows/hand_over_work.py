"""A worker leaves: their roles end, somebody takes over the places, their log-ins stop at once.

``REFERENCES`` lists every foreign key that points at a user; a guard compares it with the models.
"""

from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts import commands as accounts
from zhiye.accounts.models import Membership, User
from zhiye.accounts.queries import open_memberships
from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.notices import commands as notices

REFERENCES: list[tuple[str, str]] = [
    ("accounts.membership", "member"),  # ended here, given to the successor
    ("socialaccount.socialaccount", "user"),  # useless without an active account
    ("account.emailaddress", "user"),  # not used
    ("mfa.authenticator", "user"),  # useless without an active account
    ("notices.channel", "user"),  # deleted when the account is shut
    ("notices.notice", "to"),  # what waits is not sent; all of them go after some days
    ("journal.entry", "author"),  # their own words stay theirs; the secretary still reads what is not private
    ("journal.wording", "by"),
    ("journal.piece", "published_by"),
    ("scans.photo", "taker"),  # what waits for a note of theirs is forgotten after thirty days
    ("cases.case", "owner"),  # what is open goes to the successor
    ("cases.case", "opened_by"),  # who did it stays who did it
    ("cases.step", "by"),
    ("cases.step", "owner_before"),  # only for taking a step back, and only while they work here
    ("cases.reply", "by"),
    ("cases.extension", "by"),
    (
        "cases.extension",
        "approved_by",
    ),  # one not yet answered can be asked for anew by its matter's next owner
    ("cases.escalation", "told"),
    ("cases.handing", "by"),
    ("cases.handing", "owner"),  # at the street any colleague of its office may take it over
    ("cases.handingnote", "by"),
    ("cases.promise", "by"),
    ("cases.promise", "owner"),  # what is open goes to the successor
    ("visits.contact", "by"),
    ("activities.activity", "by"),  # who noted it stays who noted it
    ("activities.sheet", "by"),
    ("hotline.ticketsheet", "taken_by"),
    ("hotline.thanks", "praised"),  # the praise stays theirs
    ("hotline.thanksseen", "user"),
    ("certificates.certificate", "prepared_by"),  # who wrote, approved and sealed stays who did it
    ("certificates.certificate", "approved_by"),
    ("certificates.step", "by"),
    ("certificates.sealuse", "by"),
    ("drafts.draft", "answered_by"),
    ("portal.doorcode", "by"),
    ("portal.report", "looked_by"),
    ("portal.receipt", "by"),
    ("open311.partner", "made_by"),  # the key is the platform's, not theirs
    ("overview.question", "asked_by"),  # any colleague of the office answers, or takes it back
    ("overview.question", "answered_by"),
    ("overview.story", "by"),
    ("reports.report", "made_by"),
    ("reports.report", "signed_by"),
    ("reports.report", "withdrawn_by"),
    ("filling.form", "brought_by"),  # a copy with people in it is brought anew by whoever fills it next
    ("filling.filling", "made_by"),  # their filled files go after some days
    ("exchange.importrun", "uploaded_by"),  # who did it stays who did it
]


@command("flows.hand_over_work", gettext_lazy("交接工作"))
def hand_over_work(by: Actor, *, leaver: User, successor: User | None = None, reason: str = "") -> User:
    """End the leaver's roles where ``by`` may manage accounts, give the same ones to ``successor``.

    The account is shut when no role is left; open sessions end either way.
    """
    by.require("accounts.manage")
    if successor is not None and (successor.pk == leaver.pk or not successor.is_active):
        raise Refused(_("接手的人要是另一位在岗的同事。"), "successor")
    mine = open_memberships(by, leaver)
    if not mine and not by.may("machine.run"):
        raise NotFound  # a colleague of another committee
    for membership in mine:
        accounts.end_role(by, membership=membership)
        if successor is not None and not _has(successor, membership):
            accounts.grant_role(by, member=successor, role=membership.role, place=membership.place)
    if successor is not None:
        cases.take_over(by, leaver=leaver, successor=successor)
    if not Membership.objects.filter(member=leaver, until=None).exists():
        accounts.close_account(by, user=leaver)
        notices.leave(by, leaver=leaver)
    _end_sessions(leaver)
    told = {"successor": (None, successor.name if successor else None)}
    log.write(by, "flows.hand_over_work", leaver, "", told, reason)
    return leaver


def _has(successor: User, membership: Membership) -> bool:
    same = Membership.objects.filter(
        member=successor, role=membership.role, place=membership.place, until=None
    )
    return same.exists()


def _end_sessions(user: User) -> None:
    for session in Session.objects.filter(expire_date__gt=clock.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
