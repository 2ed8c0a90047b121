"""Packages that come in: look at them, merge them, remember them (exchange.md, Receiving)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle import archive
from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.compare import Outcome, Plan
from dangjian_desktop.bundle.manifest import check_code
from dangjian_desktop.bundle.receiver import MOVE_PACKAGE, OWN_PACKAGE, Admission, address_refusal, admit
from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import ReceivedPackage, SentPackage
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services import outbox
from dangjian_desktop.services.across import Across, check_across, touched_rows
from dangjian_desktop.services.backups import BEFORE_MERGE, keep_copy_before
from dangjian_desktop.services.cover import mark_of_received
from dangjian_desktop.services.enrolment import key_notes
from dangjian_desktop.services.exchange_rows import card_of
from dangjian_desktop.services.merging import Told, merge, read_plan, receiver_of, tell
from dangjian_desktop.services.received_pictures import check_pictures
from dangjian_desktop.services.receiving_people import brings_people, plan_people, receive_people
from dangjian_desktop.services.reviewing import Entry
from dangjian_desktop.services.successors import heed_successor
from dangjian_desktop.services.trust import trust_of
from dangjian_desktop.services.work import Office


@dataclass(frozen=True)
class BundlePlan:
    """What a received file is and would do, or did; ``status`` is new, same, stale or refused.

    ``mark`` says how it was kept from other eyes, and whether it is signed; ``touched`` are the rows of a merged report
    that may bear on other branches. ``entries`` are what it holds, one by one, when that was asked for.
    """

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
    mark: str = ""
    from_id: str = ""
    period: tuple[int, int] = (0, 0)
    touched: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()

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
class Task:
    """What is to be done with a file: only looked at, entry by entry or not, or merged."""

    adopt: bool
    write: bool = False
    detailed: bool = False


@dataclass(frozen=True)
class Subordinate:
    """A unit of this office: its newest package, and when it was answered (empty: not yet)."""

    id: str
    name: str
    received_at: str
    sequence: int
    check_code: str
    replied_at: str


def preview(
    office: Office, paths: Sequence[Path], *, adopt: bool = False, password: str = "", detailed: bool = False
) -> list[BundlePlan]:
    """Say what each file would change; nothing is written. ``password`` opens those that were given one.

    ``detailed`` plans hold every entry of a report, for a person to look through.
    """
    task = Task(adopt=adopt, detailed=detailed)
    return [_alone(office, path, task, password) for path in paths]


def apply(
    office: Office,
    paths: Sequence[Path],
    *,
    adopt: bool = False,
    password: str = "",
    passwords: Mapping[Path, str] | None = None,
    progress: Progress = silent,
) -> list[BundlePlan]:
    """Merge each file that may be taken, each in a transaction of its own; the others say why not.

    ``passwords`` are of single files. Stopped between two files, it returns the plans of those before: they stay merged.
    """
    keep_copy_before(office, BEFORE_MERGE)
    plans: list[BundlePlan] = []
    with suppress(Cancelled):
        for place, path in enumerate(paths):
            progress(place, len(paths), f"正在合并第 {place + 1}/{len(paths)} 份")
            own = (passwords or {}).get(path, password)
            plans.append(_alone(office, path, Task(adopt=adopt, write=True), own))
    outbox.clear(office)
    return _told_across(office, plans)


def _told_across(office: Office, plans: list[BundlePlan]) -> list[BundlePlan]:
    """Add to each merged report what it brought that only this office can see; the branches are looked at once."""
    reports = [plan for plan in plans if plan.touched]
    if office.kind == "branch" or not reports:
        return plans
    found = {year: check_across(office, year=year) for year in {plan.period[0] for plan in reports}}
    return [_with_problems(plan, found[plan.period[0]]) if plan.touched else plan for plan in plans]


def _with_problems(plan: BundlePlan, found: Sequence[Across]) -> BundlePlan:
    mine = [
        each.finding.message
        for each in found
        if plan.touched & each.rows or (not each.rows and plan.from_id in each.units)
    ]
    return replace(plan, sentences=(*plan.sentences, *mine), problems=(*plan.problems, *mine))


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


def _alone(office: Office, path: Path, task: Task, password: str) -> BundlePlan:
    """Take one file by itself: whatever is wrong with it, the others are not held up, and nothing of it is written."""
    try:
        with office.reading() as connection:
            trust = trust_of(connection, password=password)
        package = archive.read_bundle(path, trust=trust)
        mark = mark_of_received(package, trust)
        return replace(_one(office, path, package, task), mark=mark)
    except UserError as error:
        found = _not_for_me(office, path) if error.code in ("BUNDLE-SEAL", "BUNDLE-PASSWORD") else None
        return found or BundlePlan(path.name, "refused", error.message, error.code, problems=error.details)
    except Exception as error:
        text = f"“{path.name}”的内容不能合并，没有读入。请让发送单位重新生成；仍不行，请把这个文件交给维护人员。"
        return BundlePlan(path.name, "refused", text, "BUNDLE-CONTENT", problems=(type(error).__name__,))


def _not_for_me(office: Office, path: Path) -> BundlePlan | None:
    """Say whose a package is that is sealed to others: another office's, or one of this office's own."""
    outside = archive.read_outside(path)
    manifest, code = outside.manifest, check_code(outside.data)
    number, name = manifest.sequence, manifest.sender.name
    if manifest.kind == "move":
        return BundlePlan(path.name, "refused", MOVE_PACKAGE, "BUNDLE-KIND", name, number, code)
    if manifest.sender.id == office.office_id:
        succeeded = heed_successor(office, manifest, outside.signer)
        told = (succeeded,) if succeeded else ()
        return BundlePlan(path.name, "same", OWN_PACKAGE, "", name, number, code, sentences=told)
    with office.reading() as connection:
        card = card_of(connection, office.office_id)
        known = trust_of(connection).known.get(card["superior_id"] or "", frozenset())
    refusal = address_refusal(manifest, office.office_id, card["name"])
    if (
        refusal is None
        and manifest.sender.id == card["superior_id"]
        and outside.signer
        and outside.signer.verify in known
    ):
        succeeded = heed_successor(office, manifest, outside.signer)
        refusal = Admission("refused", succeeded, "DATA-STANDING") if succeeded else None
    if refusal is None:
        return None
    return BundlePlan(path.name, refusal.status, refusal.title, refusal.code, name, number, code)


def _one(office: Office, path: Path, package: Incoming, task: Task) -> BundlePlan:
    plan, told = Plan(), Told()
    with office.reading() as connection:
        admission = admit(package, receiver_of(connection, office, package), adopt=task.adopt)
        met = admission.status == "new" and not brings_people(package)
        keys = key_notes(connection, package) if met else ()
        if admission.status == "new":
            check_pictures(connection, package)
        if admission.status == "new" and not task.write:
            plan, told = _previewed(connection, office, package, admission, detailed=task.detailed)
        elif admission.status == "stale" and task.detailed:
            told = _viewed(connection, office, package, admission)
    merged = task.write and admission.status == "new"
    if merged:
        plan, told = (receive_people if brings_people(package) else merge)(office, package, admission)
    succeeded = heed_successor(office, package.manifest, package.signer) if admission.status != "refused" else ""
    return BundlePlan(
        path.name,
        admission.status,
        "已合并，可以用“撤销”退回。" if merged else admission.title,
        admission.code,
        package.manifest.sender.name,
        package.manifest.sequence,
        package.check_code,
        plan.counts,
        tuple(filter(None, (*admission.notes, *keys, *told.sentences, succeeded))),
        told.problems,
        from_id=package.manifest.sender.id,
        period=(package.manifest.period.year, package.manifest.period.quarter),
        touched=touched_rows(plan) if merged and package.manifest.kind == "report" else frozenset(),
        entries=told.entries,
    )


def _viewed(connection: Connection, office: Office, package: Incoming, admission: Admission) -> Told:
    """Return what an old package holds beside what is here now, to be looked at: nothing of it is asked or taken."""
    old = read_plan(connection, office, package, admission)[0]
    found = tell(connection, office, package, old, detailed=True).entries
    return Told(entries=tuple(entry for entry in found if not entry.asks))


def _previewed(
    connection: Connection, office: Office, package: Incoming, admission: Admission, *, detailed: bool
) -> tuple[Plan, Told]:
    if brings_people(package):
        return plan_people(connection, office, package)
    plan = read_plan(connection, office, package, admission)[0]
    return plan, tell(connection, office, package, plan, detailed=detailed)
