"""Everything of an office as a workbook that can be imported again, and the empty one to fill in (workbook.md)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dangjian_desktop.schemes.scheme import Column, Kind
from dangjian_desktop.services.cells import Names, show_cell
from dangjian_desktop.services.reading import read_names
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook_nominations import read_nominations
from dangjian_desktop.services.workbook_sheets import SUBJECT, Layout, SheetForm, sheet_forms
from dangjian_desktop.services.workbook_storing import own_rows
from dangjian_desktop.services.workbook_writing import CellValue, OutSheet, write_sheets

EXPLANATION = (
    "一张工作表对应一本台账，不用的工作表可以留空或删掉，表头的名称不要改，列的次序可以换。",
    "日期写成 2026-11-24、2026.11.24、2026年11月24日 都可以；年月写成 1978.05 或 1978年5月。",
    "一格里有几条内容（如岗位职责）的，每条一行，用 Alt+Enter 换行。",
    "同一个人或同一事项占几行的，姓名可以只写在第一行。",
    "姓名相同的党员，写成 李四（1985.05） 以便区分。",
    "同一份表格可以反复导入：已有的内容不会重复，空着的格子不会清掉已有的内容。",
)

Row = Mapping[str, Any]


def export_workbook(office: Office, path: Path) -> None:
    """Write all that this office fills in, a sheet for each ledger; importing it again changes nothing."""
    names = read_names(office)
    with office.reading() as connection:
        sheets = [
            OutSheet(form.name, form.columns, _rows(connection, form, office, names)) for form in _forms(office.kind)
        ]
    write_sheets(path, [sheet for sheet in sheets if sheet.rows] or sheets[:1])


def write_template(path: Path, kind: str) -> None:
    """Write the empty workbook of a kind of office, with choices to pick from and a sheet that explains."""
    text = Column("text", "填写说明", Kind.LONG, width=60)
    forms = [form for form in sheet_forms() if form.above != (kind == "branch")]
    sheets = [OutSheet(form.name, form.columns, prepared=True) for form in forms]
    write_sheets(path, [*sheets, OutSheet("填写说明", (text,), [[line] for line in EXPLANATION])])


def _forms(kind: str) -> list[SheetForm]:
    return [form for form in sheet_forms() if not (form.above and kind == "branch")]


def _rows(connection: Connection, form: SheetForm, office: Office, names: Names) -> list[list[CellValue]]:
    own = [own_rows(connection, office.office_id, ledger) for ledger in form.ledgers]
    if form.layout is Layout.DECISIONS:
        return _decisions(connection, form, own[0], names)
    if form.layout is Layout.JOINED:
        return _joined(form, own, names)
    return [
        [_cell(column, {**row, SUBJECT.key: ledger.fixed.get(SUBJECT.key)}, names) for column in form.columns]
        for ledger, rows in zip(form.ledgers, own, strict=True)
        for row in rows
    ]


def _joined(form: SheetForm, own: Sequence[Sequence[Row]], names: Names) -> list[list[CellValue]]:
    """Put the rows of one identity side by side; who has two assignments takes two lines."""
    identity = form.ledgers[0].identity
    groups: dict[tuple[Any, ...], list[list[Row]]] = {}
    for place, rows in enumerate(own):
        for row in rows:
            group = groups.setdefault(tuple(row[key] for key in identity), [[] for _ in own])
            group[place].append(row)
    lines: list[list[CellValue]] = []
    for key, group in groups.items():
        for side in zip_longest(*group):
            known = dict(zip(identity, key, strict=True))
            for ledger, row in zip(form.ledgers, side, strict=True):
                known |= {column.key: row[column.key] for column in ledger.columns} if row else {}
            lines.append([_cell(column, known, names) for column in form.columns])
    return lines


def _decisions(
    connection: Connection, form: SheetForm, decisions: Iterable[Row], names: Names
) -> list[list[CellValue]]:
    """Name every nomination received, decided or not: those that wait have the rest of their line empty."""
    decided = {row["nomination_id"]: row for row in decisions}
    nominations = sorted(read_nominations(connection), key=lambda each: (each.values["unit"], each.values["award"]))
    return [
        [_cell(column, {**decided.get(each.id, {}), **each.values}, names) for column in form.columns]
        for each in nominations
    ]


def _cell(column: Column, row: Row, names: Names) -> CellValue:
    value = row.get(column.key)
    if column.key not in row:
        return None
    if isinstance(value, date) or (isinstance(value, int) and column.kind is Kind.INTEGER):
        return value
    return show_cell(column, value, names)
