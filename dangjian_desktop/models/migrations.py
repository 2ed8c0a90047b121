"""Steps that bring an older data file up to date; Alembic is imported only when one is due."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.operations import Operations

CURRENT_VERSION = 3


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


MIGRATIONS: Mapping[int, "Callable[[Operations], None]"] = {
    1: _know_printed_papers_by_person,
    2: _let_wording_travel_down,
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
