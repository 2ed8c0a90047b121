"""A plan in sentences that a secretary reads before agreeing: what is new, what changes, for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dangjian_desktop.bundle.compare import EDITED_AFTER_DELETION, WAITING, Outcome, Plan, Step
from dangjian_desktop.bundle.merge import WHOLE_ROW
from dangjian_desktop.bundle.siblings import differ
from dangjian_desktop.core.names import join_people
from dangjian_desktop.models.base import Record
from dangjian_desktop.models.tables import BY_TABLE, from_plain, table_of
from dangjian_desktop.reports.own_texts import text_name
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Kind, Ledger
from dangjian_desktop.schemes.shared import GENERAL_LEDGERS
from dangjian_desktop.services.cells import Names, show_cell
from dangjian_desktop.services.unit_words import decision_text
from dangjian_desktop.services.wording_rows import split_key

SHOWN_CHANGES = 30
SHOWN_PEOPLE = 8
LEDGERS: tuple[Ledger, ...] = (*GENERAL_LEDGERS, *(ledger for scheme in SCHEMES for ledger in scheme.ledgers))
OTHER_TITLES = {
    "offices": "单位资料",
    "office_names": "单位名称",
    "settings": "设置",
    "wordings": "措辞",
    "adoptions": "下属支部确认",
    "member_states": "党员变动记录",
    "transfers": "转出登记",
    "arrivals": "转入登记",
    "unit_changes": "组织变动",
    "unit_assignments": "组织变动中的党员去向",
    "filings": "备案",
    "change_requests": "修改申请",
    "request_answers": "修改申请的答复",
    "attachments": "附件",
}
ORDER = {title: place for place, title in enumerate([*(ledger.title for ledger in LEDGERS), *OTHER_TITLES.values()])}
Row = Mapping[str, Any]


def ledger_of(table: str, row: Row) -> Ledger | None:
    """Return the ledger that shows a row, or None for rows that no grid shows."""
    for ledger in LEDGERS:
        if ledger.record is BY_TABLE.get(table) and all(row.get(key) == value for key, value in ledger.fixed.items()):
            return ledger
    return None


def title_of(table: str, row: Row) -> str:
    """Return what a row is called on the screen."""
    ledger = ledger_of(table, row)
    return ledger.title if ledger else OTHER_TITLES.get(table, table)


def count_by_title(rows: Iterable[tuple[str, Row]]) -> list[tuple[str, int]]:
    """Count rows by what they are called, in the order of the cards."""
    counts: dict[str, int] = defaultdict(int)
    for table, row in rows:
        if not row.get("deleted"):
            counts[title_of(table, row)] += 1
    return sorted(counts.items(), key=lambda pair: _order(pair[0]))


def _order(title: str) -> int:
    return ORDER.get(title, len(ORDER))


def sentences(plan: Plan, names: Names) -> tuple[str, ...]:
    """Return the plan in sentences: new by kind with persons, each change, then what was not taken and why."""
    return (*_new(plan, names), *_changed(plan, names), *_kept(plan, names), *problems(plan, names), *_not_owned(plan))


def problems(plan: Plan, names: Names) -> tuple[str, ...]:
    """Return one sentence for every row that waits for a person."""
    steps = [step for step in plan.of(Outcome.CONFLICT, *WAITING) if step.outcome is not Outcome.LATE]
    told = [text for step in steps for text in problem_sentences(step, names)]
    return tuple(dict.fromkeys((*_late(plan), *told, *(missing_attachment(title) for title in plan.missing))))


def _late(plan: Plan) -> list[str]:
    """One sentence for all rows that came too late, for it may be a whole year (case 36)."""
    counts: dict[str, int] = defaultdict(int)
    for step in plan.of(Outcome.LATE):
        counts[step.reason] += 1
    return [f"{reason}，共 {n} 条已另外留存。确需计入，请用“采用迟报…”。" for reason, n in counts.items()]


def problem_sentences(step: Step, names: Names) -> list[str]:
    """Return what waits for a person in one row: a sentence for each field in conflict, or one for the row."""
    place = f"{_whose(step, names)}{title_of(step.table, step.after)}"
    values = [_both(step, field, names) for field in step.siblings if differ(field, step.siblings[field])]
    return [f"{place}{each}" for each in values] or [f"{place}：{step.reason}。"]


def missing_attachment(title: str) -> str:
    """Return the sentence about an attachment whose content did not arrive (case 26)."""
    return f"附件“{title}”没有随包带来，数据已收下，标为待补件，请支部下次上报时补上。"


def _both(step: Step, field: str, names: Names) -> str:
    """Return both values of a field in conflict, the shown one first."""
    if field in (WHOLE_ROW, "deleted"):
        return f"：{EDITED_AFTER_DELETION}。"
    siblings = step.siblings[field]
    shown = [shown_value(step.table, step.after, field, sibling.value, names) for sibling in siblings]
    values = "和".join(f"“{text}”" for text in dict.fromkeys(shown))
    return f"“{_heading(step, field)}”有{values}两份不同的内容，暂取“{shown[0]}”，请支部核实。"


def _heading(step: Step, field: str) -> str:
    return heading_of(step.table, step.after, field)


def heading_of(table: str, row: Row, field: str) -> str:
    """Return what the screen calls a field."""
    ledger = ledger_of(table, row)
    return next((c.heading for c in ledger.columns if c.key == field), field) if ledger else field


def shown_value(table: str, row: Row, field: str, value: Any, names: Names) -> str:  # noqa: ANN401  (a JSON value)
    """Return a field's value as its cell shows it, shortened."""
    ledger = ledger_of(table, row)
    column = next((c for c in ledger.columns if c.key == field), None) if ledger else None
    typed = from_plain(table_of(BY_TABLE[table]), {field: value}).get(field)
    return _short(show_cell(column, typed, names)) if column else _short("" if value is None else str(value))


def _kept(plan: Plan, names: Names) -> list[str]:
    """Say which values stay though the package brings older ones: nothing goes back unasked (cases 9 and 37)."""
    told = []
    for step in plan.of(Outcome.STALE, Outcome.PARALLEL):
        place = f"{_whose(step, names)}{title_of(step.table, step.after)}"
        for field in step.kept:
            texts = [shown_value(step.table, row, field, row[field], names) for row in (step.after, step.received)]
            what = f"“{_heading(step, field)}”" if field != "deleted" else ""
            told.append(f"{place}{what}本机的“{texts[0]}”较新，包里较早的“{texts[1]}”没有采用。")
    rest = len(told) - SHOWN_CHANGES
    return [*told[:SHOWN_CHANGES], f"另有 {rest} 处较早的内容没有采用。"] if rest > 0 else told


def _new(plan: Plan, names: Names) -> list[str]:
    people: dict[str, dict[str, None]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    for step in plan.of(Outcome.NEW):
        title = title_of(step.table, step.after)
        counts[title] += 1
        if person := person_of(step, names):
            people[title][person] = None
    told = []
    for title, count in sorted(counts.items(), key=lambda pair: _order(pair[0])):
        listed, unit = list(people[title]), "处" if title == OTHER_TITLES["wordings"] else "人"
        shown = join_people(listed[:SHOWN_PEOPLE]) + (f"等 {len(listed)} {unit}" if len(listed) > SHOWN_PEOPLE else "")
        told.append(f"新增{title} {count} 条" + (f"：{shown}。" if shown else "。"))
    return told


def _changed(plan: Plan, names: Names) -> list[str]:
    steps = plan.of(Outcome.CHANGED, Outcome.PARALLEL)
    told = [_change(step, names) for step in steps[:SHOWN_CHANGES]]
    rest = len(steps) - SHOWN_CHANGES
    return [*told, f"另有 {rest} 处修改。"] if rest > 0 else told


def _change(step: Step, names: Names) -> str:
    before, after = step.before or {}, step.after
    whose, title = _whose(step, names), title_of(step.table, after)
    if after["deleted"] != before.get("deleted"):
        return f"{whose}{title}{'删除' if after['deleted'] else '恢复'}一条。"
    ledger = ledger_of(step.table, after)
    kind = BY_TABLE[step.table]
    parts = []
    for column in ledger.columns if ledger else ():
        old, new = (_shown(kind, column.key, row) for row in (before, after))
        if old != new:
            texts = [_short(show_cell(column, value, names)) for value in (old, new)]
            parts.append(f"“{column.heading}”由“{texts[0]}”改为“{texts[1]}”")
    end = "（两处分别修改，已合并）。" if step.outcome is Outcome.PARALLEL else "。"
    return f"{whose}{title}{'，'.join(parts) or '有修改'}{end}"


def _shown(kind: type[Record], key: str, row: Row) -> Any:  # noqa: ANN401  (a record's value)
    return from_plain(table_of(kind), {key: row.get(key)}).get(key)


def _short(text: str) -> str:
    flat = text.replace("\n", "；")
    return flat if len(flat) <= 24 else f"{flat[:22]}……"


def person_of(step: Step, names: Names) -> str:
    """Return whom a row is about; words of a form are about their place in it."""
    if step.table == "wordings":
        form, place = split_key(str(step.after.get("key", "")))
        return f"样例{form.number}{text_name(form, place)}" if form else ""
    if step.table == "unit_changes":
        return decision_text(step.after)
    if step.table == "members":
        return str(step.after.get("name", ""))
    member = step.after.get("member_id")
    if isinstance(member, str):
        return names.shown.get(Kind.MEMBER, {}).get(member, "")
    nomination = step.after.get("nomination_id")
    return names.shown.get(Kind.NOMINATION, {}).get(nomination, "") if isinstance(nomination, str) else ""


def _whose(step: Step, names: Names) -> str:
    person = person_of(step, names)
    return f"{person} " if person else ""


def _not_owned(plan: Plan) -> list[str]:
    count = plan.counts[Outcome.NOT_OWNED.value]
    return [f"有 {count} 条不由发送单位填写，没有采用。"] if count else []
