"""The move package: the whole data file, locked with a password, for a new PC or a new secretary (cases 8 and 31)."""

import hashlib
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle import archive
from dangjian_desktop.bundle.archive import Incoming, Trust
from dangjian_desktop.bundle.manifest import Party, Period
from dangjian_desktop.bundle.outgoing import Outgoing, prepare, write_bundle
from dangjian_desktop.bundle.seal import new_password as new_password
from dangjian_desktop.bundle.seal import plain_password, public_of
from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.dates import quarter_of
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import NewId
from dangjian_desktop.core.machine import Machine, this_machine
from dangjian_desktop.core.paths import safe_name, write_whole
from dangjian_desktop.core.version import VERSION
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.cover import cover_papers
from dangjian_desktop.services.exchange_rows import card_of
from dangjian_desktop.services.handover import handover_list
from dangjian_desktop.services.offices import open_office
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.print_marks import demo_mark
from dangjian_desktop.services.trust import former_keys, own_keys
from dangjian_desktop.services.work import Office

PARTS = "move_parts"
PART_BYTES = 8 << 20
MOST_BYTES = 1 << 30
"""The largest data file that is unpacked."""


@dataclass(frozen=True)
class Moving:
    """A move package that was written, with the hand-over list beside it."""

    path: Path
    check_code: str
    list_path: Path


@dataclass(frozen=True)
class Moved:
    """A data file that was opened on its new PC; ``receipt`` goes back to the old one, None when it could not be written."""

    office: Office
    receipt: Path | None


def make_move_package(office: Office, folder: Path, password: str) -> Moving:
    """Write the whole data file into a package that only the password opens, and 移交清单.pdf to be signed.

    Raises UserError without a password: the file holds everything, the keys included.
    """
    if not plain_password(password):
        raise UserError("MOVE-PASSWORD", "搬家包里有全部资料和密钥，必须加口令。请用程序生成的口令。")
    use_office_fonts(office)
    with office.work("生成搬家包"):
        pass  # the new PC has to find the keys of this one in the copy
    data = zlib.compress(_copy_of(office), 6)
    pieces = [data[start : start + PART_BYTES] for start in range(0, len(data), PART_BYTES)]
    with office.reading() as connection:
        package = _outgoing(office, connection, pieces, password)
        phone, mark = card_of(connection, office.office_id)["phone"], demo_mark(connection)
    prepared = prepare(package)
    papers = cover_papers(package, prepared.check_code, (), phone=phone, moment=office.clock(), mark=mark)
    written = write_bundle(folder, prepared, papers)
    path = folder / f"移交清单_{safe_name(package.sender.name, 40)}_{written.check_code}.pdf"
    _put_list(path, handover_list(office, written.check_code))
    return Moving(written.path, written.check_code, path)


def _put_list(path: Path, data: bytes) -> None:
    """Write a paper beside the package; raise UserError when the stick does not take it."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise UserError("MOVE-WRITE", f"移交清单写不进“{path.parent}”。请检查U盘，再重新生成。") from error


def open_move_package(
    path: Path, target: Path, password: str, *, clock: Clock, new_id: NewId, machine: Machine = this_machine
) -> Moved:
    """Unpack a data file on its new PC: a new installation of the same lineage, its keys endorsed by the old ones.

    Raises UserError and leaves no file when the password is wrong, the package is no move package or damaged, or there
    is a file at ``target``.
    """
    if target.exists():
        raise UserError("DATA-EXISTS", f"“{target.name}”已经存在，没有覆盖。请换一个文件名，或直接打开它。")
    package = archive.read_bundle(path, trust=Trust(password=password))
    if package.manifest.kind != "move" or not package.attachment_names:
        raise UserError("MOVE-KIND", f"“{path.name}”不是搬家包。上报包和回执请在“上报与接收”里接收。")
    write_whole(target, _data_file(package))
    office = None
    try:
        office = open_office(target, clock=clock, new_id=new_id, machine=machine, moved=True)
        _check_signer(office, package)
        with office.work("搬到新电脑"):
            pass
    except BaseException:
        if office:
            office.close()
        for each in target.parent.glob(f"{target.name}*"):
            each.unlink(missing_ok=True)
        raise
    return Moved(office, _write_receipt(office, path.parent))


def _copy_of(office: Office) -> bytes:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.db"
        copy_to(office.engine, copy)
        return copy.read_bytes()


def _outgoing(office: Office, connection: Connection, pieces: Sequence[bytes], password: str) -> Outgoing:
    row = connection.execute(select(table_of(Installation))).one()
    card, moment = card_of(connection, office.office_id), office.clock()
    me = Party(id=office.office_id, name=card["name"], kind=card["kind"])
    names = [f"{hashlib.sha256(piece).hexdigest()}.part" for piece in pieces]
    rows: list[Mapping[str, Any]] = [{"id": f"{place:04d}", "name": name} for place, name in enumerate(names)]
    return Outgoing(
        kind="move",
        package_id=office.new_id(),
        sender=me,
        addressee=me,
        installation_id=row.installation_id,
        lineage_id=row.lineage_id,
        sequence=row.sequence + 1,
        previous=row.previous,
        period=Period(year=moment.year, quarter=quarter_of(moment.date())),
        claimed_time=moment.isoformat(),
        app_version=VERSION,
        tables={PARTS: rows} if rows else {},
        attachments=dict(zip(names, pieces, strict=True)),
        former=former_keys(connection),
        keys=own_keys(connection),
        password=password,
    )


def _data_file(package: Incoming) -> bytes:
    damaged = UserError("MOVE-DAMAGED", "搬家包里的数据文件不完整。请在旧电脑上重新生成搬家包。")
    try:
        parts = b"".join(package.attachment(str(row["name"])) for row in package.rows(PARTS))
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(parts, MOST_BYTES)
    except (KeyError, zlib.error) as error:
        raise damaged from error
    if not unpacking.eof:
        raise damaged
    return data


def _check_signer(office: Office, package: Incoming) -> None:
    """The package must be signed by the very keys that lie in the data file."""
    with office.reading() as connection:
        keys = own_keys(connection)
    if keys is None or package.signer != public_of(keys) or package.manifest.sender.id != office.office_id:
        raise UserError("MOVE-SIGNATURE", "搬家包的签名与里面的数据文件不符，没有打开。请在旧电脑上重新生成搬家包。")


def _write_receipt(office: Office, folder: Path) -> Path | None:
    """Write beside the move package what tells the old PC that it has a successor."""
    with office.reading() as connection:
        prepared = prepare(_outgoing(office, connection, (), ""))
        phone, mark = card_of(connection, office.office_id)["phone"], demo_mark(connection)
    papers = cover_papers(prepared.content, prepared.check_code, (), phone=phone, moment=office.clock(), mark=mark)
    with suppress(UserError):
        return write_bundle(folder, prepared, papers).path
    return None
