"""Draws finished pages as a PDF: fonts embedded, names searchable, the same bytes for the same pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.page import wide
from dangjian_desktop.reports.sheet import Line, Sheet

MILLIMETRE = 72 / 25.4
MARK_SIZE = 96
INITIAL_FACE: Any = "song"  # the stubs call it a number; without it an unembedded Helvetica is named


@dataclass(frozen=True)
class Document:
    """One paper: its pages, its line in the PDF's outline, and how many copies are drawn."""

    sheets: tuple[Sheet, ...]
    bookmark: str
    copies: int = 1


def write_pdf(documents: Sequence[Document], *, title: str, author: str, created: datetime, mark: str = "") -> bytes:
    """Return a PDF of papers in order; ``mark`` is printed pale across each page (草稿, 演示)."""
    fonts.font(INITIAL_FACE)
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=INITIAL_FACE)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("党建台账")
    canvas.setDateFormatter(lambda *_: created.strftime("D:%Y%m%d%H%M%S"))
    for number, document in enumerate(documents):
        for copy in range(document.copies):
            for place, sheet in enumerate(document.sheets):
                canvas.setPageSize((sheet.width * MILLIMETRE, sheet.height * MILLIMETRE))
                if copy == place == 0:
                    canvas.bookmarkPage(f"paper-{number}")
                    canvas.addOutlineEntry(document.bookmark, f"paper-{number}", 0)
                _draw(canvas, sheet, mark)
                canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, sheet: Sheet, mark: str) -> None:
    if mark:
        _draw_mark(canvas, sheet, mark)
    canvas.setStrokeGray(0)
    canvas.setLineCap(2)
    for rule in sheet.rules:
        canvas.setLineWidth(rule.weight)
        top = sheet.height
        canvas.line(
            rule.x1 * MILLIMETRE, (top - rule.y1) * MILLIMETRE, rule.x2 * MILLIMETRE, (top - rule.y2) * MILLIMETRE
        )
    for picture in sheet.pictures:
        canvas.drawImage(
            ImageReader(BytesIO(picture.data)),
            picture.x * MILLIMETRE,
            (sheet.height - picture.y - picture.height) * MILLIMETRE,
            picture.width * MILLIMETRE,
            picture.height * MILLIMETRE,
            preserveAspectRatio=True,
            anchor="c",
        )
    for line in sheet.lines:
        if line.text.strip():
            _draw_line(canvas, sheet, line)


def _draw_line(canvas: Canvas, sheet: Sheet, line: Line) -> None:
    """One text object a line: a change of font inside it must not split a name for those who extract text."""
    text = line.text.rstrip()
    drawn = canvas.beginText(line.x * MILLIMETRE, (sheet.height - line.y) * MILLIMETRE)
    if line.width is not None and len(text) > 1:
        spare = line.width - wide(text, line.face, line.size)
        drawn.setCharSpace(spare * MILLIMETRE / (len(text) - 1))
    for file, stretch in fonts.runs(text, line.face):
        drawn.setFont(fonts.font(file).fontName, line.size)
        drawn.textOut(stretch)
    drawn.setCharSpace(0)
    canvas.drawText(drawn)


def _draw_mark(canvas: Canvas, sheet: Sheet, mark: str) -> None:
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.translate(sheet.width / 2 * MILLIMETRE, sheet.height / 2 * MILLIMETRE)
    canvas.rotate(45)
    drawn = canvas.beginText(-fonts.width(mark, "hei", MARK_SIZE) / 2, -MARK_SIZE / 3)
    for file, stretch in fonts.runs(mark, "hei"):
        drawn.setFont(fonts.font(file).fontName, MARK_SIZE)
        drawn.textOut(stretch)
    canvas.drawText(drawn)
    canvas.restoreState()
