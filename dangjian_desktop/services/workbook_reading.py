"""A spreadsheet file as plain cells: .xlsx, .xls and .ods alike, merged cells filled, damage told in one sentence."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.texts import clean_text

FILE_BYTES = 64 << 20
UNPACKED_BYTES = 1 << 30
CELLS = 3_000_000
OTHER_FORMATS = {".et": "WPS 的 .et", ".numbers": "苹果的 .numbers", ".csv": ".csv 文本", ".pdf": "PDF"}


@dataclass(frozen=True)
class RawSheet:
    """A sheet's cells from its first row on, as the file holds them (text, number, date, or an empty text)."""

    title: str
    rows: tuple[tuple[Any, ...], ...]
    hidden: bool = False

    @property
    def empty(self) -> bool:
        """Tell whether no cell holds anything."""
        return not any(text_of(cell) for row in self.rows for cell in row)


def read_sheets(path: Path) -> list[RawSheet]:
    """Return a file's sheets in their order; raise UserError (IMPORT-…) when it is no readable spreadsheet."""
    import python_calamine as calamine

    data = _bytes_of(path)
    try:
        book = calamine.load_workbook(BytesIO(data))
        hidden = {each.name for each in book.sheets_metadata if each.visible != calamine.SheetVisibleEnum.Visible}
        failed = _failed_formulas(data)
        return [_sheet(book.get_sheet_by_name(name), name in hidden, failed.get(name, {})) for name in book.sheet_names]
    except calamine.PasswordError:
        raise UserError(
            "IMPORT-PASSWORD", f"“{path.name}”加了密码，读不了。请在 WPS 里去掉密码，保存后再导入。"
        ) from None
    except UserError:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader's own panics are no Exception
        raise UserError(
            "IMPORT-FORMAT",
            f"“{path.name}”不是能读的表格，或已损坏。请用 WPS 打开，另存为“Excel 文件(*.xlsx)”，再导入。",
        ) from error


def text_of(value: Any) -> str:  # noqa: ANN401  (whatever a cell holds)
    """Return a cell as the text that a person would have typed."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return clean_text(str(value))


def _bytes_of(path: Path) -> bytes:
    if kind := OTHER_FORMATS.get(path.suffix.lower()):
        raise UserError(
            "IMPORT-FORMAT",
            f"“{path.name}”是{kind}格式，读不了。请在 WPS 里点“文件→另存为”，选“Excel 文件(*.xlsx)”，再导入。",
        )
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise UserError(
                "IMPORT-LIMIT", f"“{path.name}”有 {size >> 20} MB，超过 {FILE_BYTES >> 20} MB。请只留下要导入的工作表。"
            )
        data = path.read_bytes()
    except OSError:
        raise UserError("IMPORT-MISSING", f"打不开“{path.name}”。请核对文件名，插好U盘，再导入。") from None
    _refuse_bomb(path, data)
    return data


def _refuse_bomb(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return
    if unpacked > UNPACKED_BYTES:
        raise UserError("IMPORT-LIMIT", f"“{path.name}”展开有 {unpacked >> 20} MB，太大了。请核对文件来源。")


def _failed_formulas(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return by sheet and place what formulas of an .xlsx show that failed (#N/A); the reader takes them for empty."""
    if not _holds_failed(data):
        return {}
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    return {
        sheet.title: {
            (row, place): str(cell.value)
            for row, cells in enumerate(sheet.iter_rows(min_row=1, min_col=1))
            for place, cell in enumerate(cells)
            if cell.data_type == "e"
        }
        for sheet in book.worksheets
    }


def _holds_failed(data: bytes) -> bool:
    if not zipfile.is_zipfile(BytesIO(data)):
        return False
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(b't="e"' in archive.read(part) for part in parts)


def _sheet(sheet: Any, hidden: bool, failed: Mapping[tuple[int, int], str]) -> RawSheet:  # noqa: ANN401  (the reader's own class)
    if sheet.total_height * sheet.total_width > CELLS:
        raise UserError(
            "IMPORT-LIMIT", f"工作表“{sheet.name}”有 {sheet.total_height} 行，太大了。请删去空行，只留下要导入的内容。"
        )
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, place), text in failed.items():
        if row < len(rows) and place < len(rows[row]):
            rows[row][place] = text
    _fill_merged(rows, sheet.merged_cell_ranges or ())
    return RawSheet(sheet.name, tuple(tuple(row) for row in rows), hidden)


def _fill_merged(rows: list[list[Any]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Repeat a cell that is merged downwards; sideways it stays single, for titles are merged so."""
    for (top, left), (bottom, _right) in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for place in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[place]) and not text_of(rows[place][left]):
                rows[place][left] = rows[top][left]
