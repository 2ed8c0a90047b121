"""The sheets of the workbook: which ledgers each of them carries, and under which headings (workbook.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from dangjian_desktop.models.nomination import AWARDS, PACESETTER_KINDS, Decision
from dangjian_desktop.models.publicity import SUBJECTS
from dangjian_desktop.models.tables import RECORDS
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Column, Kind, Ledger
from dangjian_desktop.schemes.shared import DECISION, GENERAL_LEDGERS, YEAR


class Layout(Enum):
    """How the rows of a sheet become rows of its ledgers."""

    SINGLE = "a row is a row of the only ledger"
    JOINED = "a row holds a row of each ledger side by side: a choice and the assignment that came of it"
    CHOSEN = "the column 事项 says which ledger a row belongs to"
    DECISIONS = "a row names a nomination of a unit, then the decision on it"


SUBJECT = Column("subject", "事项", Kind.CHOICE, SUBJECTS, needed=True, width=10)
NOMINATION_COLUMNS = (
    Column("unit", "支部", needed=True, width=20),
    Column("award", "类别", Kind.CHOICE, AWARDS, needed=True, width=8),
    YEAR,
    Column("quarter", "季度", Kind.INTEGER, width=6),
    Column("nominated_kind", "标兵类型", Kind.CHOICE, PACESETTER_KINDS, width=9),
    Column("name", "姓名", needed=True, synonyms=("党员姓名", "名字"), width=9),
)
YEAR_NEEDED = frozenset({"季度汇报", "测评会", "标兵测评", "标兵", "先锋岗", "审批"})
"""Sheets in which a row without 年度 is a problem; elsewhere it means the running year."""
ALSO_NEEDED = {"标兵测评": {"得票"}, "审批": {"决定"}}
"""Headings that a sheet must have though single cells below them may still be empty."""
OPTIONAL = {"责任区活动": {"责任区域"}}
"""Headings that may be left out: who has one area only need not name it."""


@dataclass(frozen=True)
class SheetForm:
    """One sheet: its columns in order, and the headings without which it is not understood."""

    name: str
    ledgers: tuple[Ledger, ...]
    columns: tuple[Column, ...]
    layout: Layout

    @property
    def needed(self) -> frozenset[str]:
        """The headings that must be there."""
        if self.layout is Layout.JOINED:
            shared = {key for ledger in self.ledgers for key in ledger.identity}
            named = {column.heading for column in self.columns if column.needed and column.key in shared}
        else:
            named = {column.heading for column in self.columns if column.needed}
        optional = OPTIONAL.get(self.name, set()) | (set() if self.name in YEAR_NEEDED else {YEAR.heading})
        return frozenset((named - optional) | ALSO_NEEDED.get(self.name, set()))

    @property
    def above(self) -> bool:
        """Tell whether the level above fills the sheet."""
        return self.ledgers[0].above

    def column_of(self, heading: str) -> Column | None:
        """Return the column that a heading (already simplified) names, by its own name before its synonyms."""
        for column in self.columns:
            if column.heading == heading:
                return column
        return next((column for column in self.columns if heading in column.synonyms), None)


def sheet_forms() -> tuple[SheetForm, ...]:
    """Return all sheets: the roster, the schemes' in the cards' order, those that all schemes share, those from above."""
    groups: dict[str, list[Ledger]] = {}
    for ledger in _ledgers():
        known = groups.setdefault(ledger.sheet_name, [])
        if ledger.key not in {each.key for each in known}:
            known.append(ledger)
    forms = [_form(name, tuple(ledgers)) for name, ledgers in groups.items()]
    return tuple(sorted(forms, key=lambda form: (form.above, form.layout is Layout.CHOSEN)))


def in_order_of_reference(forms: Iterable[SheetForm]) -> list[SheetForm]:
    """Return sheets so that what others name (people, posts, areas, nominations) comes before them."""
    places = {record: place for place, record in enumerate(RECORDS)}
    return sorted(forms, key=lambda form: places[form.ledgers[0].record])


def _ledgers() -> Iterable[Ledger]:
    yield GENERAL_LEDGERS[0]
    for scheme in SCHEMES:
        yield from scheme.ledgers


def _form(name: str, ledgers: tuple[Ledger, ...]) -> SheetForm:
    if ledgers[0].record is Decision:
        return SheetForm(name, ledgers, (*NOMINATION_COLUMNS, *DECISION.columns[1:]), Layout.DECISIONS)
    if len(ledgers) == 1:
        return SheetForm(name, ledgers, ledgers[0].columns, Layout.SINGLE)
    columns = tuple({column.heading: column for ledger in ledgers for column in ledger.columns}.values())
    if len({ledger.record for ledger in ledgers}) == 1:
        return SheetForm(name, ledgers, (SUBJECT, *columns), Layout.CHOSEN)
    return SheetForm(name, ledgers, columns, Layout.JOINED)
