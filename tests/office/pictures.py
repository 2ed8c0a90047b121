"""Pages as small grey pictures, and what can be measured in them: rules, lines of text, where there is ink."""

import re
from dataclasses import dataclass

import pypdfium2
from PIL import Image

DOTS = 4
"""Dots a millimetre."""

DARK = 150
LONGEST = 11.0
HIGHEST = 7.5
"""A rule is longer than any stroke of a character: across and down, in millimetres."""


def render(pdf: bytes) -> list[Image.Image]:
    """Return the pages of a PDF, 4 dots a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil() for page in document]


@dataclass(frozen=True)
class Rules:
    """Where the rules of a page stand, in millimetres from the left and from the top."""

    down: tuple[float, ...]
    across: tuple[float, ...]


def rules(page: Image.Image) -> Rules:
    """Find the rules of a page."""
    return Rules(_long_strokes(page.transpose(Image.Transpose.TRANSPOSE), HIGHEST), _long_strokes(page, LONGEST))


def _long_strokes(page: Image.Image, least: float) -> tuple[float, ...]:
    stroke = re.compile(rb"\x01{%d,}" % round(least * DOTS))
    return _middles([bool(stroke.search(row)) for row in _rows(page)])


def text_lines(page: Image.Image) -> tuple[float, ...]:
    """Find the lines of text of a page without rules: the middle of each, in millimetres from the top."""
    return _middles([1 in row for row in _rows(page)], least=1.5)


def _rows(page: Image.Image) -> list[bytes]:
    data = page.point([1 if grey < DARK else 0 for grey in range(256)]).tobytes()
    return [data[start : start + page.width] for start in range(0, len(data), page.width)]


def _middles(found: list[bool], least: float = 0) -> tuple[float, ...]:
    made, start = [], None
    for place, is_found in enumerate([*found, False]):
        if is_found and start is None:
            start = place
        elif not is_found and start is not None:
            if (place - start) / DOTS >= least:
                made.append((start + place) / 2 / DOTS)
            start = None
    return tuple(made)


def difference(one: Image.Image, other: Image.Image, square: float) -> float:
    """Return how much the ink of two pages differs, square by square of so many millimetres; 0 same, 1 nothing alike."""
    size = round(one.width / DOTS / square), round(one.height / DOTS / square)
    first, second = (page.resize(size, Image.Resampling.BOX).tobytes() for page in (one, other))
    ink = sum(255 - grey for grey in first) + sum(255 - grey for grey in second)
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / ink
