"""The full check of a data file."""

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.tables import RECORDS, table_of
from dangjian_desktop.services.work import Office


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
