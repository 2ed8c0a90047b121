"""One package merged in one transaction: plan, write, remember, and tell in sentences (exchange.md, Receiving)."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.compare import Plan, compare
from dangjian_desktop.bundle.manifest import Acknowledged, Party
from dangjian_desktop.bundle.receiver import Admission, Known, Receiver, chain_of
from dangjian_desktop.models.attachment import AttachmentContent
from dangjian_desktop.models.bulk import read_plain, rows_of
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import ReceivedPackage, SentPackage
from dangjian_desktop.models.tables import canonical, table_of
from dangjian_desktop.services import conflicts, taken
from dangjian_desktop.services.choosing import heeded, read_choices
from dangjian_desktop.services.enrolment import meet
from dangjian_desktop.services.exchange_rows import SCHEMA, card_of, handed_over, present, rights_of, superior_name
from dangjian_desktop.services.late import late_rows
from dangjian_desktop.services.parked import park
from dangjian_desktop.services.plan_names import plan_names
from dangjian_desktop.services.plan_words import problems, sentences
from dangjian_desktop.services.questions import replace_questions
from dangjian_desktop.services.reply_content import note_filings
from dangjian_desktop.services.reviewing import Entry, review
from dangjian_desktop.services.set_aside import rows_aside
from dangjian_desktop.services.taken import Fresh, fresh
from dangjian_desktop.services.unit_errands import close_if_ended
from dangjian_desktop.services.unit_names import note_unit
from dangjian_desktop.services.waiting import retry, write_rows
from dangjian_desktop.services.work import Office, Work

WORDS = {"report": "合并上报包", "reply": "接收回执", "settings": "接收欢迎文件", "transfer": "接收移交"}


@dataclass(frozen=True)
class Told:
    """A plan in Chinese sentences; ``problems`` are those among them that wait for a person.

    ``entries`` hold it one by one, where that was asked for.
    """

    sentences: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def read_plan(connection: Connection, office: Office, package: Incoming, admission: Admission) -> tuple[Plan, Fresh]:
    """Return what an admitted package would change, and its rows that are not merged yet."""
    new = fresh(connection, package)
    rights = rights_of(connection, package, office.office_id, diverged=admission.diverged)
    is_report = package.manifest.kind == "report"
    known = present(connection, new.tables, frozen=is_report)
    if is_report:
        late = late_rows(connection, office.office_id, new.tables, known.rows)
        known = replace(known, late=late, aside=rows_aside(connection, office.office_id, new.tables))
    contents = _contents(connection, package, new)
    plan = compare(new.tables, known, rights, SCHEMA, skipped=new.skipped, contents=contents)
    return heeded(plan, read_choices(connection, office.office_id)), new


def _contents(connection: Connection, package: Incoming, new: Fresh) -> frozenset[str]:
    """Return which attachments named in a package's rows came with it or are here already."""
    named = {str(row.get("sha256")) for row in new.tables.get("attachments", ())}
    table = table_of(AttachmentContent)
    here = connection.execute(select(table.c.sha256).where(table.c.sha256.in_(named))).scalars() if named else ()
    return frozenset(here) | {name.partition(".")[0] for name in package.attachment_names}


def tell(connection: Connection, office: Office, package: Incoming, plan: Plan, *, detailed: bool = False) -> Told:
    """Return a plan in sentences, with the names of the persons that it is about, and entry by entry if ``detailed``."""
    names = plan_names(connection, package.manifest.sender.id, plan, every=detailed)
    entries = review(connection, office.office_id, package, plan, names) if detailed else ()
    return Told(sentences(plan, names), problems(plan, names), entries)


def merge(office: Office, package: Incoming, admission: Admission) -> tuple[Plan, Told]:
    """Merge an admitted package: all that it changes is one entry of the journal."""
    manifest = package.manifest
    word = WORDS[manifest.kind]
    with office.work(f"{word}：{manifest.sender.name}第{manifest.sequence}号") as work:
        plan, new = read_plan(work.connection, office, package, admission)
        told = tell(work.connection, office, package, plan)
        write_rows(work, plan)
        conflicts.remember(work, plan)
        keep_contents(work, package)
        park(work, package, plan)
        taken.remember(work, package, new, plan)
        remember_received(work, package, plan)
        meet(work, package)
        ended = ""
        if manifest.kind == "report":
            _adopt(work, manifest.sender)
        elif manifest.kind == "transfer":
            for unit in sorted(handed_over(package)):
                _adopt(work, Party(id=unit, name=""))
        else:
            _know_superior(work, manifest.sender)
            _mark_acknowledged(work, manifest.acknowledged)
            replace_questions(work, package)
            note_filings(work)
            ended = close_if_ended(work, [each.package_id for each in manifest.acknowledged])
        released = retry(work, manifest.sender.id)
    if ended and office.identity:
        office.identity.standing = ended
    return plan, Told((*told.sentences, *released), told.problems)


def keep_contents(work: Work, package: Incoming) -> None:
    """Keep the attachments that a package brings."""
    table = table_of(AttachmentContent)
    names = {name.partition(".")[0]: name for name in package.attachment_names}
    if not names:
        return
    known = set(work.connection.execute(select(table.c.sha256).where(table.c.sha256.in_(names))).scalars())
    for sha, name in names.items():
        if sha not in known:
            work.connection.execute(insert(table).values(sha256=sha, content=package.attachment(name)))


def remember_received(work: Work, package: Incoming, plan: Plan) -> None:
    """Remember a package that is taken, so that it is known when it comes again."""
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
        "chain": json.dumps(sorted(chain_of(manifest))),
    }
    work.put_plain(table_of(ReceivedPackage), [values], {})


def _adopt(work: Work, sender: Party) -> None:
    """Confirm a unit as one's own; the id follows from the pair, so the order of sticks does not matter."""
    unit = sender.id
    row_id = str(uuid.uuid5(uuid.UUID(work.office.office_id), unit))
    known = read_plain(work.connection, table_of(Adoption), [row_id]).get(row_id)
    if known is None:
        work.insert(Adoption, [{"id": row_id, "office_id": unit, "adopted_on": work.office.clock().date()}])
    elif known["deleted"]:
        work.update(Adoption, {row_id: {"deleted": False}})
    note_unit(work, unit, sender.name)


def _know_superior(work: Work, sender: Party) -> None:
    work.update(OfficeRecord, {work.office.office_id: {"superior_id": sender.id, "superior_name": sender.name}})


def _mark_acknowledged(work: Work, acknowledged: Iterable[Acknowledged]) -> None:
    table = table_of(SentPackage)
    named = {each.package_id: each.digest for each in acknowledged}
    known = work.rows_by_id(table, list(named))
    moment = work.office.clock().isoformat()
    answered = [row for row in known.values() if row["digest"] == named[row["id"]] and not row["acknowledged_at"]]
    work.put(SentPackage, [{**row, "acknowledged_at": moment} for row in answered])


def receiver_of(connection: Connection, office: Office, package: Incoming) -> Receiver:
    """Return what this office knows that bears on whether it may take a package."""
    card, sender = card_of(connection, office.office_id), package.manifest.sender.id
    units = rows_of(
        connection,
        "SELECT a.office_id, o.name FROM adoptions a JOIN offices o ON o.id = a.office_id"
        " WHERE a.owner_id = ? AND NOT a.deleted AND a.office_id = ?",
        office.office_id,
        sender,
    )
    packages = rows_of(
        connection,
        "SELECT id, digest, kind, from_id, lineage_id, installation_id, sequence, check_code, chain"
        " FROM received_packages WHERE from_id = ? OR id = ?",
        sender,
        package.manifest.package_id,
    )
    sent = rows_of(connection, "SELECT id FROM sent_packages")
    return Receiver(
        office.office_id,
        card["name"],
        office.kind,
        card["superior_id"] or "",
        superior_name(connection, card),
        dict(units),
        tuple(
            Known(*(*known, frozenset((number, digest) for number, digest in json.loads(chain or "[]"))))
            for *known, chain in packages
        ),
        frozenset(package_id for (package_id,) in sent),
        office.clock(),
    )
