"""The photos that a package brings: looked at before any of them is kept (case 34)."""

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.attachment import AttachmentContent
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.pictures import fault_of

PICTURES = ("jpg", "jpeg", "png")


def check_pictures(connection: Connection, package: Incoming) -> None:
    """Raise UserError when a new attachment with a picture's name is none, cannot be opened, or is huge."""
    table = table_of(AttachmentContent)
    names = {name.partition(".")[0]: name for name in package.attachment_names if name.rpartition(".")[2] in PICTURES}
    if not names:
        return
    known = set(connection.execute(select(table.c.sha256).where(table.c.sha256.in_(names))).scalars())
    for sha, name in names.items():
        fault = "" if sha in known else fault_of(package.attachment(name))
        if fault:
            text = f"包里的照片“{sha[:12]}….{name.rpartition('.')[2]}”{fault}，没有读入。请让发送单位换一张，重新生成。"
            raise UserError("BUNDLE-ATTACHMENT", text)
