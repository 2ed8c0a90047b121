"""The full check of a data file and of its backups."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.tables import RECORDS, table_of
from dangjian_desktop.services.backups import path_of, verify_backups
from dangjian_desktop.services.work import Office


@dataclass(frozen=True)
class Verified:
    """What the check of everything found: rows of the data file, sound backups, and a sentence for each bad file."""

    rows: int
    backups: int
    faults: tuple[str, ...]


def verify(office: Office) -> int:
    """Check every page, index and reference of the data file and return how many rows it holds.

    Raises UserError when something is damaged.
    """
    try:
        with office.reading() as connection:
            pages = list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
            loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            counted = [
                connection.execute(select(func.count()).select_from(table_of(kind))).scalar_one() for kind in RECORDS
            ]
    except DatabaseError as error:
        raise UserError("DATA-DAMAGED", "数据文件已经损坏，有的内容读不出来。请停止使用，从备份恢复。") from error
    if pages != ["ok"]:
        raise UserError("DATA-DAMAGED", f"数据文件有 {len(pages)} 处损坏。请停止使用，从备份恢复。")
    if loose:
        raise UserError("DATA-LOOSE", f"数据文件有 {len(loose)} 行指向不存在的内容。请从备份恢复，或请维护人员查看。")
    return sum(counted)


def verify_all(office: Office, progress: Progress = silent) -> Verified:
    """Check the data file and every backup of it, whatever is bad among them."""
    progress(0, 1, "正在检查数据文件")
    rows, fault = 0, ""
    try:
        rows = verify(office)
    except UserError as error:
        fault = error.message
    sound, bad = verify_backups(path_of(office), progress)
    return Verified(rows, sound, (fault, *bad) if fault else bad)


def verify_closed(path: Path, fault: str, progress: Progress = silent) -> Verified:
    """Check the backups of a data file that could not be opened for the reason ``fault``."""
    sound, bad = verify_backups(path, progress)
    return Verified(0, sound, (fault, *bad))
