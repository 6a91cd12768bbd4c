"""What every page must hold in a real browser. Each check says on failure which element to mend.

The thresholds come from WCAG 2.2 and the elder-friendly rules for apps; ``zhiye.ui.tokens`` has
the numbers.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page

from zhiye.ui import words
from zhiye.ui.tokens import SMALLEST_PX, TARGET_FLOORS_PX

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 1280)  # CSS px: the narrowest phone, a usual phone, an office screen

RUN_AXE = """
tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]})
  .then(result => result.violations.map(violation => ({
    rule: violation.id,
    nodes: violation.nodes.map(node => node.target.join(" ") + ": " + node.failureSummary),
  })))
"""

WIDER_THAN_PAGE = """
() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > root.clientWidth + 1)
    .map(element => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 20)}`);
}
"""

# A link inside a sentence is exempt (WCAG 2.5.8); a box or a ring is as big as its label.
TOO_SMALL = """
least => [...document.querySelectorAll("a, button, select, summary, textarea, input:not([type=hidden])")]
  .filter(element => element.checkVisibility({visibilityProperty: true}))
  .filter(element => !element.closest(".skip, .unseen"))
  .filter(element => getComputedStyle(element).display !== "inline")
  .map(element => [element, (element.closest("label.choice") ?? element).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (Math.round(box.width) < least || Math.round(box.height) < least))
  .map(([element, box]) => `${element.tagName}.${element.className} ${Math.round(box.width)}x`
    + `${Math.round(box.height)} ${element.textContent.trim().slice(0, 20)}`)
"""

TEXT_SIZES = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const parent = walker.currentNode.parentElement;
    if (!text || !parent.checkVisibility() || parent.closest("script, style, .unseen, noscript")) continue;
    const style = getComputedStyle(parent);
    const size = parseFloat(style.fontSize);
    found.push([text.slice(0, 20), size, parseFloat(style.lineHeight) / size]);
  }
  return found;
}
"""

# Looks at each stop when the next Tab comes, without asking the page from outside sixty times.
WATCH_STOPS = """
() => {
  const look = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect(); // a link may go on in the next line
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    return {
      name: element.tagName + " " + (element.textContent.trim() || element.name || element.id).slice(0, 20),
      hidden: !(top && (top === element || element.contains(top) || top.contains(element))),
      ring: outlineStyle === "auto" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2),
    };
  };
  window.stops = [];
  window.watching?.abort();
  window.watching = new AbortController();
  addEventListener("keydown", () => stops.push(look()), {capture: true, signal: watching.signal});
}
"""
STOPS = "stops.slice(1)"  # the first Tab begins from nowhere
AT_ONCE = 10  # Tabs between two questions

FROM_THE_TOP = "() => { document.activeElement.blur(); scrollTo(0, 0) }"


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing in any of ``AXE_TAGS``."""
    if not page.evaluate("typeof axe === 'object'"):
        page.add_script_tag(path=str(AXE))
    faults = page.evaluate(RUN_AXE, AXE_TAGS)
    assert faults == [], f"{page.url}: {faults}"


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is no wider than the window (WCAG 1.4.10)."""
    assert page.evaluate(WIDER_THAN_PAGE) == [], f"{page.url} at {page.viewport_size}"


def assert_reflows(page: Page) -> None:
    """No sideways scroll at ``WIDTHS``, nor with text at 200 % on a usual phone (WCAG 1.4.4)."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert_no_sideways_scroll(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_style_tag(content="html { font-size: 200% }")
    assert_no_sideways_scroll(page)


def assert_targets(page: Page, reader: str = "worker") -> None:
    """Every control is at least 44 px (residents: 60 px) both ways."""
    small = page.evaluate(TOO_SMALL, TARGET_FLOORS_PX[reader])
    assert small == [], f"{page.url}: {small}"


def assert_readable(page: Page, reader: str = "worker") -> None:
    """No text below 14 px (residents: 20 px), no line tighter than 1.3 (big figures: 1.15)."""
    sizes: list[list[Any]] = page.evaluate(TEXT_SIZES)
    assert sizes, page.url
    small = [found for found in sizes if found[1] < SMALLEST_PX[reader]]
    tight = [found for found in sizes if found[2] < 1.15 or (found[1] < 20 and found[2] < 1.3)]
    assert small + tight == [], f"{page.url}: too small {small}, too tight {tight}"


def assert_well_said(page: Page, about_absent_things: bool = False) -> None:
    """No forbidden word and no half-width mark beside Chinese; a page about what is absent may name it."""
    found = words.faults(page.inner_text("body"))
    said = [fault for fault in found if fault.found in words.FULL_WIDTH or not about_absent_things]
    assert said == [], f"{page.url}: {said}"


def assert_titled(page: Page) -> None:
    """The language is told, and the title starts with the answer."""
    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert page.title().split(" · ")[0].strip(), page.url
    assert page.locator("h1").count() == 1, page.url


def assert_focus_is_seen(page: Page, stops: int = 60) -> None:
    """Tab reaches everything in turn; each stop has a ring and nothing lies over it (WCAG 2.4.7, 2.4.11)."""
    page.evaluate(WATCH_STOPS)
    reached: list[Any] = []
    while len(reached) < stops and None not in reached:
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        reached = page.evaluate(STOPS)
    seen = [stop for stop in reached if stop]
    assert seen, page.url
    for stop in seen:
        assert not stop["hidden"], f"{page.url}: {stop['name']} lies under something"
        assert stop["ring"], f"{page.url}: {stop['name']} shows no ring"


def _checks(reader: str, about_absent_things: bool) -> list[Callable[[Page], None]]:
    """What holds at any width, and does not change the page."""
    return [
        assert_titled,
        assert_no_sideways_scroll,
        assert_accessible,
        partial(assert_targets, reader=reader),
        partial(assert_readable, reader=reader),
        partial(assert_well_said, about_absent_things=about_absent_things),
        assert_focus_is_seen,
    ]


def assert_good_page(page: Page, reader: str = "worker", about_absent_things: bool = False) -> None:
    """All of the above, at the width the page was opened with; reflow last, because it changes the page."""
    for check in _checks(reader, about_absent_things):
        check(page)
    assert_reflows(page)


def _wrong(check: Callable[[Page], None], page: Page, where: str) -> list[str]:
    try:
        check(page)
    except AssertionError as wrong:
        return [f"{where}: {wrong}"]
    return []


def _faults(page: Page, path: str) -> list[str]:
    """What is wrong with the open page on a phone, on an office screen, when narrow and with large text."""
    reader = "resident" if page.locator("body.resident").count() else "worker"
    found = []
    for width, height in ((390, 844), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(FROM_THE_TOP)
        for check in _checks(reader, about_absent_things=path == "/not-here"):
            found += _wrong(check, page, f"{path} at {width}")
    return found + _wrong(assert_reflows, page, f"{path} when narrow or with large text")


def assert_good_pages(open_page: Callable[..., Page], paths: Sequence[str], session: str) -> None:
    """Every page by all checks at every width; says all that is wrong, not the first.

    One window for all: opening a new one for each page takes longer than looking at it.
    """
    page = open_page(paths[0], session=session)
    faults: list[str] = []
    for path in paths:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(urljoin(page.url, path))
        faults += _faults(page, path)
    assert not faults, "\n".join(faults)
