"""Making and opening an office's data file."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert, select

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.dates import print_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.holding import Held, hold
from dangjian_desktop.core.ids import NewId, writer_of
from dangjian_desktop.core.machine import Machine, this_machine
from dangjian_desktop.core.words import OFFICE_KINDS
from dangjian_desktop.models import database, office
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.backups import BEFORE_UPGRADE, keep_copy_of
from dangjian_desktop.services.catalogue import shipped_posts
from dangjian_desktop.services.identity import first_identity, recognise
from dangjian_desktop.services.work import Office, Work


def create_office(
    path: Path,
    *,
    kind: str,
    name: str,
    superior: str = "",
    clock: Clock,
    new_id: NewId,
    demo: bool = False,
    machine: Machine = this_machine,
) -> Office:
    """Make a data file for an office with the ten shipped posts (P09); refuses to overwrite.

    Papers printed from a ``demo`` file say 演示.
    """
    from dangjian_desktop.bundle.seal import Keys, new_keys  # loads cryptography, which who opens a file does without

    if kind not in OFFICE_KINDS:
        raise UserError("OFFICE-KIND", f"单位类别“{kind}”不认识。请从党支部、党总支、党委中选一个。")
    if not name.strip():
        raise UserError("OFFICE-NAME", "单位名称没有填写。请填写与公章一致的全称。")
    engine = database.create(path)
    office_id, installation_id = new_id(), new_id()
    # The demo's packages are the same each time, and open to anyone; its files get keys when somebody works on with them.
    keys = Keys("", "") if demo else new_keys()
    first = first_identity(path, machine, installation_id)
    writer, release = writer_of(installation_id), hold(path, clock())
    opened = Office(engine, office_id, kind, clock, new_id, writer=writer, identity=first, release=release)
    identity = {
        "office_id": office_id,
        "installation_id": installation_id,
        "lineage_id": new_id(),
        "row": 1,
        "sequence": 0,
        "previous": "",
        "demo": demo,
        "home": first.place.text,
        "signing_key": keys.signing,
        "sealing_key": keys.sealing,
        **dict.fromkeys(("standing", "restored_at"), ""),
    }
    with opened.work("建立数据文件") as work:
        work.connection.execute(insert(table_of(office.Installation)).values(identity))
        work.insert(
            office.Office,
            [{"id": opened.office_id, "kind": kind, "name": name.strip(), "superior_name": superior.strip()}],
        )
        work.insert(
            office.OfficeName,
            [{"office_id": opened.office_id, "name": name.strip(), "valid_from": clock().date()}],
        )
        if kind == "branch":
            shipped_posts(work)
    first.remember(engine)
    return opened


def open_office(
    path: Path, *, clock: Clock, new_id: NewId, machine: Machine = this_machine, ask: bool = False, moved: bool = False
) -> Office:
    """Open an office's data file and recognise whether it is where it was and as it was (exchange.md, cases 8-11).

    A copy works as an installation of its own; with ``ask`` it stays read-only until a person has chosen. ``moved`` says
    that it has just come out of a move package. It is only read, too, while another program has it or its disk cannot
    be written (case 32). A file of an older version is copied before it is brought up to date.
    """
    release, taken = _take(path, clock)
    try:
        engine = database.open_file(
            path, read_only=bool(taken), before_steps=lambda older: keep_copy_of(older, BEFORE_UPGRADE, clock())
        )
        office_id, kind = _whose(engine, path)
        found = recognise(engine, path, machine=machine, clock=clock, new_id=new_id, ask=ask, moved=moved)
        if taken:
            found.left = True  # who has the file notes what it is; here nothing is written
        else:
            found.remember(engine)
        writer = writer_of(found.installation_id)
        return Office(
            engine, office_id, kind, clock, new_id, writer=writer, identity=found, taken=taken, release=release
        )
    except BaseException:
        release()
        raise


def _take(path: Path, clock: Clock) -> tuple[Callable[[], None], str]:
    """Return how to let go of the data file, and why it can only be read, if so."""
    if not path.exists():
        return (lambda: None), ""  # to be refused by its own sentence; no lock is left for what is not there
    try:
        return hold(path, clock()), ""
    except Held as held:
        return (lambda: None), held.holder.sentence(path)
    except OSError:
        return (lambda: None), f"“{path.name}”所在的磁盘不能写入，这里只能查看。请把它复制到本机再打开。"


def _whose(engine: Engine, path: Path) -> tuple[str, str]:
    """Return the id and the kind of the office that a data file belongs to."""
    with engine.connect() as connection:
        identity = connection.execute(select(table_of(office.Installation))).one_or_none()
        chosen = select(office.Office.kind).where(office.Office.id == (identity and identity.office_id))
        kind = connection.execute(chosen).scalar_one_or_none()
    if identity is None or kind is None:
        engine.dispose()
        raise UserError("DATA-EMPTY", f"“{path.name}”里没有单位资料。请从备份恢复，或新建一个数据文件。")
    return identity.office_id, kind


def rename_office(opened: Office, *, name: str, on: date | None = None) -> None:
    """Give the office a new name from a day on, today unless given; papers of earlier days keep the old one (case 16).

    Raises UserError for an empty name and for a day to come.
    """
    today = opened.clock().date()
    if not name.strip():
        raise UserError("OFFICE-NAME", "单位名称没有填写。请填写与公章一致的全称。")
    if on is not None and on > today:
        raise UserError("OFFICE-NAME", f"改名日期{print_day(on)}还没有到。请到那一天再改名。")
    with opened.work(f"改名为{name.strip()}") as work:
        write_name(work, name.strip(), on or today)


def write_name(work: Work, name: str, on: date) -> None:
    """Give the office a new name as part of a larger action; names noted for that day or later were those before."""
    own, table = work.office.office_id, table_of(office.OfficeName)
    mine = (table.c.office_id == own, table.c.owner_id == own, table.c.deleted.is_(False), table.c.valid_from >= on)
    later = work.connection.execute(select(table.c.id).where(*mine)).scalars().all()
    work.update(office.OfficeName, {row_id: {"valid_from": on - timedelta(days=1)} for row_id in later})
    work.update(office.Office, {own: {"name": name}})
    work.insert(office.OfficeName, [{"office_id": own, "name": name, "valid_from": on}])
