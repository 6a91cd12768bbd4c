"""Old .xls forms, made .xlsx by LibreOffice where the machine has it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused

SECONDS = 60  # a first start with a profile of its own takes about five


def as_xlsx(data: bytes) -> bytes:
    """The workbook as .xlsx; refused where there is no LibreOffice or it cannot read the file in time."""
    program = shutil.which("soffice")
    if not program:
        raise old_format()
    with tempfile.TemporaryDirectory(prefix="zhiye-xls-") as name:
        folder = Path(name)
        (folder / "form.xls").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx",
            "--outdir",
            name,
            "form.xls",
        ]
        try:
            subprocess.run(command, cwd=folder, timeout=SECONDS, capture_output=True, check=True)
            return (folder / "form.xlsx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise old_format() from error


def old_format() -> Refused:
    """The refusal that says what to do by hand."""
    return Refused(_("这是老格式的 .xls，请在 Excel 里另存为 .xlsx 再拿来。"))
