"""What a reply asks its unit, and the unit's answers: no records, but a list that each reply brings anew (exchange.md)."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Outcome, Plan, Step
from dangjian_desktop.bundle.merge import WHOLE_ROW
from dangjian_desktop.bundle.siblings import Sibling, Versions, covers, versions_of
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.attachment import Attachment, AttachmentContent
from dangjian_desktop.models.bulk import read_plain
from dangjian_desktop.models.received import Question, ReceivedPackage
from dangjian_desktop.models.tables import BY_TABLE, from_plain, table_of, to_travel
from dangjian_desktop.services.conflicts import open_conflicts
from dangjian_desktop.services.exchange_rows import family
from dangjian_desktop.services.fresh_reports import FRESH, WANTED, wants_fresh_report
from dangjian_desktop.services.parked import parked_rows
from dangjian_desktop.services.plan_names import plan_names
from dangjian_desktop.services.plan_words import missing_attachment, problem_sentences
from dangjian_desktop.services.same_person import PERSON, said_same
from dangjian_desktop.services.taken import QUESTIONS
from dangjian_desktop.services.versions import written
from dangjian_desktop.services.work import Office, Work

if TYPE_CHECKING:
    from dangjian_desktop.bundle.archive import Incoming

CONFLICT, PARKED, ATTACHMENT, HELD, RETURNED = "conflict", "parked", "attachment", "held", "returned"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """An open question of the level above; ``choices`` are the values of a conflict, the one shown above first."""

    id: str
    kind: str
    table: str
    row_id: str
    field: str
    text: str
    choices: tuple[Any, ...]


def questions_for(connection: Connection, unit: str) -> list[Row]:
    """Return the lines of what is open about a unit's rows, and of the attachments that need not be sent again."""
    owners = family(connection, unit)
    steps, values = conflict_steps(connection, owners)
    kinds = [CONFLICT] * len(steps)
    for parked in parked_rows(connection, unit):
        if parked.kind != Outcome.PROPOSAL:
            outcome = Outcome(parked.kind)
            steps.append(Step(parked.table, parked.row_id, outcome, None, parked.values, parked.reason))
            values.append([])
            kinds.append(PARKED)
    names = plan_names(connection, unit, Plan(tuple(steps)))
    lines = [
        _line(kind, step.table, step.id, next(iter(step.siblings), ""), "".join(problem_sentences(step, names)), kept)
        for kind, step, kept in zip(kinds, steps, values, strict=True)
    ]
    for twins in said_same(connection, owners):
        one, other = (twins.first, twins.second) if twins.first.owner_id in owners else (twins.second, twins.first)
        lines.append(_line(PERSON, "members", one.row_id, other.row_id, twins.text, []))
    if wants_fresh_report(connection, unit):
        lines.append(_line(FRESH, "offices", unit, "", WANTED, []))
    return [*lines, *_returned(connection, unit), *_attachments(connection, owners, unit)]


def _returned(connection: Connection, unit: str) -> list[Row]:
    """The opinion with which the unit's newest report was sent back, unless a newer one has answered it."""
    table, packages = table_of(Question), table_of(ReceivedPackage)
    newest = (
        select(packages.c.id)
        .where(packages.c.from_id == unit, packages.c.kind == "report")
        .order_by(packages.c.received_at.desc(), packages.c.sequence.desc())
        .limit(1)
    )
    statement = select(table.c.text).where(
        table.c.kind == RETURNED, table.c.row_id == unit, table.c.package_id.in_(newest)
    )
    return [_line(RETURNED, "", unit, "", text, []) for text in connection.execute(statement).scalars()]


def conflict_steps(connection: Connection, owners: frozenset[str]) -> tuple[list[Step], list[list[Row]]]:
    """Return the rows of these offices that have a field in conflict, as steps of a plan, and the field's values."""
    steps: list[Step] = []
    values: list[list[Row]] = []
    for conflict in open_conflicts(connection, owners):
        table = table_of(BY_TABLE[conflict.table])
        row = to_travel(read_plain(connection, table, [conflict.row_id])[conflict.row_id])
        siblings = {conflict.field: conflict.siblings}
        steps.append(Step(conflict.table, conflict.row_id, Outcome.CONFLICT, None, row, siblings=siblings))
        values.append([{"value": each.value, "versions": each.versions} for each in conflict.siblings])
    return steps, values


def _attachments(connection: Connection, owners: frozenset[str], unit: str) -> list[Row]:
    rows, contents = table_of(Attachment), table_of(AttachmentContent)
    statement = (
        select(rows.c.id, rows.c.sha256, rows.c.title, contents.c.sha256.label("held"))
        .outerjoin(contents, contents.c.sha256 == rows.c.sha256)
        .where(rows.c.owner_id.in_(owners), rows.c.deleted.is_(False))
    )
    found = connection.execute(statement).all()
    missing = [
        _line(ATTACHMENT, rows.name, row.id, "sha256", missing_attachment(row.title or row.sha256[:8]), [])
        for row in found
        if row.held is None
    ]
    held = sorted({row.sha256 for row in found if row.held})
    return [*missing, _line(HELD, rows.name, unit, "", "", held)]


def _line(kind: str, table: str, row_id: str, field: str, text: str, values: Sequence[Any]) -> Row:
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}/{table}/{row_id}/{field}")),
        "kind": kind,
        "table": table,
        "row_id": row_id,
        "field": field,
        "text": text,
        "values": list(values),
    }


def replace_questions(work: Work, package: "Incoming") -> None:
    """Put the questions of a reply in the place of those that its sender asked before."""
    table, sender = table_of(Question), package.manifest.sender.id
    old = work.connection.execute(select(table.c.id).where(table.c.from_id == sender)).scalars().all()
    rows = [_stored(work.connection, line, package) for line in package.rows(QUESTIONS) if _is_question(line)]
    work.put(Question, rows)
    work.erase(table, sorted(set(old) - {row["id"] for row in rows}))


def _is_question(line: Row) -> bool:
    texts = all(isinstance(line.get(name), str) for name in ("kind", "table", "row_id", "field", "text"))
    siblings = line.get("values")
    if not texts or not isinstance(siblings, list):
        return False
    return line["kind"] != CONFLICT or all(
        isinstance(each, dict) and "value" in each and isinstance(each.get("versions"), dict) for each in siblings
    )


def _stored(connection: Connection, line: Row, package: "Incoming") -> dict[str, Any]:
    siblings = [Sibling(each["value"], each["versions"]) for each in line["values"]] if line["kind"] == CONFLICT else []
    return {
        "id": line["id"],
        "from_id": package.manifest.sender.id,
        "package_id": package.manifest.package_id,
        "kind": line["kind"],
        "table_name": line["table"],
        "row_id": line["row_id"],
        "field": line["field"],
        "text": line["text"],
        "values": json.dumps(line["values"], ensure_ascii=False, sort_keys=True),
        "settled": line["kind"] == HELD or _is_answered(connection, line, siblings),
    }


def _is_answered(connection: Connection, line: Row, siblings: Iterable[Sibling]) -> bool:
    """Tell whether this office answered in the meantime: its value was written in the knowledge of all others."""
    if line["kind"] != CONFLICT or line["table"] not in BY_TABLE:
        return False
    found = read_plain(connection, table_of(BY_TABLE[line["table"]]), [line["row_id"]])
    field = "deleted" if line["field"] == WHOLE_ROW else line["field"]
    own: Versions = versions_of(to_travel(found[line["row_id"]]), field) if found else {}
    return bool(found) and all(covers(own, each.versions) for each in siblings)


def open_questions(office: Office) -> list[Asked]:
    """Return what the level above asks and nobody has answered yet."""
    table = table_of(Question)
    statement = select(table).where(table.c.settled.is_(False)).order_by(table.c.kind, table.c.text, table.c.id)
    with office.reading() as connection:
        return [
            Asked(
                row["id"], row["kind"], row["table_name"], row["row_id"], row["field"], row["text"],
                tuple(each["value"] for each in json.loads(row["values"])) if row["kind"] == CONFLICT else (),
            )
            for row in connection.execute(statement).mappings()
        ]  # fmt: skip


def asked_cells(office: Office, table: str) -> dict[tuple[str, str], str]:
    """Return what the level above asks about rows of a table, by row and field (an empty one: about the whole row)."""
    return {(asked.row_id, asked.field): asked.text for asked in open_questions(office) if asked.table == table}


def settle(office: Office, question_id: str, value: Any) -> None:  # noqa: ANN401  (a JSON value)
    """Answer a question about a field in conflict by choosing one of its values (``Asked.choices``).

    The row is written in the knowledge of every value, so that the next report closes the question above.
    """
    with office.work("答复上级核实") as work:
        row = work.rows_by_id(table_of(Question), [question_id]).get(question_id)
        if row is None or row["settled"] or row["kind"] != CONFLICT:
            raise UserError("QUESTION-GONE", "这个问题已经答复过，或已由上级撤回。请刷新后再看。")
        siblings = json.loads(row["values"])
        if value not in [each["value"] for each in siblings]:
            raise UserError("QUESTION-VALUE", "选的内容不在这几份之中。请从列出的内容里选一份，或直接在表格里改。")
        _answer(work, row, value, [each["versions"] for each in siblings])
        work.put(Question, [{**row, "settled": True}])


def _answer(work: Work, asked: Row, value: Any, known: list[Versions]) -> None:  # noqa: ANN401  (a JSON value)
    kind = BY_TABLE[asked["table_name"]]
    old = work.rows_by_id(table_of(kind), [asked["row_id"]]).get(asked["row_id"])
    if old is None or old["owner_id"] != work.office.office_id:
        raise UserError("NOT-OWNER", "这一项由别的单位填写，本单位只能查看。请向填写的单位提出修改。")
    field = asked["field"] or "deleted"
    if field not in old:
        raise UserError("QUESTION-FIELD", "本机程序不认识这一项内容。请先升级本机程序，再答复。")
    new = {**old, **from_plain(table_of(kind), {field: value})}
    if field == "deleted":
        known = [*known, *json.loads(old["versions"] or "{}").values()]
    work.put(kind, [written(old, new, work.office.writer, {field: known}, answer=field)])


def held_above(connection: Connection, superior: str) -> frozenset[str]:
    """Return the attachments that the superior's newest reply says it has: they need not travel again."""
    table = table_of(Question)
    statement = select(table.c["values"]).where(table.c.from_id == superior, table.c.kind == HELD)
    return frozenset(sha for text in connection.execute(statement).scalars() for sha in json.loads(text))
