"""``make shots``: pictures of the screens at 390 and 1280 px, from the demo street, into ``var/shots``.

Run ``make demo`` once before, so that there is a street to look at.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM

PORT = 8097
BASE = f"http://127.0.0.1:{PORT}"
FOLDER = Path("var/shots")
SIZES = {390: 844, 1280: 800}


def screens() -> dict[str, str]:
    """Name → path of the screens; ids come from the demo street."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from zhiye.people.models import Person
    from zhiye.places.models import Place

    building = Place.objects.filter(kind="building", door="115").order_by("path")[0]
    home = Place.objects.filter(kind="home", door="115-402").order_by("path")[0]
    elder = Person.objects.filter(path__startswith=building.path, birth__isnull=False).order_by("birth")[0]
    return {
        "today": "/t",
        "wall": "/b",
        "building": f"/b/{building.pk}",
        "home": f"/h/{home.pk}",
        "people": "/p?age_from=80",
        "person": f"/p/{elder.pk}",
        "sheet": f"/p/{elder.pk}/sheet",
        "search": "/s?q=wnn",
        "import": "/import",
        "more": "/more",
        "settings": "/settings",
        "not-here": "/not-here",
        "not-there": "/no-such-page",
    }


@contextmanager
def served() -> Iterator[None]:
    """The pages, for the length of the block."""
    command = [sys.executable, "-m", "zhiye", "serve", "--port", str(PORT), "--workers", "1"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait()
        yield
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _try in range(100):
        try:
            urllib.request.urlopen(f"{BASE}/accounts/login/").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the pages did not start")


def log_in(page: Page, login: str, password: str) -> None:
    """Through the log-in page, as people do."""
    page.goto(f"{BASE}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.click("main .btn-primary")
    page.wait_for_url(f"{BASE}/t")


def main() -> None:
    """Take all pictures."""
    paths = screens()
    from zhiye.demo.load import PASSWORD

    FOLDER.mkdir(parents=True, exist_ok=True)
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width, height in SIZES.items():
            page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
            page.goto(f"{BASE}/accounts/login/")
            page.screenshot(path=FOLDER / f"log-in-{width}.png")
            log_in(page, "shuji", PASSWORD)
            for name, path in paths.items():
                page.goto(BASE + path)
                page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=width < 600)
        browser.close()
    print(f"{2 * (len(paths) + 1)} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
