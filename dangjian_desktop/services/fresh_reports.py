"""After headquarters put back an older state: whose report is wanted anew (case 12)."""

from sqlalchemy import Connection, exists, select

from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.received import ReceivedPackage
from dangjian_desktop.models.tables import table_of

FRESH = "fresh"
WANTED = "上级的数据从备份恢复过，请重新生成一次上报包送去；上级以前的审批会随包带回，由上级确认。"


def wants_fresh_report(connection: Connection, unit: str) -> bool:
    """Tell whether nothing came in from a unit since an older state of this data file was put back."""
    packages = table_of(ReceivedPackage)
    restored = connection.execute(select(table_of(Installation).c.restored_at)).scalar() or ""
    since = exists().where(packages.c.from_id == unit, packages.c.kind == "report", packages.c.received_at >= restored)
    return bool(restored) and not connection.execute(select(since)).scalar()
