"""Cells of workbooks that leave the house: nothing in them is taken for a formula."""

# A cell beginning so is a formula to a spreadsheet that opens the file as text (OWASP, CSV Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: behind an apostrophe, which our reader takes off again."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
