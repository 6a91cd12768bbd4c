"""The checks themselves: each must see the fault it is there for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import checks

GOOD = '<p>王奶奶，您好。</p><a class="b" href="#a">去看看</a>'
STYLE = "body{font:17px/1.6 sans-serif;margin:0} .b{display:inline-block;min-width:48px;line-height:48px}"

Check = Callable[[Page], None]
FAULTS: list[tuple[Check, str]] = [
    (checks.assert_accessible, "<img src='data:,'>"),
    (checks.assert_accessible, "<p style='color:#aaa;background:#fff'>看不清</p>"),
    (checks.assert_no_sideways_scroll, "<div style='width:500px;height:9px'></div>"),
    (checks.assert_reflows, "<div style='width:18rem;height:9px;margin-left:8rem'></div>"),
    (checks.assert_targets, "<button style='width:30px;height:48px'>小</button>"),
    (checks.assert_readable, "<p style='font-size:13px'>太小</p>"),
    (checks.assert_readable, "<p style='line-height:1.1'>太挤</p>"),
    (checks.assert_well_said, "<p>请提交</p>"),
    (checks.assert_well_said, "<p>好吗?</p>"),
    (checks.assert_titled, "<h1>第二个</h1>"),
    (checks.assert_focus_is_seen, "<a class='b' href='#x' style='outline:none'>没有圈</a>"),
    (
        checks.assert_focus_is_seen,
        "<div style='position:fixed;inset:0;background:#fff;z-index:9'></div>",
    ),
]


@pytest.fixture
def show(chromium: Browser) -> Callable[[str], Page]:
    """A bare page with ``extra`` put below what is good."""

    def shown(extra: str) -> Page:
        page = chromium.new_page(viewport={"width": 390, "height": 844})
        page.set_content(
            f'<!doctype html><html lang="zh-Hans"><title>好 · 枝叶</title><style>{STYLE}</style>'
            f"<main><h1>好</h1>{GOOD}{extra}</main>"
        )
        return page

    return shown


@pytest.mark.browser
@pytest.mark.parametrize("check, extra", FAULTS)
def test_a_check_sees_its_fault(
    show: Callable[[str], Page], check: Callable[[Page], None], extra: str
) -> None:
    page = show(extra)
    with pytest.raises(AssertionError):
        check(page)
    page.close()


@pytest.mark.browser
def test_a_good_page_passes_every_check(show: Callable[[str], Page]) -> None:
    page = show("")
    checks.assert_good_page(page)
    page.close()
