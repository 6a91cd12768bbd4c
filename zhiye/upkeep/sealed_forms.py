"""What is kept sealed of forms and their fillings."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from zhiye.filling.models import Filling, Form
from zhiye.filling.sealed import contents_row, file_row, form_row
from zhiye.kernel import sealing
from zhiye.upkeep.sealed_kinds import LargeRows


class FormCopies(LargeRows):
    """Form.sealed: forms as they came."""

    name = gettext_lazy("要填的表")

    def rows(self) -> models.QuerySet[Form]:
        """Those still used."""
        return Form.objects.exclude(sealed=b"").order_by("pk")

    def context(self, row: Form) -> str:
        """The form's row."""
        return form_row(row.pk)


class WrittenInForms(LargeRows):
    """Filling.sealed: what was written in them."""

    name = gettext_lazy("表里填了什么")

    def rows(self) -> models.QuerySet[Filling]:
        """Those of which it is kept."""
        return Filling.objects.exclude(sealed=b"").defer("filled").order_by("pk")

    def context(self, row: Filling) -> str:
        """The filling's row."""
        return contents_row(row.pk)


class FilledFiles(LargeRows):
    """Filling.filled: the filled files, for some days."""

    name = gettext_lazy("填好的表")
    columns: ClassVar[list[str]] = ["filled"]

    def rows(self) -> models.QuerySet[Filling]:
        """Those that are still there."""
        return Filling.objects.exclude(filled=b"").defer("sealed").order_by("pk")

    def sealed(self, row: Filling) -> bytes:
        """As stored."""
        return bytes(row.filled)

    def context(self, row: Filling) -> str:
        """The filling's row, for its file."""
        return file_row(row.pk)

    def put(self, row: Filling, text: Any) -> None:
        """The bytes anew."""
        row.filled = sealing.seal_bytes(text, file_row(row.pk))
