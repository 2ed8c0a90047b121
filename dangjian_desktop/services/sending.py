"""Packages that go out: the report to the level above, the reply to a unit (exchange.md, The file)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from dangjian_desktop.bundle.manifest import Acknowledged, PackageKind, Party, Period
from dangjian_desktop.bundle.outgoing import Outgoing, Written, prepare, write_bundle
from dangjian_desktop.core.dates import quarter_of
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.core.version import VERSION
from dangjian_desktop.models.attachment import Attachment, AttachmentContent
from dangjian_desktop.models.journal import JournalEntry
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Adoption, Installation
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import ReceivedPackage, SentPackage
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services import outbox
from dangjian_desktop.services.cover import cover_papers, mark_of
from dangjian_desktop.services.enrolment import retired_installations
from dangjian_desktop.services.exchange_rows import (
    UP,
    UP_FROM_BRANCH,
    Row,
    card_of,
    family,
    kept_for_superior,
    owned_rows,
    reply_rows,
    superior_name,
)
from dangjian_desktop.services.parked import foreign_rows
from dangjian_desktop.services.pc_fonts import use_office_fonts
from dangjian_desktop.services.plan_words import count_by_title
from dangjian_desktop.services.print_marks import demo_mark
from dangjian_desktop.services.questions import held_above, questions_for
from dangjian_desktop.services.taken import QUESTIONS
from dangjian_desktop.services.trust import chain, former_keys, own_keys, recipients_of
from dangjian_desktop.services.unit_names import released_units
from dangjian_desktop.services.work import Office, Work

ACKNOWLEDGED_AT_MOST = 50
WAITED_FOR = ("report", "reply")


@dataclass(frozen=True)
class Packed:
    """A package that was written and read back; ``mark`` says how it is kept from other eyes (未加密, 口令加密, …)."""

    path: Path
    check_code: str
    counts: Mapping[str, int]
    sentences: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class Sent:
    """A package that left this office; ``acknowledged_at`` is empty until the other side's answer is taken over."""

    kind: str
    to_name: str
    sequence: int
    check_code: str
    file_name: str
    sent_at: str
    acknowledged_at: str
    year: int
    quarter: int


def pack(
    office: Office, folder: Path, *, year: int | None = None, quarter: int | None = None, password: str = ""
) -> Packed:
    """Write the 上报包 into ``folder``: all that this office and its units own; studied nominations become 已上报.

    With a ``password`` it opens with that; without, it is sealed to the level above once its keys are known.
    """
    use_office_fonts(office)
    with office.work("生成上报包") as work:
        return _send(work, folder, compose_report(work, _period(office, year, quarter), password=password))


def compose_report(work: Work, period: Period, *, password: str = "") -> Outgoing:
    """Return the 上报包 as it stands, not written yet; studied nominations become 已上报."""
    office, connection, package_id = work.office, work.connection, work.office.new_id()
    _mark_reported(work, package_id)
    card = card_of(connection, office.office_id)
    addressee = Party(id=card["superior_id"] or "", name=superior_name(connection, card))
    owners = family(connection, office.office_id)
    rows = owned_rows(connection, owners, UP_FROM_BRANCH if office.kind == "branch" else UP)
    for table, kept in kept_for_superior(connection, addressee.id).items():
        rows[table] = [*rows.get(table, ()), *kept]
    rows |= foreign_rows(connection, owners)
    return _compose(work, "report", addressee, rows, period, package_id, password)


def reply(office: Office, to: str, folder: Path) -> Packed:
    """Write the 回执 for one unit, named by its full or short name; raise UserError when it is not known."""
    if office.kind == "branch":
        raise UserError("REPLY-KIND", "党支部没有下属支部，不用生成回执。")
    use_office_fonts(office)
    with office.work(f"生成回执：{to}") as work:
        return _send(work, folder, compose_reply(work, to))


def compose_reply(work: Work, to: str) -> Outgoing:
    """Return the 回执 for a unit as it stands, not written yet."""
    office, connection = work.office, work.connection
    unit = _unit_named(connection, office.office_id, to)
    rows = reply_rows(connection, office.office_id, unit["id"])
    rows[QUESTIONS] = questions_for(connection, unit["id"])
    addressee = Party(id=unit["id"], name=unit["name"], kind=unit["kind"])
    return _compose(work, "reply", addressee, rows, _period(office, None, None), office.new_id())


def welcome(office: Office, folder: Path) -> Packed:
    """Write the 欢迎文件: who this office is, its public keys, its settings and words, for units to begin with.

    Raises UserError at a branch, which has no units.
    """
    if office.kind == "branch":
        raise UserError("WELCOME-KIND", "党支部没有下属支部，不用生成欢迎文件。请向上级要它的欢迎文件。")
    use_office_fonts(office)
    with office.work("生成欢迎文件") as work:
        rows = reply_rows(work.connection, office.office_id, "")
        period, addressee = _period(office, None, None), Party(name="")
        return _send(work, folder, _compose(work, "settings", addressee, rows, period, office.new_id()))


def send_transfer(
    work: Work, folder: Path, addressee: Party, rows: Mapping[str, Sequence[Row]], password: str = ""
) -> Packed:
    """Write what goes to another unit than those above and below: members who move, or a branch handed over.

    Such packages are numbered by themselves: no report or reply lacks a number on their account.
    """
    period = _period(work.office, None, None)
    package = _compose(work, "transfer", addressee, rows, period, work.office.new_id(), password)
    return _send(work, folder, package)


def sent(office: Office) -> list[Sent]:
    """Return the packages that left this office, newest first."""
    table = table_of(SentPackage)
    columns = [table.c[name] for name in Sent.__dataclass_fields__]
    with office.reading() as connection:
        return [Sent(*row) for row in connection.execute(select(*columns).order_by(table.c.sequence.desc()))]


def _mark_reported(work: Work, package_id: str) -> None:
    table = table_of(Nomination)
    statement = select(table.c.id).where(
        table.c.owner_id == work.office.office_id,
        table.c.deleted.is_(False),
        table.c.reported.is_(False),
        table.c.studied_on.is_not(None),
    )
    reported = {"reported": True, "reported_on": work.office.clock().date(), "reported_in": package_id}
    work.update(Nomination, dict.fromkeys(work.connection.execute(statement).scalars(), reported))


def _compose(
    work: Work,
    kind: PackageKind,
    addressee: Party,
    rows: Mapping[str, Sequence[Row]],
    period: Period,
    package_id: str,
    password: str = "",
) -> Outgoing:
    office, connection = work.office, work.connection
    installation = connection.execute(select(table_of(Installation))).one()
    card = card_of(connection, office.office_id)
    return Outgoing(
        kind=kind,
        package_id=package_id,
        sender=Party(id=office.office_id, name=card["name"], kind=card["kind"]),
        addressee=addressee,
        installation_id=installation.installation_id,
        lineage_id=installation.lineage_id,
        sequence=_number(connection, kind, installation.sequence),
        previous=installation.previous if kind != "transfer" else "",
        period=period,
        claimed_time=office.clock().isoformat(),
        app_version=VERSION,
        tables=rows,
        acknowledged=_acknowledged(connection, addressee.id),
        attachments=_contents(connection, rows, addressee.id),
        chain=chain(connection),
        former=former_keys(connection),
        retired=retired_installations(connection, addressee.id),
        keys=own_keys(connection),
        recipients=() if password else recipients_of(connection, addressee.id),
        password=password,
    )


def _send(work: Work, folder: Path, package: Outgoing) -> Packed:
    office, connection, moment = work.office, work.connection, work.office.clock()
    own, phone = family(connection, office.office_id), card_of(connection, office.office_id)["phone"]
    contents = count_by_title(
        (table, row) for table, rows in package.tables.items() for row in rows if row.get("owner_id") in own
    )
    prepared = prepare(package)
    papers = cover_papers(
        package, prepared.check_code, contents, phone=phone, moment=moment, mark=demo_mark(connection)
    )
    written = write_bundle(folder, prepared, papers)
    try:
        if package.kind in WAITED_FOR:
            outbox.keep(office, written.path)
        remember_sent(work, package, written, moment.isoformat())
    except BaseException:
        written.path.unlink(missing_ok=True)
        raise
    told = (
        f"第 {package.sequence} 号，校验码 {written.check_code}。",
        "、".join(f"{t} {n} 条" for t, n in contents) + "。",
    )
    return Packed(written.path, written.check_code, dict(contents), told, mark_of(package))


def remember_sent(work: Work, package: Outgoing, written: Written, moment: str) -> None:
    """Note that a package left this office."""
    journal = table_of(JournalEntry)
    newest = work.connection.execute(select(func.max(journal.c.seq))).scalar() or 0
    values = {
        "id": package.package_id,
        "kind": package.kind,
        "to_name": package.addressee.name,
        "to_id": package.addressee.id,
        "sequence": package.sequence,
        "digest": written.digest,
        "check_code": written.check_code,
        "file_name": written.path.name,
        "sent_at": moment,
        "journal_seq": newest,
        "year": package.period.year,
        "quarter": package.period.quarter,
    }
    # Not journaled: what has left the house stays sent, whatever is undone later.
    work.connection.execute(insert(table_of(SentPackage)).values(acknowledged_at="", **values))
    if package.kind != "transfer":
        identity = table_of(Installation)
        work.connection.execute(update(identity).values(sequence=package.sequence, previous=written.digest))


def _number(connection: Connection, kind: PackageKind, last: int) -> int:
    if kind != "transfer":
        return last + 1
    table = table_of(SentPackage)
    count = select(func.count()).select_from(table).where(table.c.kind == kind)
    return int(connection.execute(count).scalar_one()) + 1


def _acknowledged(connection: Connection, other: str) -> tuple[Acknowledged, ...]:
    table = table_of(ReceivedPackage)
    statement = select(table).where(table.c.from_id == other).order_by(table.c.sequence.desc())
    rows = connection.execute(statement.limit(ACKNOWLEDGED_AT_MOST)).all()
    return tuple(Acknowledged(package_id=row.id, sequence=row.sequence, digest=row.digest) for row in rows)


def _contents(connection: Connection, rows: Mapping[str, Sequence[Row]], addressee: str) -> dict[str, bytes]:
    """Return the attachments that the addressee has not said it has."""
    wanted = {row["sha256"]: row["extension"] for row in rows.get(Attachment.__tablename__, ()) if not row["deleted"]}
    unheld = wanted.keys() - held_above(connection, addressee)
    table = table_of(AttachmentContent)
    statement = select(table).where(table.c.sha256.in_(unheld))
    return {f"{row.sha256}.{wanted[row.sha256]}": row.content for row in connection.execute(statement)}


def _unit_named(connection: Connection, office_id: str, name: str) -> dict[str, Any]:
    offices, adoptions = table_of(OfficeRecord), table_of(Adoption)
    statement = (
        select(offices).join(adoptions, adoptions.c.office_id == offices.c.id).where(adoptions.c.owner_id == office_id)
    )
    released = released_units(connection, office_id)
    mine = statement.where(adoptions.c.deleted.is_(False) | offices.c.id.in_(released))
    units = [dict(row) for row in connection.execute(mine).mappings()]
    wanted = match_key(name)
    found = [unit for unit in units if wanted in (match_key(unit["name"]), match_key(unit["short_name"]))]
    if len(found) == 1:
        return found[0]
    known = "、".join(unit["name"] for unit in units) or "还没有接收过任何支部的包"
    raise UserError("REPLY-UNIT", f"没有叫“{name}”的下属支部。请从这些里选：{known}。")


def _period(office: Office, year: int | None, quarter: int | None) -> Period:
    today = office.clock().date()
    return Period(year=year or today.year, quarter=quarter or quarter_of(today))
