"""The same papers in reportlab platypus: wordWrap CJK, its own tables; fallback by tags, for it has none."""

from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any

from dangjian_desktop.core.paths import resource

CHAINS = {
    "fangsong": ("fangsong", "fangsong-supplement", "song", "rare-g", "rare-b"),
    "song": ("song", "rare-g", "rare-b"),
}
POINT = 25.4 / 72


def make(job: str, data: dict[str, Any]) -> bytes:
    """Return the PDF of a job."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    fonts = {
        file: ttfonts.TTFont(file, str(resource("fonts", f"{file}.ttf"))) for file in ("title", *CHAINS["fangsong"])
    }
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    return _letters(data, fonts) if job == "letters" else _ledger(data, fonts)


def _tagged(text: str, face: str, fonts: dict[str, Any], known: dict[str, str]) -> str:
    """Mark the characters that the face's own file lacks; digits and letters come from the Song face as in ours."""
    chain = CHAINS[face]

    def file_of(character: str) -> str:
        if character not in known:
            asked = ("song",) if character.isascii() else chain
            known[character] = next((f for f in asked if ord(character) in fonts[f].face.charToGlyph), chain[0])
        return known[character]

    return "".join(
        escape("".join(part)) if file == chain[0] else f'<font name="{file}">{escape("".join(part))}</font>'
        for file, part in ((file, list(run)) for file, run in groupby(text, file_of))
    )


def _letters(data: dict[str, Any], fonts: dict[str, Any]) -> bytes:
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    plain = ParagraphStyle("plain", fontName="fangsong", fontSize=16, leading=28.99, wordWrap="CJK")
    body = ParagraphStyle("body", plain, alignment=TA_JUSTIFY, firstLineIndent=32)
    title = ParagraphStyle("title", plain, fontName="title", fontSize=22, alignment=TA_CENTER)
    office = ParagraphStyle("office", plain, alignment=TA_RIGHT)
    day = ParagraphStyle("day", office, rightIndent=64)
    known: dict[str, str] = {}
    story: list[Any] = []
    for letter in data["letters"]:
        story += [Paragraph(escape(letter["title"]), title), Spacer(0, 28.99)]
        story += [Paragraph(_tagged(text, "fangsong", fonts, known), body) for text in letter["body"]]
        story += [Spacer(0, 14.5)]
        story += [Paragraph(_tagged(text, "fangsong", fonts, known), body) for text in letter["signatures"]]
        story += [Spacer(0, 28.99), Paragraph(_tagged(letter["office"], "fangsong", fonts, known), office)]
        story += [Paragraph(_tagged(letter["day"], "fangsong", fonts, known), day), PageBreak()]
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=(210 / POINT, 297 / POINT),
        topMargin=37 / POINT - 6,
        leftMargin=28 / POINT - 6,
        rightMargin=26 / POINT - 6,
        bottomMargin=35 / POINT - 6,
    )
    document.build(story)
    return buffer.getvalue()


def _ledger(data: dict[str, Any], fonts: dict[str, Any]) -> bytes:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    left = ParagraphStyle("left", fontName="song", fontSize=12, leading=15.6, wordWrap="CJK")
    middle = ParagraphStyle("middle", left, alignment=TA_CENTER)
    title = ParagraphStyle("title", middle, fontName="title", fontSize=22, leading=28.6)
    known: dict[str, str] = {}

    def cell(text: str, style: Any = middle) -> Any:
        return Paragraph(_tagged(text, "song", fonts, known), style)

    rows: list[list[Any]] = [[cell(text) for text in data["head"]]]
    spans: list[tuple[Any, ...]] = []
    for block in data["blocks"]:
        spans.append(("SPAN", (1, len(rows)), (1, len(rows) + len(block["rows"]) - 1)))
        for place, (text, due) in enumerate(block["rows"]):
            rows.append([cell(str(len(rows))), cell(block["name"]) if place == 0 else "", cell(text, left), cell(due)])
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans]
    table = LongTable(rows, [w / POINT for w in (15, 40, 130, 45)], repeatRows=1, style=style)
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=(297 / POINT, 210 / POINT),
        topMargin=26 / POINT - 6,
        leftMargin=33.5 / POINT - 6,
        rightMargin=33.5 / POINT - 6,
        bottomMargin=24 / POINT - 6,
    )
    document.build([Paragraph(escape(data["title"]), title), cell(data["info"], left), table])
    return buffer.getvalue()
