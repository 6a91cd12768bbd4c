"""A hand on the screen that counts its taps, which is what a journey may cost: typing is free."""

from playwright.sync_api import Page

PRIMARY = "main .btn-primary"


class Hand:
    """Taps on one page. A tap has ended when the page stands to which it led."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, what: str) -> None:
        """Tap the first thing that the selector ``what`` finds."""
        self.count += 1
        self.page.click(what)
        # A click waits until an answer begins; without this, the next line may ask a page that is still empty.
        self.page.wait_for_load_state("domcontentloaded")

    def save(self) -> None:
        """The button that saves, and what the next page says of it."""
        self.tap(PRIMARY)
        self.page.wait_for_selector(".toast")

    def take(self) -> int:
        """How many taps since the last question."""
        taken, self.count = self.count, 0
        return taken
