"""The data file: its header, older and newer versions, damage, and copies."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.operations import Operations

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models import database
from dangjian_desktop.models.base import Base, Record
from dangjian_desktop.models.fitting import misfit
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.migrations import CURRENT_VERSION, MIGRATIONS, migrate
from dangjian_desktop.models.nomination import Decision, Nomination
from dangjian_desktop.models.tables import LOCAL, RECORDS, from_travel, references, table_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "台账.db"
    database.create(file).dispose()
    return file


def test_a_plain_sqlite_reads_the_file_and_knows_whose_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x444A545A,)
        assert connection.execute("PRAGMA user_version").fetchone() == (CURRENT_VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_every_kind_of_row_is_in_one_of_the_two_lists() -> None:
    listed = {kind.__tablename__ for kinds in (RECORDS, LOCAL) for kind in kinds}
    assert listed == set(Base.metadata.tables)


def test_records_stand_after_those_that_they_point_to() -> None:
    place = {record.__tablename__: number for number, record in enumerate(RECORDS)}
    for table, columns in references().items():
        for target in columns.values():
            assert place[target] <= place[table]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__tablename__)
def test_every_record_has_an_owner_a_counter_and_a_deletion_mark(record: type[Record]) -> None:
    columns = table_of(record).columns
    assert {"id", "owner_id", "revision", "deleted"} <= set(columns.keys())
    assert not any(isinstance(column.type, sa.DateTime | sa.LargeBinary | sa.Float) for column in columns)


def test_there_is_a_step_from_every_version_to_the_present_one() -> None:
    assert sorted(MIGRATIONS) == list(range(1, CURRENT_VERSION))


OLDER = sorted((Path(__file__).parents[1] / "data").glob("version-*.sql"))
"""A data file of each earlier version, as SQL."""


def schema(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Each table's columns: name, type, whether it may be empty, and whether it is the key."""
    with sqlite3.connect(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            table: sorted(
                (name, kind, needed, key)
                for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info({table})")
            )
            for table in tables
        }
    connection.close()
    return columns


@pytest.mark.parametrize("older", OLDER, ids=lambda older: older.stem)
def test_an_older_file_becomes_as_a_new_one_and_keeps_its_records(path: Path, tmp_path: Path, older: Path) -> None:
    old = tmp_path / "旧.db"
    with sqlite3.connect(old) as connection:
        connection.executescript(older.read_text(encoding="utf-8"))
        version = older.stem.removeprefix("version-")
        connection.executescript(f"PRAGMA application_id = {0x444A545A}; PRAGMA user_version = {version};")
        names = connection.execute("SELECT name FROM members ORDER BY id").fetchall()
    connection.close()
    database.open_file(old).dispose()
    assert schema(old) == schema(path)
    with sqlite3.connect(old) as connection:
        assert connection.execute("SELECT name FROM members ORDER BY id").fetchall() == names != []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_there_is_a_file_of_every_earlier_version() -> None:
    assert [each.stem for each in OLDER] == [f"version-{number}" for number in range(1, CURRENT_VERSION)]


def patch_header(path: Path, pragma: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(pragma)
    connection.close()


def foreign(path: Path) -> None:
    patch_header(path, "PRAGMA application_id = 1")


def newer(path: Path) -> None:
    patch_header(path, f"PRAGMA user_version = {CURRENT_VERSION + 1}")


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def text(path: Path) -> None:
    path.write_text("党员名册" * 500, encoding="utf-8")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("harm", "code"),
    [(foreign, "DATA-FOREIGN"), (newer, "DATA-NEWER"), (text, "DATA-DAMAGED"), (gone, "DATA-MISSING")],
)
def test_a_file_that_cannot_be_written_safely_is_refused_and_left_alone(
    path: Path, harm: Callable[[Path], None], code: str
) -> None:
    harm(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(UserError) as caught:
        database.open_file(path)
    assert caught.value.code == code
    assert path.name in caught.value.message
    assert (path.read_bytes() if path.exists() else None) == before


def test_an_existing_file_is_never_made_anew(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match="已经存在"):
        database.create(path)
    assert path.read_bytes() == before


def add_column(operations: Operations) -> None:
    operations.add_column("members", sa.Column("nickname", sa.String, server_default="", nullable=False))


def fail(operations: Operations) -> None:
    add_column(operations)
    raise RuntimeError("power cut")


def test_a_migration_runs_in_one_transaction_and_moves_the_version(path: Path) -> None:
    engine = database.open_file(path)
    with engine.connect() as connection:
        migrate(connection, {CURRENT_VERSION: add_column}, CURRENT_VERSION + 1)
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == CURRENT_VERSION + 1
        assert "nickname" in connection.exec_driver_sql("SELECT * FROM members").keys()  # noqa: SIM118  (a result is no dict)
    engine.dispose()


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    engine = database.open_file(path)
    with engine.connect() as connection:
        with pytest.raises(RuntimeError, match="power cut"):
            migrate(connection, {CURRENT_VERSION: fail}, CURRENT_VERSION + 1)
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == CURRENT_VERSION
        assert "nickname" not in connection.exec_driver_sql("SELECT * FROM members").keys()  # noqa: SIM118  (a result is no dict)
    engine.dispose()


def test_a_copy_is_whole_and_replaces_the_older_one(path: Path, tmp_path: Path) -> None:
    engine = database.open_file(path)
    copy = tmp_path / "备份" / "copy.db"
    for _ in range(2):
        database.copy_to(engine, copy)
    assert [each.name for each in copy.parent.iterdir()] == ["copy.db"]
    engine.dispose()
    database.open_file(copy).dispose()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__tablename__)
def test_values_of_a_wrong_type_are_named_in_chinese(record: type[Record]) -> None:
    for column in table_of(record).columns:
        reason = misfit(record, {column.name: object()})
        assert reason is not None
        assert "“" in reason


def test_what_an_older_program_did_not_write_has_its_default() -> None:
    row = {"id": "1", "owner_id": "2", "revision": 1, "deleted": False, "nomination_id": "3", "decision": "同意"}
    assert misfit(Decision, row) is None
    whole = from_travel(table_of(Decision), row)
    assert {key: whole[key] for key in row} == row
    assert (whole["answers"], whole["decided_on"]) == ("", None)
    assert whole.keys() == set(table_of(Decision).columns.keys())


def test_what_a_row_cannot_do_without_is_not_made_up() -> None:
    row = {"id": "1", "owner_id": "2", "revision": 1, "deleted": False, "member_id": "3", "year": 2026}
    assert misfit(Nomination, row) == "缺少“award”"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", "长" * 20_001, "“name”太长（20001 字）"),
        ("name", "张\x00三", "“name”里有不能显示的字符"),
        ("name", "张\u202e三", "“name”里有不能显示的字符"),
        ("id", "x" * 37, "“id”太长（37 字）"),
        ("position", 2**31, "“position”数值太大"),
        ("position", -(2**63), "“position”数值太大"),
        ("state_since", "20150701", "“state_since”不是日期：20150701"),
        ("state_since", "0001-01-01", "“state_since”年份不对：0001-01-01"),
        ("revision", 0, "“revision”数值不对"),
        ("revision", 2**62, "“revision”数值太大"),
        ("versions", {"name": {"5f0c22ab": 2**40}}, "“versions”的写法不对"),
        ("versions", {"name": {"张三": 2}}, "“versions”的写法不对"),
        ("versions", {"name": {f"{n:08x}": 1 for n in range(201)}}, "“versions”的写法不对"),
        ("versions", {f"f{n}": {} for n in range(201)}, "“versions”的写法不对"),
        ("versions", [], "“versions”的写法不对"),
    ],
)
def test_case_34_a_value_beyond_what_people_write_is_named(field: str, value: object, reason: str) -> None:
    row = {"id": "1", "owner_id": "2", "revision": 1, "deleted": False, "person_id": "1", "name": "张三"}
    assert misfit(Member, row) is None
    assert misfit(Member, {**row, field: value}) == reason


@pytest.mark.parametrize(("field", "value"), [("quarter", 0), ("quarter", 5), ("year", 1899), ("year", 2200)])
def test_case_34_a_year_or_quarter_that_no_calendar_has_is_named(field: str, value: int) -> None:
    row = {"id": "1", "owner_id": "2", "revision": 1, "deleted": False, "member_id": "3", "award": "标兵", "year": 2026}
    assert misfit(Nomination, {**row, "quarter": 4}) is None
    assert misfit(Nomination, {**row, "quarter": 4, field: value}) == f"“{field}”数值不对：{value}"


def test_looking_for_a_data_file_that_was_moved_away_leaves_nothing_at_its_old_place(tmp_path: Path) -> None:
    assert database.installation_at(tmp_path / "台账.db") is None
    assert list(tmp_path.iterdir()) == []
