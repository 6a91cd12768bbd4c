"""Full-width characters, which Chinese input methods leave in numbers and letters."""

HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
DASHES = {ord(character): "-" for character in "‐‑‒–—―−﹣－ー─"}


def half_width(text: str) -> str:
    """The text with ASCII forms of full-width characters and plain blanks; same length."""
    return text.translate(HALF_WIDTH)
