"""The same papers in fpdf2: its own fallback fonts; it justifies by spaces alone, so Chinese lines stay ragged."""

from typing import Any

from dangjian_desktop.core.paths import resource

POINT = 25.4 / 72
FALLBACK = ("fangsong-supplement", "song", "rare-g", "rare-b")
LINE = 28.99 * POINT


def make(job: str, data: dict[str, Any]) -> bytes:
    """Return the PDF of a job."""
    from fpdf import FPDF

    landscape = job == "ledger"
    pdf = FPDF(orientation="landscape" if landscape else "portrait", format="A4")
    for file in ("title", "fangsong", *FALLBACK):
        pdf.add_font(file, fname=str(resource("fonts", f"{file}.ttf")))
    pdf.set_fallback_fonts(["song", "rare-g", "rare-b"] if landscape else list(FALLBACK), exact_match=False)
    pdf.c_margin = 0
    (_ledger if landscape else _letters)(pdf, data)
    return bytes(pdf.output())


def _letters(pdf: Any, data: dict[str, Any]) -> None:
    pdf.set_margins(28, 37, 26)
    pdf.set_auto_page_break(True, 35)
    for letter in data["letters"]:
        pdf.add_page()
        pdf.set_font("title", size=22)
        _text(pdf, letter["title"], "C")
        pdf.ln(LINE)
        pdf.set_font("fangsong", size=16)
        for text in letter["body"]:
            _text(pdf, f"　　{text}", "J")
        pdf.ln(LINE / 2)
        for text in letter["signatures"]:
            _text(pdf, f"　　{text}", "L")
        pdf.ln(LINE)
        _text(pdf, letter["office"], "R")
        _text(pdf, f"{letter['day']}　　　　", "R")


def _text(pdf: Any, text: str, align: str) -> None:
    pdf.multi_cell(0, LINE, text, align=align, new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")


def _ledger(pdf: Any, data: dict[str, Any]) -> None:
    from fpdf.fonts import FontFace

    pdf.set_margins(33.5, 26, 33.5)
    pdf.set_auto_page_break(True, 24)
    pdf.add_page()
    pdf.set_font("title", size=22)
    pdf.multi_cell(0, 10, data["title"], align="C", new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")
    pdf.set_font("song", size=12)
    pdf.multi_cell(0, 7, data["info"], new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")
    widths, aligns = (15, 40, 130, 45), ("CENTER", "CENTER", "LEFT", "CENTER")
    heads = FontFace(emphasis="")
    with pdf.table(
        col_widths=widths, text_align=aligns, line_height=5.5, padding=1.25, wrapmode="CHAR", headings_style=heads
    ) as table:
        table.row(data["head"])
        number = 0
        for block in data["blocks"]:
            for place, (text, due) in enumerate(block["rows"]):
                number += 1
                row = table.row()
                row.cell(str(number))
                if place == 0:
                    row.cell(block["name"], rowspan=len(block["rows"]))
                row.cell(text)
                row.cell(due)
