"""A Chromium and a server for the browser tests. Run them with ``pytest -m browser``."""

import os
from collections.abc import Callable, Iterator
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.checks import AXE

# Chromium without its own windows and menus: with them, every page of a test opens some of them too, unseen.
CHROMIUM = os.environ.get("CHROMIUM") or which("chromium-headless-shell") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE_BELOW = 600  # px of width
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run. Playwright keeps an event loop in this thread, which Django must be told."""
    if not os.path.exists(CHROMIUM) or not AXE.exists():
        pytest.fail("needs Chromium and axe-core: run scripts/setup-dev")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Opener]:
    """``open_page(path, width=390, session=None, strict=False, **context)`` gives a page that has loaded.

    ``session``: value of a session cookie, to come in logged in. ``strict`` leaves the content security
    policy in force (otherwise axe could not be put into the page).
    """
    contexts = []

    def opened(
        path: str, width: int = 390, session: str | None = None, strict: bool = False, **more: Any
    ) -> Page:
        phone = width < PHONE_BELOW
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if phone else 800},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=phone,
            is_mobile=phone,
            bypass_csp=not strict,
            **more,
        )
        contexts.append(context)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
