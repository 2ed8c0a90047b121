"""Workbooks as people make them: real files in the three formats, written by other programs than ours."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import LEDGERS

Cells = Sequence[Sequence[Any]]


def write_xlsx(path: Path, sheets: Mapping[str, Cells], merged: Mapping[str, Sequence[str]] | None = None) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, cells in sheets.items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(list(row))
        for span in (merged or {}).get(title, ()):
            sheet.merge_cells(span)
    book.save(path)
    return path


def write_xls(path: Path, sheets: Mapping[str, Cells]) -> Path:
    book = xlwt.Workbook()
    days = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for title, cells in sheets.items():
        sheet = book.add_sheet(title)
        for line, row in enumerate(cells):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(line, place, value, *([days] if isinstance(value, date) else []))
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Mapping[str, Cells]) -> Path:
    """Write an OpenDocument sheet; None below a text is a cell that the text above is merged over."""
    book = OpenDocumentSpreadsheet()
    for title, cells in sheets.items():
        table = Table(name=title)
        for row in cells:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def _ods_cell(value: object) -> Any:  # noqa: ANN401  (an element of another library)
    if value is None:
        return CoveredTableCell()
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def table(office: Office, ledger: str, *keys: str) -> list[tuple[str, ...]]:
    """Return what a grid shows in some columns, row by row."""
    columns = [column.key for column in LEDGERS[ledger].columns]
    places = [columns.index(key) for key in keys]
    return [tuple(row.texts[place] for place in places) for row in rows(office, LEDGERS[ledger])]


def sheet_cells(path: Path, title: str) -> list[tuple[Any, ...]]:
    """Return a written sheet's cells."""
    return [tuple(row) for row in openpyxl.load_workbook(path)[title].iter_rows(values_only=True)]
