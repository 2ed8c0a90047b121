"""Blocks of cells as WPS and Excel put them on the clipboard: tab-separated, quoted where a cell has a line break."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

Block = list[list[str]]


def read_block(text: str) -> Block:
    """Return the cells of a clipboard text; a quoted cell may hold tabs, line breaks and doubled quotes."""
    rows: Block = [[]]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    place = 0
    while place <= len(text):
        cell, place = _read_cell(text, place)
        rows[-1].append(cell)
        if place < len(text) and text[place] == "\n":
            rows.append([])
        place += 1
    if len(rows) > 1 and rows[-1] == [""]:
        rows.pop()
    return rows


def _read_cell(text: str, start: int) -> tuple[str, int]:
    """Return the cell that begins at ``start`` and the place of the separator after it."""
    if text[start : start + 1] == '"' and (quoted := _read_quoted(text, start)):
        return quoted
    ends = [end for end in (text.find("\t", start), text.find("\n", start)) if end >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _read_quoted(text: str, start: int) -> tuple[str, int] | None:
    """Read a quoted cell; return None when the quote is just a character of the text."""
    place = start + 1
    while (place := text.find('"', place)) >= 0:
        if text[place + 1 : place + 2] == '"':
            place += 2
            continue
        if text[place + 1 : place + 2] in ("", "\t", "\n"):
            return text[start + 1 : place].replace('""', '"'), place + 1
        return None
    return None


def write_block(block: Sequence[Sequence[str]]) -> str:
    """Return cells as clipboard text."""
    return "\n".join("\t".join(_quote(cell) for cell in row) for row in block)


def mime_of(block: Sequence[Sequence[str]]) -> QMimeData:
    """Return cells for the clipboard: as text, and as a table whose cells spreadsheets take as texts.

    Without that, an identity number of 18 digits loses its last ones and 1978.10 its nought.
    """
    data = QMimeData()
    data.setText(write_block(block))
    data.setHtml(_table(block))
    return data


def _table(block: Sequence[Sequence[str]]) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _cell(text: str) -> str:
    lines = html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<td style='mso-number-format:\"\\@\"'>{lines}</td>"


def _quote(cell: str) -> str:
    if any(mark in cell for mark in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def tile(block: Block, rows: int, columns: int) -> Block:
    """Repeat a block over a selection that is a whole multiple of it; else return it as it is."""
    height, width = len(block), max(map(len, block))
    if rows % height or columns % width:
        return block
    return [[(block[r % height] + [""] * width)[c % width] for c in range(columns)] for r in range(rows)]
