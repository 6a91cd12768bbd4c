"""Who may do what: one page, in words. Roles are stored by their short names; rights hold for a place and below.

A guard demands that the permissions declared by the rooms and those granted here are the same set.
"""

from django.utils.translation import gettext_lazy as _

from zhiye.accounts.actor import Role
from zhiye.activities import permissions as activities
from zhiye.cases import permissions as cases
from zhiye.certificates import permissions as certificates
from zhiye.exchange import permissions as exchange
from zhiye.filling import permissions as filling
from zhiye.hotline import permissions as hotline
from zhiye.journal import permissions as journal
from zhiye.notices import permissions as notices
from zhiye.open311 import permissions as open311
from zhiye.overview import permissions as overview
from zhiye.portal import permissions as portal
from zhiye.reports import permissions as reports
from zhiye.visits import permissions as visits

COMMITTEE = ("committee",)
BUILDINGS = ("grid", "group", "building", "unit")


def role(code: str, name: object, sentence: object, at: tuple[str, ...], *granted: str) -> Role:
    """One line of the page below."""
    return Role(code, name, sentence, frozenset(granted), at)


_SEE = ("places.view", "places.count", "people.list", "people.view")
_WRITE: tuple[str, ...] = (journal.WRITE, journal.VIEW, cases.VIEW, cases.EDIT, visits.VIEW, visits.EDIT)
_WRITE += (activities.VIEW, activities.WRITE, filling.USE)
_PROOFS = (certificates.VIEW, certificates.WRITE, certificates.SEAL)
_SERVE = (*_SEE, hotline.VIEW, hotline.CALLER, "people.edit", "people.reveal_phone", notices.OWN, *_WRITE)
_OFFICE: tuple[str, ...] = (*_SERVE, hotline.EDIT, "places.edit", "people.merge", exchange.IMPORT, *_PROOFS)
_OFFICE += (portal.CODES, reports.WRITE, overview.TELL)

ROLES = [
    role(
        "secretary", _("书记"), _("看整个居民区，含“仅我和书记”；开账号、导入、合并"), COMMITTEE,
        *_OFFICE, cases.APPROVE, certificates.APPROVE, reports.SIGN, overview.VIEW,
        "people.secret", "people.reveal_id", "people.export", "accounts.manage", open311.PARTNERS,
    ),
    role(
        "director", _("主任"), _("看整个居民区；导入、合并；写明用途可看证件号"), COMMITTEE,
        *_OFFICE, cases.APPROVE, certificates.APPROVE, reports.SIGN, overview.VIEW,
        "people.reveal_id", "people.export",
    ),
    role("worker", _("社工"), _("看整个居民区，登记、改、导入"), COMMITTEE, *_OFFICE),
    role("grid_worker", _("网格员"), _("只看所服务的楼栋，登记和改"), ("grid",), *_SERVE),
    role(
        "building_helper", _("楼组长"), _("只看自己楼组的称呼和门牌"), BUILDINGS,
        "places.view", "people.list", notices.OWN,
    ),
    role("volunteer", _("志愿者"), _("只看派给自己的事"), COMMITTEE, notices.OWN),
    role(
        "mediator", _("调解员"), _("看称呼和门牌，好找到当事人"), COMMITTEE,
        "places.view", "people.list", notices.OWN,
    ),
    role("supervisor", _("居务监督"), _("只看数，不看到人"), COMMITTEE, "places.count"),
    role(
        "street_officer", _("街道"), _("办居民区交上来的事，看各居民区的数；不看到人"), ("street",),
        "places.count", cases.STREET, notices.OWN, overview.VIEW, overview.ASK,
    ),
    role(
        "administrator", _("管理员"), _("管机器和账号；看不到任何居民"), ("",),
        "accounts.manage", open311.PARTNERS, "machine.run",
    ),
]  # fmt: skip
