"""What a scheme's card says: records, columns, steps, rules and forms, as a table that code reads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dangjian_desktop.core.words import SchemeWords
from dangjian_desktop.models.base import Record
from dangjian_desktop.reports.form import Values
from dangjian_desktop.schemes.book import Book


class Kind(StrEnum):
    """What a column holds, and so how it is typed, shown, imported and exported."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    DAY = "day"
    MONTH = "month"
    INTEGER = "integer"
    FLAG = "flag"
    CHOICE = "choice"
    MEMBER = "member"
    PLEDGER = "pledger"
    POST = "post"
    AREA = "area"
    NOMINATION = "nomination"
    OFFICE = "office"


@dataclass(frozen=True)
class Column:
    """One column of a ledger: the record's attribute ``key`` under its Chinese heading.

    ``needed`` columns must be filled before a row is kept. PLEDGER is a member or, when empty, the branch itself.
    ``tick`` is the text that the space bar puts in and takes out.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    needed: bool = False
    synonyms: tuple[str, ...] = ()
    width: int = 12
    hint: str = ""
    tick: str = ""


@dataclass(frozen=True)
class Ledger:
    """A table that people fill: a grid on the screen and a sheet of the workbook.

    ``identity`` names the columns by which an imported row is recognised. ``fixed`` values belong to every row
    and select the rows of a table that two ledgers share. Ledgers of one scheme with the same ``sheet`` and
    identity share that sheet. ``above`` ledgers are filled by the level above; a branch only reads them. ``recurs``
    says that several rows may have one identity: two talks on a day, two opinions of the masses. ``award`` keeps to
    the rows about nominations for that award. ``by_moves`` ledgers are written by the steps of nomination_states alone:
    on the page 审批 or from a workbook; their grid is only read. ``given`` rows come from other records: none is added or removed.
    """

    key: str
    title: str
    record: type[Record]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    sheet: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    order: tuple[str, ...] = ("id",)
    above: bool = False
    recurs: bool = False
    award: str = ""
    by_moves: bool = False
    given: bool = False

    @property
    def sheet_name(self) -> str:
        """The workbook sheet that carries this ledger."""
        return self.sheet or self.title

    def column(self, key: str) -> Column:
        """Return the column with this key; raise KeyError when there is none."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Step:
    """A step of the step bar, in the source document's order and words; ``makes`` is what its button for paper says."""

    title: str
    source: str
    ledgers: tuple[str, ...] = ()
    forms: tuple[int, ...] = ()
    makes: str = ""


class Severity(StrEnum):
    """How much a finding weighs; only 必须改 stops reporting upward."""

    MUST = "必须改"
    SHOULD = "建议改"
    NOTE = "提示"


@dataclass(frozen=True)
class Found:
    """What a rule's function found: a sentence with its numbers, the formula and the persons concerned.

    ``ledger`` is the place to mend it where that is not the rule's own.
    """

    message: str
    formula: str = ""
    persons: tuple[str, ...] = ()
    ledger: str = ""


@dataclass(frozen=True)
class Rule:
    """A computable rule of requirements.md: a pure function over the book, with the sentence it rests on."""

    id: str
    severity: Severity
    source: str
    check: Callable[[Book], Iterable[Found]]
    ledger: str


@dataclass(frozen=True)
class Finding:
    """One result of a check, as shown and as printed by ``check --json``; ``ledger`` is the place to mend it."""

    rule: str
    severity: Severity
    message: str
    formula: str
    source: str
    persons: tuple[str, ...]
    scheme: str
    ledger: str


@dataclass(frozen=True)
class Paper:
    """One filled form: whose it is and the plain values to print.

    ``member_id`` is empty for a paper of the whole office; ``record_id`` tells several papers of one member apart.
    """

    subject: str
    values: Values
    member_id: str = ""
    record_id: str = ""


@dataclass(frozen=True)
class Extra:
    """What a ledger on paper can show besides its own columns: a key of `Row.more`, its heading, its width in mm.

    ``long`` texts share the page's width with the other long ones.
    """

    key: str
    heading: str
    width: float = 26.0
    long: bool = False


@dataclass(frozen=True)
class Fill:
    """How records become a form's values; ``members`` are ids, empty for all, ``day`` dates the paper."""

    form: int
    papers: Callable[[Book, frozenset[str], date | None], list[Paper]]
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True)
class PaperFill:
    """How records become a paper beside the nine forms, named by its key; ``members`` are ids, empty for all."""

    key: str
    papers: Callable[[Book, frozenset[str]], list[Paper]]


@dataclass(frozen=True)
class Scheme:
    """One scheme's card."""

    words: SchemeWords
    principles: str
    steps: tuple[Step, ...]
    ledgers: tuple[Ledger, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]

    @property
    def key(self) -> str:
        """The English key, the same on every floor."""
        return self.words.key

    def ledger(self, key: str) -> Ledger:
        """Return the ledger with this key; raise StopIteration when there is none."""
        return next(ledger for ledger in self.ledgers if ledger.key == key)


RuleCheck = Callable[[Book], Iterable[Found]]


def rule(rule_id: str, severity: Severity, source: str, ledger: str) -> Callable[[RuleCheck], Rule]:
    """Turn a pure function into a Rule of a card."""

    def declare(check: RuleCheck) -> Rule:
        return Rule(rule_id, severity, source, check, ledger)

    return declare
