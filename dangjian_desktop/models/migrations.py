"""Steps that bring an older data file up to date; Alembic is imported only when one is due."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.operations import Operations

CURRENT_VERSION = 1
MIGRATIONS: Mapping[int, "Callable[[Operations], None]"] = {}
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
