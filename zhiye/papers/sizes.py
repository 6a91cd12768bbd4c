"""Measures of a page of GB/T 9704-2012 (5.2, 7.3, 7.5), in millimetres and points, for all that draw one."""

PAGE = (210.0, 297.0)  # mm, A4
TOP, LEFT = 37.0, 28.0  # mm: 天头, 订口
BLOCK = (156.0, 225.0)  # mm: 版心
RIGHT, BOTTOM = PAGE[0] - LEFT - BLOCK[0], PAGE[1] - TOP - BLOCK[1]
LINES, CHARACTERS = 22, 28  # a page, a line
POINTS_A_MM = 72 / 25.4
BLOCK_WIDTH = BLOCK[0] * POINTS_A_MM  # pt
LINE_PITCH = BLOCK[1] * POINTS_A_MM / LINES  # pt
CHARACTER_PITCH = BLOCK_WIDTH / CHARACTERS  # pt, a little under the 16 pt of 三号
BODY, TITLE, SMALL, FOLIO = 16.0, 22.0, 10.5, 14.0  # pt: 三号, 二号, 五号, 四号
FOLIO_BELOW = 7.0  # mm under the text block
SEAL = 45.0  # mm, blank but for the name and the day on which it is pressed
BEFORE_NAME = 16.0  # mm, so that name and day lie a little under the middle of the seal
CELL_PADDING = 4.0  # pt, each side
# Up to so many columns a table is set so large (pt: 小四, 五号, 小五).
CELL_SIZES = ((6, 12.0), (10, 10.5))
SMALLEST_CELL = 9.0


def cell_size(columns: int) -> float:
    """Points of the letters in a table with so many columns."""
    return next((size for most, size in CELL_SIZES if columns <= most), SMALLEST_CELL)


def columns_in(share: float, size: float) -> float:
    """Half-width letters of ``size`` points that fit side by side into a cell with this share of the width."""
    return (share * BLOCK_WIDTH - 2 * CELL_PADDING) / (size / 2)
