"""Steps that bring an older data file up to date; Alembic is imported only when one is due."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.operations import Operations

CURRENT_VERSION = 8


def _know_printed_papers_by_person(operations: "Operations") -> None:
    """Version 1 kept names, which cannot be told apart, and other digests: what was printed is remembered anew."""
    operations.drop_table("printed_papers")
    operations.create_table(
        "printed_papers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("paper", sa.String, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("member_id", sa.String(36), nullable=False),
        sa.Column("record_id", sa.String(36), nullable=False),
        sa.Column("values_digest", sa.String, nullable=False),
        sa.Column("printed_at", sa.String, nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("wording", sa.String, nullable=False),
        sa.Column("options", sa.String, nullable=False),
    )
    operations.add_column("installation", sa.Column("demo", sa.Boolean, nullable=False, server_default=sa.false()))


def _let_wording_travel_down(operations: "Operations") -> None:
    operations.add_column("wordings", sa.Column("push", sa.String, nullable=False, server_default="free"))
    operations.add_column("wordings", sa.Column("default_digest", sa.String, nullable=False, server_default=""))


def _let_offices_trust_each_other(operations: "Operations") -> None:
    """Who wrote each field, keys, conflicts, questions (exchange.md)."""

    def text(name: str, length: int | None = None) -> "sa.Column[str]":
        return sa.Column(name, sa.String(length), nullable=False, server_default="")

    def table(name: str, key: "sa.Column[str]", *names: str, flag: str = "") -> None:
        ids = {"office_id", "installation_id", "package_id", "row_id", "owner_id", "from_id"}
        columns = [sa.Column(each, sa.String(36 if each in ids else None), nullable=False) for each in names]
        flags = [sa.Column(flag, sa.Boolean, nullable=False)] if flag else []
        operations.create_table(name, key, *columns, *flags)

    def key(length: int | None = 36) -> "sa.Column[str]":
        return sa.Column("id", sa.String(length), primary_key=True)

    inspector = sa.inspect(operations.get_bind())
    for name in inspector.get_table_names():
        if {"owner_id", "revision"} <= {column["name"] for column in inspector.get_columns(name)}:
            operations.add_column(name, text("versions"))
            operations.add_column(name, text("unknown"))
    for name in ("signing_key", "sealing_key", "home", "standing", "restored_at"):
        operations.add_column("installation", text(name))
    operations.add_column("sent_packages", text("to_id", 36))
    operations.create_table(
        "key_revocations",
        key(),
        *(sa.Column(name, sa.String(36), nullable=False) for name in ("owner_id", "office_id")),
        *(sa.Column(name, sa.String, nullable=False) for name in ("fingerprint", "reason", "versions", "unknown")),
        sa.Column("revoked_on", sa.Date, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    table(
        "office_keys", key(), "office_id", "installation_id", "verify_key", "seal_key", "fingerprint", "state",
        "endorsed_by", "met_at", "confirmed_at",
    )  # fmt: skip
    table(
        "field_conflicts", key(), "table_name", "row_id", "field", "owner_id", "siblings", "opened_at", flag="settled"
    )
    table(
        "questions", key(), "from_id", "package_id", "kind", "table_name", "row_id", "field", "text", "values",
        flag="settled",
    )  # fmt: skip
    table("taken_lines", key(None), "hashes")
    table("foreign_rows", key(None), "table_name", "owner_id", "values")
    for name, column in INDEXED_IN_VERSION_4:
        operations.create_index(f"ix_{name}_{column}", name, [column])


INDEXED_IN_VERSION_4 = (
    ("key_revocations", "owner_id"),
    ("office_keys", "office_id"),
    ("field_conflicts", "row_id"),
    ("field_conflicts", "owner_id"),
    ("questions", "from_id"),
    ("foreign_rows", "owner_id"),
)


def _let_forks_be_seen(operations: "Operations") -> None:
    """Which packages a received one says were sent before it; whose row was parked, and as what."""
    operations.add_column("received_packages", sa.Column("chain", sa.String, nullable=False, server_default=""))
    operations.add_column("parked_rows", sa.Column("from_id", sa.String(36), nullable=False, server_default=""))
    operations.add_column("parked_rows", sa.Column("kind", sa.String, nullable=False, server_default="parked"))
    operations.create_index("ix_parked_rows_from_id", "parked_rows", ["from_id"])


def _let_decisions_answer_reports(operations: "Operations") -> None:
    """Which report a decision answers; filings of the committee; requests for change and their answers."""

    def text(name: str, length: int | None = None) -> "sa.Column[str]":
        return sa.Column(name, sa.String(length), nullable=False)

    def pointer(name: str, target: str) -> "sa.Column[str]":
        key = sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
        return sa.Column(name, sa.String(36), key, nullable=False)

    def record(name: str, *columns: "sa.Column[Any]") -> None:
        operations.create_table(
            name,
            sa.Column("id", sa.String(36), primary_key=True),
            text("owner_id", 36),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column("deleted", sa.Boolean, nullable=False),
            text("versions"),
            text("unknown"),
            pointer("nomination_id", "nominations"),
            *columns,
        )
        pointing = [column.name for column in columns if column.foreign_keys]
        for column in ("owner_id", "nomination_id", *pointing):
            operations.create_index(f"ix_{name}_{column}", name, [column])

    operations.add_column("nominations", sa.Column("reported_on", sa.Date))
    for table, name, length in (
        ("nominations", "reported_in", 36),
        ("decisions", "return_reason", None),
        ("decisions", "answers", 36),
        ("decisions", "clash_note", None),
    ):
        operations.add_column(table, sa.Column(name, sa.String(length), nullable=False, server_default=""))
    record("filings", text("filing_number"), sa.Column("filed_on", sa.Date, nullable=False))
    record(
        "change_requests", text("field"), text("wanted"), text("reason"), sa.Column("asked_on", sa.Date, nullable=False)
    )
    record(
        "request_answers",
        pointer("request_id", "change_requests"),
        sa.Column("accepted", sa.Boolean, nullable=False),
        text("reason"),
        sa.Column("answered_on", sa.Date, nullable=False),
    )


def _let_keys_follow_each_other(operations: "Operations") -> None:
    """What is left of this file's keys under earlier installation ids."""
    operations.create_table(
        "former_keys",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("installation_id", sa.String(36), nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("verify_key", "seal_key", "sealing_secret", "endorsement")
        ),
        sa.Column("beside", sa.Boolean, nullable=False),
    )


def _let_people_and_branches_move(operations: "Operations") -> None:
    """Transfers of members, decisions on units, and when and why a post, an area or a commitment ended before its time."""

    def text(name: str, length: int | None = None) -> "sa.Column[str]":
        return sa.Column(name, sa.String(length), nullable=False)

    def day(name: str) -> "sa.Column[date]":
        return sa.Column(name, sa.Date, nullable=False)

    def record(name: str, pointers: Mapping[str, str], *columns: "sa.Column[Any]") -> None:
        keys = [
            sa.Column(
                pointer,
                sa.String(36),
                sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"),
                nullable=False,
            )
            for pointer, target in pointers.items()
        ]
        operations.create_table(
            name,
            sa.Column("id", sa.String(36), primary_key=True),
            text("owner_id", 36),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column("deleted", sa.Boolean, nullable=False),
            text("versions"),
            text("unknown"),
            *keys,
            *columns,
        )
        for column in ("owner_id", *pointers):
            operations.create_index(f"ix_{name}_{column}", name, [column])

    of_member = {"member_id": "members"}
    record(
        "transfers",
        of_member,
        text("to_id", 36), text("to_name"), sa.Column("outside", sa.Boolean, nullable=False), day("left_on"),
        text("reason"), text("summary"), text("change_id", 36),
    )  # fmt: skip
    record(
        "arrivals",
        of_member,
        text("transfer_id", 36), text("from_id", 36), text("from_name"), day("arrived_on"), text("summary"),
    )  # fmt: skip
    record(
        "unit_changes",
        {},
        *(text(name) for name in ("kind", "sources", "targets", "note")), day("effective_on"), day("cutoff_on"),
    )  # fmt: skip
    record("unit_assignments", {"change_id": "unit_changes", **of_member}, text("target"))
    for table in ("area_assignments", "commitments"):
        operations.add_column(table, sa.Column("ended_on", sa.Date))
    for table in ("post_assignments", "area_assignments", "commitments"):
        operations.add_column(table, sa.Column("ended_reason", sa.String, nullable=False, server_default=""))
    operations.create_index("ix_members_person_id", "members", ["person_id"])


MIGRATIONS: Mapping[int, "Callable[[Operations], None]"] = {
    1: _know_printed_papers_by_person,
    2: _let_wording_travel_down,
    3: _let_offices_trust_each_other,
    4: _let_forks_be_seen,
    5: _let_decisions_answer_reports,
    6: _let_keys_follow_each_other,
    7: _let_people_and_branches_move,
}
"""From version to the step that makes the next one."""


def migrate(
    connection: Connection,
    steps: "Mapping[int, Callable[[Operations], None]]" = MIGRATIONS,
    target: int = CURRENT_VERSION,
) -> None:
    """Run every step between the file's version and ``target`` in one transaction."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version >= target:
        return
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        operations = Operations(MigrationContext.configure(connection))
        for step in range(version, target):
            steps[step](operations)
        connection.exec_driver_sql(f"PRAGMA user_version={target}")
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
