"""Members' photos (F8.5): kept in the data file by the hash of their bytes, and sent with the member's row."""

import hashlib
from pathlib import Path

from sqlalchemy import insert, select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.attachment import Attachment, AttachmentContent
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.pictures import as_photo
from dangjian_desktop.services.work import Changes, Office, Work

EXTENSION = "jpg"


def set_photo(office: Office, member_id: str, path: Path) -> Changes:
    """Give a member the photo in a PNG or JPEG file, for forms 8 and 9; raise UserError for any other file.

    The photo is kept upright, at most 600 pixels high and without the camera's notes. It can be undone.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError("PHOTO-MISSING", f"照片“{path.name}”读不了。请核对文件，或插好U盘再试。") from error
    return put_photo(office, member_id, data, path.name)


def put_photo(office: Office, member_id: str, data: bytes, name: str) -> Changes:
    """Give a member a picture that is no file, as `set_photo` does; ``name`` is what it is called when it is refused."""
    photo = as_photo(data, name)
    sha256 = hashlib.sha256(photo).hexdigest()
    with office.work(f"放入{_name(office, member_id)}的照片") as work:
        _keep(work, sha256, photo)
        old = _photo(work, member_id)
        work.update(Member, {member_id: {"photo": sha256}})
        _drop_unused(work, old)
    return work.changes


def clear_photo(office: Office, member_id: str) -> Changes:
    """Take a member's photo away; it can be undone."""
    with office.work(f"去掉{_name(office, member_id)}的照片") as work:
        old = _photo(work, member_id)
        work.update(Member, {member_id: {"photo": ""}})
        _drop_unused(work, old)
    return work.changes


def photo_of(office: Office, member_id: str) -> bytes | None:
    """Return a member's photo as JPEG, or None."""
    members, contents = table_of(Member), table_of(AttachmentContent)
    statement = select(contents.c.content).join(members, members.c.photo == contents.c.sha256)
    with office.reading() as connection:
        found: bytes | None = connection.execute(statement.where(members.c.id == member_id)).scalar_one_or_none()
    return found


def _name(office: Office, member_id: str) -> str:
    table = table_of(Member)
    with office.reading() as connection:
        name = connection.execute(select(table.c.name).where(table.c.id == member_id)).scalar_one_or_none()
    if name is None:
        raise UserError("MEMBER", "名册里没有这名党员。请刷新后再试。")
    return str(name)


def _photo(work: Work, member_id: str) -> str:
    return str(work.rows_by_id(table_of(Member), [member_id])[member_id]["photo"])


def _keep(work: Work, sha256: str, photo: bytes) -> None:
    """The bytes stay even when the step is undone, so that it can be redone; a photo of the same bytes is one."""
    contents, attachments = table_of(AttachmentContent), table_of(Attachment)
    if not work.connection.execute(select(contents.c.sha256).where(contents.c.sha256 == sha256)).first():
        work.connection.execute(insert(contents).values(sha256=sha256, content=photo))
    mine = (attachments.c.sha256 == sha256) & (attachments.c.owner_id == work.office.office_id)
    known = work.connection.execute(select(attachments.c.id).where(mine)).scalars().first()
    if known:
        work.update(Attachment, {known: {"deleted": False}})
    else:
        row = {"sha256": sha256, "extension": EXTENSION, "title": "照片", "size": len(photo)}
        work.insert(Attachment, [row])


def _drop_unused(work: Work, sha256: str) -> None:
    """A photo that no member has any more is marked as deleted, so that it does not travel."""
    members, attachments = table_of(Member), table_of(Attachment)
    if not sha256 or work.connection.execute(select(members.c.id).where(members.c.photo == sha256)).first():
        return
    mine = (attachments.c.sha256 == sha256) & (attachments.c.owner_id == work.office.office_id)
    work.remove(Attachment, work.connection.execute(select(attachments.c.id).where(mine)).scalars().all())
