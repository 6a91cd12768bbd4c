"""Every kind of sealed value the house keeps: under which keys they lie, whether they open, sealing anew.

A new sealed column belongs on ``KINDS``; a test compares the list with the models' binary columns.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from zhiye.activities.models import Sheet
from zhiye.activities.sealed import seal_row as sheet_row
from zhiye.exchange.originals import write_whole
from zhiye.hotline import sealed as hotline
from zhiye.hotline.models import Thanks, Ticket
from zhiye.journal.models import Attachment
from zhiye.journal.sealed import seal_row
from zhiye.kernel import sealing
from zhiye.kernel.sealing import SealBroken
from zhiye.notices.models import Channel
from zhiye.notices.sealed import seal_row as channel_row
from zhiye.open311.models import PartnerRequest
from zhiye.open311.sealed import caller_row
from zhiye.people import fields
from zhiye.people.commands.person import rival_row
from zhiye.people.commands.reach import row_of
from zhiye.people.id_number import read_id_number
from zhiye.people.models import ContactWay, Person, RivalValue
from zhiye.portal.models import Report
from zhiye.portal.sealed import phone_row
from zhiye.portal.sealed import photo_row as report_row
from zhiye.scans.models import Photo
from zhiye.scans.sealed import seal_row as photo_row
from zhiye.upkeep.sealed_forms import FilledFiles, FormCopies, WrittenInForms
from zhiye.upkeep.sealed_kinds import FILES, LargeRows, SealedKind, SealedRows


class IdNumbers(SealedRows):
    """Person.id_number, with its fingerprint."""

    name = gettext_lazy("证件号")
    columns: ClassVar[list[str]] = ["id_number", "id_index"]

    def rows(self) -> models.QuerySet[Person]:
        """People with an ID number."""
        return Person.objects.exclude(id_number=b"")

    def sealed(self, row: Person) -> bytes:
        """As stored."""
        return bytes(row.id_number)

    def context(self, row: Person) -> str:
        """The person's row."""
        return fields.row_of(row)

    def put(self, row: Person, text: str) -> None:
        """A number that had no fingerprint (wrong check digit) gets none now either."""
        row.id_number = sealing.seal(text, fields.row_of(row))
        row.id_index = row.id_index and sealing.blind_index(read_id_number(text).number)


class PhoneNumbers(SealedRows):
    """ContactWay.number, with its fingerprint."""

    name = gettext_lazy("电话")
    columns: ClassVar[list[str]] = ["number", "number_index"]

    def rows(self) -> models.QuerySet[ContactWay]:
        """Ways with a number."""
        return ContactWay.objects.exclude(number=b"")

    def sealed(self, row: ContactWay) -> bytes:
        """As stored."""
        return bytes(row.number)

    def context(self, row: ContactWay) -> str:
        """The way's row."""
        return row_of(row.pk)

    def put(self, row: ContactWay, text: str) -> None:
        """Both anew."""
        row.number = sealing.seal(text, row_of(row.pk))
        row.number_index = sealing.blind_index(text)


class Rivals(SealedRows):
    """RivalValue.value of sealed fields, in hex."""

    name = gettext_lazy("同时改的另一个写法")
    columns: ClassVar[list[str]] = ["value"]

    def rows(self) -> models.QuerySet[RivalValue]:
        """Rival values of sealed fields."""
        return RivalValue.objects.filter(field__in=fields.SEALED).exclude(value="")

    def sealed(self, row: RivalValue) -> bytes:
        """Out of hex."""
        return bytes.fromhex(row.value)

    def context(self, row: RivalValue) -> str:
        """As ``people.commands.person`` ties it."""
        return rival_row(row.pk)

    def put(self, row: RivalValue, text: str) -> None:
        """Into hex."""
        row.value = sealing.seal(text, self.context(row)).hex()


class Channels(SealedRows):
    """Channel.sealed: the tokens of the robots through which colleagues are told."""

    name = gettext_lazy("提醒的地址")
    columns: ClassVar[list[str]] = ["sealed"]

    def rows(self) -> models.QuerySet[Channel]:
        """All of them, ended ones too."""
        return Channel.objects.order_by("pk")

    def sealed(self, row: Channel) -> bytes:
        """As stored."""
        return bytes(row.sealed)

    def context(self, row: Channel) -> str:
        """The channel's row."""
        return channel_row(row.pk)

    def put(self, row: Channel, text: str) -> None:
        """Anew; it has no fingerprint."""
        row.sealed = sealing.seal(text, channel_row(row.pk))


class Attachments(LargeRows):
    """Attachment.sealed: photos and files beside notes."""

    name = gettext_lazy("日志旁的照片和文件")

    def rows(self) -> models.QuerySet[Attachment]:
        """All of them."""
        return Attachment.objects.exclude(sealed=b"").order_by("pk")

    def context(self, row: Attachment) -> str:
        """The attachment's row."""
        return seal_row(row.pk)


class LoosePhotos(LargeRows):
    """Photo.sealed: photos whose note is not saved yet."""

    name = gettext_lazy("还没放到日志旁的照片")

    def rows(self) -> models.QuerySet[Photo]:
        """All of them."""
        return Photo.objects.exclude(sealed=b"").order_by("pk")

    def context(self, row: Photo) -> str:
        """The photo's row."""
        return photo_row(row.pk)


class Sheets(LargeRows):
    """Sheet.sealed: photos of sign-in sheets."""

    name = gettext_lazy("签到表的照片")

    def rows(self) -> models.QuerySet[Sheet]:
        """All of them."""
        return Sheet.objects.exclude(sealed=b"").order_by("pk")

    def context(self, row: Sheet) -> str:
        """The photo's row."""
        return sheet_row(row.pk)


class ReportPhones(SealedRows):
    """Report.phone: numbers that residents left before a door."""

    name = gettext_lazy("楼道码留的电话")
    columns: ClassVar[list[str]] = ["phone"]

    def rows(self) -> models.QuerySet[Report]:
        """Reports with a number."""
        return Report.objects.exclude(phone=b"").defer("photo")

    def sealed(self, row: Report) -> bytes:
        """As stored."""
        return bytes(row.phone)

    def context(self, row: Report) -> str:
        """The report's row."""
        return phone_row(row.pk)

    def put(self, row: Report, text: str) -> None:
        """The number has no fingerprint."""
        row.phone = sealing.seal(text, phone_row(row.pk))


class ReportPhotos(LargeRows):
    """Report.photo: photos that residents handed in before a door."""

    name = gettext_lazy("楼道码交来的照片")
    columns: ClassVar[list[str]] = ["photo"]

    def rows(self) -> models.QuerySet[Report]:
        """Reports with a photo."""
        return Report.objects.exclude(photo=b"").order_by("pk")

    def sealed(self, row: Report) -> bytes:
        """As stored."""
        return bytes(row.photo)

    def context(self, row: Report) -> str:
        """The report's row."""
        return report_row(row.pk)

    def put(self, row: Report, text: bytes) -> None:
        """The bytes anew; they have no fingerprint."""
        row.photo = sealing.seal_bytes(text, report_row(row.pk))


class PartnerCallers(SealedRows):
    """PartnerRequest.caller: what came with a matter of whoever told a partner of it."""

    name = gettext_lazy("合作平台交来的姓名和电话")
    columns: ClassVar[list[str]] = ["caller"]

    def rows(self) -> models.QuerySet[PartnerRequest]:
        """Requests with a name or a number."""
        return PartnerRequest.objects.exclude(caller=b"")

    def sealed(self, row: PartnerRequest) -> bytes:
        """As stored."""
        return bytes(row.caller)

    def context(self, row: PartnerRequest) -> str:
        """The request's row."""
        return caller_row(row.pk)

    def put(self, row: PartnerRequest, text: str) -> None:
        """It has no fingerprint; ``digest`` only finds the same words within minutes."""
        row.caller = sealing.seal(text, caller_row(row.pk))


class HotlineRows(SealedRows):
    """Who called the hotline, and the ticket as it came."""

    columns: ClassVar[list[str]] = ["sealed"]
    model: ClassVar[type[models.Model]]

    def rows(self) -> models.QuerySet[Any]:
        """Rows with anything sealed."""
        return self.model._default_manager.exclude(sealed=b"").order_by("pk")

    def sealed(self, row: Any) -> bytes:
        """As stored."""
        return bytes(row.sealed)

    def context(self, row: Any) -> str:
        """The row itself."""
        return hotline.row_of(row)

    def put(self, row: Any, text: str) -> None:
        """Anew; it has no fingerprint."""
        row.sealed = sealing.seal(text, hotline.row_of(row))


class TicketCallers(HotlineRows):
    """Ticket.sealed."""

    name = gettext_lazy("12345工单的来电人和原文")
    model = Ticket


class ThanksCallers(HotlineRows):
    """Thanks.sealed."""

    name = gettext_lazy("12345表扬的来电人和原文")
    model = Thanks


class ImportFiles(SealedKind):
    """The files kept of imports: as they came, and the accounts of what was read."""

    name = gettext_lazy("导入的文件")

    def numbers(self) -> Counter[int]:
        """By the first byte of each file."""
        return Counter(map(_first_byte, _sealed_files()))

    def broken(self) -> int:
        """How many of the newest few do not open."""
        return sum(_opened_file(path) is None for path in _sealed_files()[-FILES:])

    def renew(self, number: int) -> Iterator[tuple[int, int]]:
        """File by file; each is replaced whole."""
        for path in _sealed_files():
            if _first_byte(path) == number:
                continue
            plain = _opened_file(path)
            if plain is not None:
                write_whole(path, sealing.seal_bytes(plain, _file_context(path)))
            yield int(plain is not None), int(plain is None)


IN_TABLES: tuple[SealedKind, ...] = (
    IdNumbers(),
    PhoneNumbers(),
    Rivals(),
    Channels(),
    Attachments(),
    LoosePhotos(),
    Sheets(),
    ReportPhones(),
    ReportPhotos(),
    PartnerCallers(),
    TicketCallers(),
    ThanksCallers(),
    FormCopies(),
    WrittenInForms(),
    FilledFiles(),
)
KINDS: tuple[SealedKind, ...] = (*IN_TABLES, ImportFiles())


def broken_samples(kinds: tuple[SealedKind, ...] = KINDS) -> int:
    """How many values of a sample of each kind do not open; all of them when there are no keys."""
    if not keys_readable():
        return sum(sum(kind.numbers().values()) for kind in kinds)
    return sum(kind.broken() for kind in kinds)


def keys_readable() -> bool:
    """Whether the key file is there and holds pairs of keys."""
    try:
        ring = json.loads(Path(settings.KEY_FILE).read_text("utf-8"))
        return bool(ring["seal"]) and set(ring["seal"]) == set(ring["index"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sealed_files() -> list[Path]:
    """Oldest import first: the folders' names are UUIDs that sort by time."""
    top = Path(settings.DATA_DIR) / "imports"
    return sorted(path for path in top.glob("*/*.sealed") if path.stat().st_size)


def _first_byte(path: Path) -> int:
    with path.open("rb") as file:
        return file.read(1)[0]


def _opened_file(path: Path) -> bytes | None:
    try:
        return sealing.unseal_bytes(path.read_bytes(), _file_context(path))
    except SealBroken:
        return None


def _file_context(path: Path) -> str:
    """As ``exchange.originals`` and ``exchange.details`` tie them to their import."""
    name = "original" if path.name == "original.sealed" else path.name
    return f"exchange.importrun.{name}:{path.parent.name}"
