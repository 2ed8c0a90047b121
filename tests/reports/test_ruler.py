"""The printer's test page, measured in the PDF itself."""

from datetime import datetime
from io import BytesIO

import pdfplumber

from dangjian_desktop.reports.papers.ruler import CROSSES, lay_out_ruler
from dangjian_desktop.reports.pdf import Document, write_pdf

MILLIMETRE = 72 / 25.4


def test_the_ruler_lies_where_it_says() -> None:
    """Frame, millimetre ticks and crosses stand within 0.1 mm of the places that the page names."""
    pdf = write_pdf([Document(lay_out_ruler(), "校准")], title="校准", author="", created=datetime(2026, 1, 1))
    with pdfplumber.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        drawn = {
            tuple(round(float(line[k]) / MILLIMETRE, 1) for k in ("x0", "top", "x1", "bottom")) for line in page.lines
        }
        words = page.extract_text()
    assert (round(page.width / MILLIMETRE), round(page.height / MILLIMETRE)) == (210, 297)
    assert {(10.0, 287.0, 200.0, 287.0), (200.0, 10.0, 200.0, 287.0)} <= drawn
    for place in range(211):
        assert any(line[0] == line[2] == place and line[1] == 10 for line in drawn), place
    for place in range(298):
        assert any(line[1] == line[3] == place and line[0] == 10 for line in drawn), place
    for x, y in CROSSES:
        assert {(x - 4.0, y, x + 4.0, y), (x, y - 4.0, x, y + 4.0)} <= drawn
        assert f"（{x}，{y}）" in words
