"""What is imported, a file or what was copied in WPS, and how a person wants it to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.workbook_heads import UNAIDED, Reading
from dangjian_desktop.services.workbook_reading import RawSheet, read_sheets
from dangjian_desktop.services.workbook_told import NOTHING_TOLD, Told

EXPLAINED = "填写说明"
PASTED = "粘贴的内容"


@dataclass(frozen=True)
class Source:
    """The sheets of a file that hold anything, read once; without a path they were pasted."""

    name: str
    sheets: tuple[RawSheet, ...]
    path: Path | None = None


@dataclass(frozen=True)
class Wishes:
    """How a person wants a source to be imported; what he does not say is found unaided.

    ``sheets`` are readings by title, ``left_out`` titles of sheets not to be taken. With ``red`` the rows of the roster
    with cells that cannot be taken go in without these.
    """

    sheets: Mapping[str, Reading] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    told: Told = NOTHING_TOLD
    red: bool = False

    def reading(self, title: str) -> Reading:
        """Return how a sheet is to be read."""
        return self.sheets.get(title, UNAIDED)

    def takes(self, sheet: RawSheet) -> bool:
        """Tell whether a sheet is imported; a hidden one only where that is said."""
        return sheet.title not in self.left_out and (not sheet.hidden or sheet.title in self.sheets)

    def corrected(self, sheet: RawSheet) -> RawSheet:
        """Return a sheet with the texts that a person has put in the place of what it holds."""
        corrections = self.reading(sheet.title).corrections
        if not corrections:
            return sheet
        rows = [list(row) for row in sheet.rows]
        for (row, place), text in corrections.items():
            rows[row] += [""] * (place + 1 - len(rows[row]))
            rows[row][place] = text
        return RawSheet(sheet.title, tuple(map(tuple, rows)), sheet.hidden)


UNAIDED_WISHES = Wishes()


def read_source(path: Path) -> Source:
    """Return what a file holds; raise UserError (IMPORT-…) when it is no readable spreadsheet or empty."""
    sheets = tuple(sheet for sheet in read_sheets(path) if not sheet.empty and sheet.title != EXPLAINED)
    if not sheets:
        raise UserError("IMPORT-EMPTY", f"“{path.name}”里没有内容。请填好以后再导入。")
    return Source(path.name, sheets, path)


def pasted_source(rows: Sequence[Sequence[str]]) -> Source:
    """Return what was copied in WPS as a source; raise UserError (IMPORT-EMPTY) when nothing was."""
    sheet = RawSheet(PASTED, tuple(tuple(row) for row in rows))
    if sheet.empty:
        raise UserError("IMPORT-EMPTY", "剪贴板里没有表格。请先在 WPS 里选中名册（连表头）并复制，再粘贴。")
    return Source(PASTED, (sheet,))
