"""The rows that were not taken, with the reason beside each, to be mended and imported again."""

from collections.abc import Sequence
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.schemes.scheme import Column, Kind
from dangjian_desktop.services.workbook_heads import Head
from dangjian_desktop.services.workbook_reading import RawSheet, text_of
from dangjian_desktop.services.workbook_rows import ReadRow
from dangjian_desktop.services.workbook_writing import CellValue, OutSheet, write_sheets

REASON = Column("reason", "原因", Kind.LONG, width=40)
NUMBER = Column("number", "原行号", Kind.INTEGER, width=6)


def refused_sheet(sheet: RawSheet, reason: str) -> OutSheet:
    """Return a whole sheet that was not understood, as it was, with the reason in a column of its own."""
    width = max(len(row) for row in sheet.rows)
    columns = (*(Column(str(place), text_of(sheet.rows[0][place])) for place in range(width)), REASON)
    texts = [[text_of(cell) for cell in row] for row in sheet.rows[1:]]
    rows = [[*row, *[""] * (width - len(row)), reason if not place else ""] for place, row in enumerate(texts)]
    return OutSheet(sheet.title, columns, rows or [[*[""] * width, reason]])


def refused_rows(title: str, head: Head, rows: Sequence[ReadRow]) -> OutSheet:
    """Return the rows of a sheet that were not taken, under the headings of the file, each with all its reasons."""
    columns = tuple(head.columns.values())
    texts: list[list[CellValue]] = [
        [*(row.texts.get(c.heading, "") for c in columns), "\n".join(p.message for p in row.problems), row.number]
        for row in rows
    ]
    return OutSheet(title, (*columns, REASON, NUMBER), texts)


def write_errors(source: Path, fallback: Path, sheets: Sequence[OutSheet]) -> Path:
    """Write ``<name>.错误行.xlsx`` beside the source, or into ``fallback`` when that place takes no file."""
    name = f"{source.stem}.错误行.xlsx"
    try:
        write_sheets(source.with_name(name), sheets)
    except UserError as error:
        if error.code != "EXPORT-FILE":
            raise
        write_sheets(fallback / name, sheets)
        return fallback / name
    return source.with_name(name)
