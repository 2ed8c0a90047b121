"""Packages that come in: look at them, merge them, remember them (exchange.md, Receiving)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from dangjian_desktop.bundle import archive
from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.compare import Outcome, Plan, Step, compare
from dangjian_desktop.bundle.manifest import Acknowledged, Party
from dangjian_desktop.bundle.receiver import Admission, Known, Receiver, admit
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.attachment import AttachmentContent
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import ParkedRow, ReceivedPackage, SentPackage
from dangjian_desktop.models.tables import BY_TABLE, canonical, from_travel, table_of
from dangjian_desktop.services import outbox
from dangjian_desktop.services.backups import keep_copy
from dangjian_desktop.services.cells import Names
from dangjian_desktop.services.exchange_rows import SCHEMA, card_of, present, rights_of, superior_name
from dangjian_desktop.services.plan_words import problems, sentences
from dangjian_desktop.services.reading import names_of, read_names
from dangjian_desktop.services.reply_content import note_filings
from dangjian_desktop.services.trust import trust_of
from dangjian_desktop.services.work import Office, Work


@dataclass(frozen=True)
class BundlePlan:
    """What a received file is and would do, or did; ``status`` is new, same, stale or refused."""

    file: str
    status: str
    title: str
    code: str = ""
    from_name: str = ""
    sequence: int = 0
    check_code: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: {outcome.value: 0 for outcome in Outcome})
    sentences: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``receive --json`` prints (command-line.md)."""
        return {
            "file": self.file,
            "status": self.status,
            "code": self.code,
            "from": self.from_name,
            "sequence": self.sequence,
            "check_code": self.check_code,
            "counts": dict(self.counts),
            "problems": list(self.problems),
        }


@dataclass(frozen=True)
class Subordinate:
    """A unit of this office: its newest package, and when it was answered (empty: not yet)."""

    id: str
    name: str
    received_at: str
    sequence: int
    check_code: str
    replied_at: str


def preview(office: Office, paths: Sequence[Path], *, adopt: bool = False, password: str = "") -> list[BundlePlan]:
    """Say what each file would change; nothing is written. ``password`` opens those that were given one."""
    return [_alone(office, path, adopt=adopt, write=False, password=password) for path in paths]


def apply(office: Office, paths: Sequence[Path], *, adopt: bool = False, password: str = "") -> list[BundlePlan]:
    """Merge each file that may be taken, each in a transaction of its own; the others say why not."""
    keep_copy(office, "合并前")
    plans = [_alone(office, path, adopt=adopt, write=True, password=password) for path in paths]
    outbox.clear(office)
    return plans


def subordinates(office: Office) -> list[Subordinate]:
    """Return the adopted units in the order of their names, with their newest package."""
    offices, adoptions, packages, answers = (
        table_of(k) for k in (OfficeRecord, Adoption, ReceivedPackage, SentPackage)
    )
    with office.reading() as connection:
        units = connection.execute(
            select(offices.c.id, offices.c.name)
            .join(adoptions, adoptions.c.office_id == offices.c.id)
            .where(adoptions.c.owner_id == office.office_id, adoptions.c.deleted.is_(False))
            .order_by(offices.c.name)
        ).all()
        newest = {row.from_id: row for row in connection.execute(select(packages).order_by(packages.c.sequence))}
        replied = {
            row.to_name: row.sent_at
            for row in connection.execute(select(answers).where(answers.c.kind == "reply").order_by(answers.c.sequence))
        }
    found = []
    for unit in units:
        package, answered = newest.get(unit.id), replied.get(unit.name, "")
        received = package.received_at if package else ""
        found.append(
            Subordinate(
                unit.id,
                unit.name,
                received,
                package.sequence if package else 0,
                package.check_code if package else "",
                answered if answered >= received else "",
            )
        )
    return found


def _alone(office: Office, path: Path, *, adopt: bool, write: bool, password: str) -> BundlePlan:
    """Take one file by itself: whatever is wrong with it, the others are not held up, and nothing of it is written."""
    try:
        return _one(office, path, adopt=adopt, write=write, password=password)
    except UserError as error:
        return BundlePlan(path.name, "refused", error.message, error.code, problems=error.details)
    except Exception as error:
        text = f"“{path.name}”的内容不能合并，没有读入。请让发送单位重新生成；仍不行，请把这个文件交给维护人员。"
        return BundlePlan(path.name, "refused", text, "BUNDLE-CONTENT", problems=(type(error).__name__,))


def _one(office: Office, path: Path, *, adopt: bool, write: bool, password: str) -> BundlePlan:
    with office.reading() as connection:
        trust = trust_of(connection, password=password)
    package = archive.read_bundle(path, trust=trust)
    manifest = package.manifest
    with office.reading() as connection:
        receiver = _receiver(connection, office)
        admission = admit(package, receiver, adopt=adopt)
        plan = Plan()
        if admission.status == "new":
            plan = compare(
                package.tables, present(connection, package), rights_of(connection, package, office.office_id), SCHEMA
            )
    names = _names(office, package)
    if write and admission.status == "new":
        _write(office, package, plan)
    return BundlePlan(
        path.name,
        admission.status,
        _title(admission, write=write),
        admission.code,
        manifest.sender.name,
        manifest.sequence,
        package.check_code,
        plan.counts,
        (*admission.notes, *sentences(plan, names)),
        problems(plan, names),
    )


def _title(admission: Admission, *, write: bool) -> str:
    return "已合并，可以用“撤销”退回。" if write and admission.status == "new" else admission.title


def _names(office: Office, package: Incoming) -> Names:
    if package.manifest.kind == "reply":
        return read_names(office)
    records = [
        BY_TABLE[table](**from_travel(table_of(BY_TABLE[table]), row))
        for table in ("offices", "members", "posts", "areas", "nominations")
        for row in package.tables.get(table, ())
        if SCHEMA.misfit(table, row) is None
    ]
    return names_of(package.manifest.sender.id, records)


def _write(office: Office, package: Incoming, plan: Plan) -> None:
    manifest = package.manifest
    word = "合并上报包" if manifest.kind == "report" else "接收回执"
    with office.work(f"{word}：{manifest.sender.name}第{manifest.sequence}号") as work:
        for name in package.tables:
            kind = BY_TABLE.get(name)
            rows = [step.after for step in plan.steps if step.table == name and _taken(step)]
            if kind and rows:
                work.put(kind, [from_travel(table_of(kind), row) for row in rows])
        _keep_contents(work, package)
        _park(work, package, plan)
        _remember_received(work, package, plan)
        if manifest.kind == "report":
            _adopt(work, manifest.sender.id)
        else:
            _know_superior(work, manifest.sender)
            _mark_acknowledged(work, manifest.acknowledged)
            note_filings(work)


def _taken(step: Step) -> bool:
    """A row of equal content is taken too when its counter moved on, and a deletion mark though nothing was known."""
    return step.outcome not in (Outcome.PARKED, Outcome.NOT_OWNED) and step.before != step.after


def _keep_contents(work: Work, package: Incoming) -> None:
    table = table_of(AttachmentContent)
    known = set(work.connection.execute(select(table.c.sha256)).scalars())
    new = {name.partition(".")[0]: content for name, content in package.attachments.items()}
    rows = [{"sha256": sha, "content": content} for sha, content in new.items() if sha not in known]
    if rows:
        work.connection.execute(insert(table), rows)


def _park(work: Work, package: Incoming, plan: Plan) -> None:
    parked = []
    for step in plan.of(Outcome.PARKED, Outcome.CONFLICT):
        values = step.loser if step.loser is not None else step.after
        parked.append(
            {
                "id": str(uuid.uuid5(uuid.UUID(work.office.office_id), f"{package.digest}/{step.table}/{step.id}")),
                "package_id": package.manifest.package_id,
                "table_name": step.table,
                "row_id": step.id,
                "reason": step.reason,
                "values": canonical(dict(values)),
            }
        )
    work.put(ParkedRow, parked)


def _remember_received(work: Work, package: Incoming, plan: Plan) -> None:
    manifest = package.manifest
    values = {
        "id": manifest.package_id,
        "digest": package.digest,
        "kind": manifest.kind,
        "from_id": manifest.sender.id,
        "from_name": manifest.sender.name,
        "installation_id": manifest.installation_id,
        "lineage_id": manifest.lineage_id,
        "sequence": manifest.sequence,
        "check_code": package.check_code,
        "year": manifest.period.year,
        "quarter": manifest.period.quarter,
        "received_at": work.office.clock().isoformat(),
        "counts": canonical(plan.counts),
    }
    work.put(ReceivedPackage, [values])


def _adopt(work: Work, unit: str) -> None:
    """Confirm a unit as one's own; the id follows from the pair, so the order of sticks does not matter."""
    row_id = str(uuid.uuid5(uuid.UUID(work.office.office_id), unit))
    known = work.rows_by_id(table_of(Adoption), [row_id]).get(row_id)
    if known is None:
        work.insert(Adoption, [{"id": row_id, "office_id": unit, "adopted_on": work.office.clock().date()}])
    elif known["deleted"]:
        work.update(Adoption, {row_id: {"deleted": False}})


def _know_superior(work: Work, sender: Party) -> None:
    work.update(OfficeRecord, {work.office.office_id: {"superior_id": sender.id, "superior_name": sender.name}})


def _mark_acknowledged(work: Work, acknowledged: Iterable[Acknowledged]) -> None:
    table = table_of(SentPackage)
    named = {each.package_id: each.digest for each in acknowledged}
    known = work.rows_by_id(table, list(named))
    moment = work.office.clock().isoformat()
    answered = [row for row in known.values() if row["digest"] == named[row["id"]] and not row["acknowledged_at"]]
    work.put(SentPackage, [{**row, "acknowledged_at": moment} for row in answered])


def _receiver(connection: Connection, office: Office) -> Receiver:
    card = card_of(connection, office.office_id)
    adoptions, offices = table_of(Adoption), table_of(OfficeRecord)
    units = connection.execute(
        select(adoptions.c.office_id, offices.c.name)
        .join(offices, offices.c.id == adoptions.c.office_id)
        .where(adoptions.c.owner_id == office.office_id, adoptions.c.deleted.is_(False))
    )
    packages = connection.execute(select(table_of(ReceivedPackage))).all()
    sent_ids = connection.execute(select(table_of(SentPackage).c.id)).scalars()
    known = tuple(
        Known(p.id, p.digest, p.kind, p.from_id, p.lineage_id, p.installation_id, p.sequence) for p in packages
    )
    return Receiver(
        office.office_id,
        card["name"],
        office.kind,
        card["superior_id"] or "",
        superior_name(connection, card),
        {row.office_id: row.name for row in units},
        known,
        frozenset(sent_ids),
    )
