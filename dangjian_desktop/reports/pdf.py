"""Draws finished pages as a PDF: fonts embedded, names searchable, the same bytes for the same pages."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.pdf_text import TextWriter
from dangjian_desktop.reports.sheet import Sheet

MILLIMETRE = 72 / 25.4
MARK_SIZE = 96
INITIAL_FACE: Any = "song"  # the stubs call it a number; without it an unembedded Helvetica is named


class Document(NamedTuple):
    """One paper: its pages, its line in the PDF's outline, and how many copies are drawn.

    Papers in a row with one ``group`` stand below one line of the outline; ``mark`` is printed pale across each page.
    """

    sheets: tuple[Sheet, ...]
    bookmark: str
    copies: int = 1
    group: str = ""
    mark: str = ""


def write_pdf(
    documents: Iterable[Document],
    *,
    title: str,
    author: str,
    created: datetime,
    mark: str = "",
    shift: tuple[float, float] = (0, 0),
) -> bytes:
    """Return a PDF of papers in order; ``mark`` is printed pale across each page (草稿, 演示) that has none of its own.

    ``shift`` moves everything by millimetres to the right and down, for a printer that feeds paper askew. Papers are
    drawn as they come, so a caller may lay them out one at a time.
    """
    buffer = BytesIO()
    canvas = open_canvas(buffer, title=title, author=author, created=created)
    texts = TextWriter(canvas)
    canvas.setViewerPreference("PrintScaling", "None")
    group = ""
    for number, document in enumerate(documents):
        for copy in range(document.copies):
            for place, sheet in enumerate(document.sheets):
                canvas.setPageSize((sheet.width * MILLIMETRE, sheet.height * MILLIMETRE))
                if copy == place == 0:
                    _add_to_outline(canvas, document, f"paper-{number}", group)
                    group = document.group
                canvas.translate(shift[0] * MILLIMETRE, -shift[1] * MILLIMETRE)
                draw_sheet(canvas, texts, sheet, document.mark or mark)
                canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def open_canvas(buffer: BytesIO, *, title: str, author: str, created: datetime) -> Canvas:
    """Return a canvas that writes the same bytes for the same pages, its fonts embedded."""
    fonts.font(INITIAL_FACE)
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=INITIAL_FACE, lang="zh-CN")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("党建台账")
    canvas.setDateFormatter(lambda *_: created.strftime("D:%Y%m%d%H%M%S"))
    return canvas


def _add_to_outline(canvas: Canvas, document: Document, key: str, group: str) -> None:
    """Add a paper's line, below the line of its group; ``group`` is that of the paper before."""
    canvas.bookmarkPage(key)
    if document.group and document.group != group:
        canvas.bookmarkPage(f"{key}-group")
        canvas.addOutlineEntry(document.group, f"{key}-group", 0)
    canvas.addOutlineEntry(document.bookmark, key, 1 if document.group else 0)


def draw_sheet(canvas: Canvas, texts: TextWriter, sheet: Sheet, mark: str = "") -> None:
    """Draw a page on the canvas's present page."""
    if mark:
        _draw_mark(canvas, sheet, mark)
    _draw_fills(canvas, sheet)
    _draw_rules(canvas, sheet)
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
    texts.draw(sheet)


def _draw_fills(canvas: Canvas, sheet: Sheet) -> None:
    for fill in sheet.fills:
        canvas.setFillGray(fill.grey)
        x, y = fill.x * MILLIMETRE, (sheet.height - fill.y - fill.height) * MILLIMETRE
        canvas.rect(x, y, fill.width * MILLIMETRE, fill.height * MILLIMETRE, stroke=0, fill=1)
    if sheet.fills:
        canvas.setFillGray(0)


def _draw_rules(canvas: Canvas, sheet: Sheet) -> None:
    """Draw all rules of one weight as one path; reportlab's own path rounds each number by a slower way."""
    written: Any = canvas  # its page's code is a list that the stubs do not know
    canvas.setStrokeGray(0)
    canvas.setLineCap(2)
    for weight in sorted({rule.weight for rule in sheet.rules}):
        canvas.setLineWidth(weight)
        for rule in sheet.rules:
            if rule.weight == weight:
                start = f"{rule.x1 * MILLIMETRE:.3f} {(sheet.height - rule.y1) * MILLIMETRE:.3f}"
                end = f"{rule.x2 * MILLIMETRE:.3f} {(sheet.height - rule.y2) * MILLIMETRE:.3f}"
                written._code.append(f"{start} m {end} l")
        written._code.append("S")


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
