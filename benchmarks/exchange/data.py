"""A branch's year of 100 members in 3,000 rows, made fast; the second year's package differs in one row of ten."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Date, Integer

from dangjian_desktop.models.tables import BY_TABLE, canonical, defaults_of, references, table_of

MEMBERS = 100
TABLES: Mapping[str, int] = {
    "offices": 1,
    "office_names": 1,
    "members": MEMBERS,
    "posts": 10,
    "post_assignments": 100,
    "areas": 10,
    "area_assignments": 100,
    "area_activities": 1200,
    "commitments": 900,
    "commitment_reminders": 578,
}
"""Rows a table, 3,000 in all."""
CHANGED_PER_TEN = 1
WORDS = "联系群众帮助学生解决实际困难带头完成教学科研管理服务任务参加志愿活动按时参加组织生活"
TEXTS = ("note", "content", "name", "text", "duties", "reviewer")
"""Fields that are edited, the first that a row has."""
Row = dict[str, Any]


def branch_rows(number: int) -> dict[str, list[Row]]:
    """Return a branch's rows by table, as they travel; the same number gives the same rows."""
    chance = random.Random(number)
    owner = _id(number, 0)
    made: dict[str, list[Row]] = {}
    for place, (table, count) in enumerate(TABLES.items(), start=1):
        made[table] = [_row(chance, table, _id(number, place * 10_000 + at), owner, made) for at in range(count)]
    made["offices"][0] |= {"id": owner, "kind": "branch", "name": f"第{number}党支部", "superior_id": None}
    made["office_names"][0] |= {"office_id": owner, "name": f"第{number}党支部"}
    return made


def changed(rows: Mapping[str, list[Row]], writer: str) -> dict[str, list[Row]]:
    """Return the rows with one of ten changed by a writer: one text of each."""
    return {
        table: [_edited(row, writer) if at % 10 < CHANGED_PER_TEN else row for at, row in enumerate(given)]
        for table, given in rows.items()
    }


def _edited(row: Row, writer: str) -> Row:
    name = next(key for key in TEXTS if key in row)
    return {**row, name: f"{row[name]}改", "revision": 2, "versions": {name: {writer: 2}}}


def _row(chance: random.Random, table: str, row_id: str, owner: str, made: Mapping[str, list[Row]]) -> Row:
    record, pointing = table_of(BY_TABLE[table]), references()[table]
    row: Row = {"id": row_id, "owner_id": owner, "revision": 1, "deleted": False, **defaults_of(record)}
    for column in record.columns:
        if column.name in pointing and made.get(pointing[column.name]):
            row[column.name] = made[pointing[column.name]][chance.randrange(len(made[pointing[column.name]]))]["id"]
        elif column.name not in row and column.name not in ("versions", "unknown"):
            row[column.name] = _value(chance, column.type)
    if table == "members":
        row |= {"person_id": row_id, "name": f"{_text(chance)[:3]}", "birth": f"{1960 + chance.randrange(40)}-05"}
    return {key: _filled(chance, key, value) for key, value in row.items()}


def _value(chance: random.Random, kind: object) -> Any:
    if isinstance(kind, Date):
        return f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    if isinstance(kind, Boolean):
        return False
    return 2026 if isinstance(kind, Integer) else _text(chance)


def _filled(chance: random.Random, key: str, value: Any) -> Any:
    return _text(chance) if value == "" and key in ("note", "content", "detail", "duty", "result") else value


def _text(chance: random.Random) -> str:
    start = chance.randrange(len(WORDS) - 12)
    return WORDS[start : start + chance.randrange(4, 12)]


def _id(number: int, place: int) -> str:
    text = f"{number:08x}{place:024x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def sqlite_rows(rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """Return the changed rows as plain SQLite values, by table with its columns."""
    for table, given in rows.items():
        columns = [column.name for column in table_of(BY_TABLE[table]).columns]
        values = [
            tuple(
                canonical(row["versions"]) if name == "versions" else "" if name == "unknown" else row[name]
                for name in columns
            )
            for row in given
            if row["revision"] == 2
        ]
        if values:
            yield table, columns, values
