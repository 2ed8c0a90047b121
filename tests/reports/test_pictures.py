"""One small picture of each filled form, compared with what was looked at and agreed.

After a wanted change: ``RENEW_GOLDEN=1 python -m pytest tests/reports/test_pictures.py -n 0``, then look at each picture.
"""

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from dangjian_desktop.reports.forms import FORMS
from tests.reports.samples import pages, pdf_of, values_for

PICTURES = Path(__file__).parents[1] / "golden" / "pictures"
NUMBERS = [form.number for form in FORMS]
WIDTH, GREYS = 400, 16
BYTES = 30 * 1024
DIFFERENT, SHARE = 64, 0.0005
"""A pixel is different from 64 of 255 levels of grey on; one in two thousand may be. A shift of 0.1 mm is more."""


def picture(pdf: bytes) -> Image.Image:
    """Return the first page in a few greys."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        page = document[0]
        drawn: Image.Image = page.render(scale=WIDTH / page.get_width(), grayscale=True).to_pil().convert("L")
    return drawn.point(lambda level: round(level / 255 * (GREYS - 1)) * 255 // (GREYS - 1))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that are different; a hair's breadth of another renderer's smoothing is not."""
    levels = ImageChops.difference(one, other).histogram()
    return sum(levels[DIFFERENT:]) / sum(levels)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_form_looks_as_agreed(number: int) -> None:
    path = PICTURES / f"样例{number}.png"
    seen = picture(pdf_of(number, pages(number, values_for(number))))
    if os.environ.get("RENEW_GOLDEN"):
        seen.quantize(GREYS).save(path, optimize=True)
    assert path.stat().st_size <= BYTES
    agreed = Image.open(path).convert("L")
    assert seen.size == agreed.size
    assert seen.width == WIDTH
    assert difference(seen, agreed) <= SHARE


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_without_its_values_is_seen_to_differ(number: int) -> None:
    """The comparison sees what it is for: a blank form is not taken for a filled one."""
    agreed = Image.open(PICTURES / f"样例{number}.png").convert("L")
    blank = picture(pdf_of(number, pages(number, blank=True)))
    assert difference(blank, agreed) > SHARE
