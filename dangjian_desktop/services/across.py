"""What only an office above its branches can see: one person in two rosters or for two titles, quotas (exchange.md, step 8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.compare import Outcome, Plan
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.bulk import rows_of
from dangjian_desktop.models.nomination import Decision
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.options import Options
from dangjian_desktop.schemes.pioneers_rules import over_quota
from dangjian_desktop.schemes.scheme import Finding, Severity
from dangjian_desktop.services.clashes import Standing, clashes_of, read_standings
from dangjian_desktop.services.decision_queue import unit_books
from dangjian_desktop.services.decisions import TYPES
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.same_person import read_answers
from dangjian_desktop.services.work import Office

ONE_ROSTER = "一名党员只在一个支部的名册里。"
ONE_TITLE = {"标兵": "每人每季度仅能参与一项评选。", "先锋岗": "以支部为单位推荐。"}
SCHEME_OF = {"先锋岗": "pioneers", "标兵": "pacesetters"}
TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.PARALLEL, Outcome.CONFLICT)
TOUCHING = ("members", "nominations", "candidacies")
Present = tuple[str, ...]
"""A member on a roster: owner, its name, row, person, name, month of birth."""


@dataclass(frozen=True)
class Across:
    """A finding with the units that it is about, and the rows from which it follows (none: from all of a unit's)."""

    finding: Finding
    units: frozenset[str]
    rows: frozenset[str]


def touched_rows(plan: Plan) -> frozenset[str]:
    """Return the rows that a plan brings or changes and that may bear on other branches."""
    return frozenset(step.id for step in plan.of(*TAKEN) if step.table in TOUCHING)


def check_across(office: Office, *, year: int | None = None) -> list[Across]:
    """Return what is found across the branches, and which exceed their quota in a year (this one)."""
    options, wanted = read_options(office), year or office.clock().year
    with office.reading() as connection:
        standings = read_standings(connection)
        explained = _explained(connection)
        return [
            *_in_two_rosters(connection),
            *_for_two_titles([s for s in standings if s.year == wanted], options.number(TYPES), explained),
            *_over_quota(connection, office, wanted, options),
        ]


def _in_two_rosters(connection: Connection) -> Iterator[Across]:
    """Persons on two rosters now, by identity, or by name and month of birth."""
    told: set[frozenset[str]] = set()
    answers = read_answers(connection)
    for column in ("person_id", "birth"):
        for group in _alike(connection, column):
            said = [answers.get(both) for both in _across_units(group)]
            rows = frozenset(row for _, _, row, *_ in group)
            if any(answer is not False for answer in said) and rows not in told:
                told.add(rows)
                yield _one_person(group, rows, same=column == "person_id" or any(said))


def _across_units(group: Sequence[Present]) -> Iterator[frozenset[str]]:
    """Yield the identities of any two of a group that stand in different rosters."""
    for one, other in combinations(group, 2):
        if one[0] != other[0]:
            yield frozenset((one[3], other[3]))


def _alike(connection: Connection, column: str) -> Iterable[list[Present]]:
    present = f"state = '在册' AND NOT deleted AND {column} <> ''"
    shared = f"SELECT {column} FROM members WHERE {present} GROUP BY 1 HAVING COUNT(DISTINCT owner_id) > 1"
    rows = rows_of(
        connection,
        "SELECT m.owner_id, o.name, m.id, m.person_id, m.name, m.birth FROM members m JOIN offices o ON o.id = m.owner_id"
        f" WHERE m.state = '在册' AND NOT m.deleted AND m.{column} IN ({shared}) ORDER BY m.{column}, o.name, m.id",
    )
    place = 3 if column == "person_id" else 5
    for _, together in groupby(rows, key=lambda row: row[place]):
        people: dict[str, list[Present]] = defaultdict(list)
        for row in together:
            people[match_key(row[4]) if column == "birth" else ""].append(row)
        yield from people.values()


def _one_person(group: list[Present], rows: frozenset[str], *, same: bool) -> Across:
    names = "、".join(dict.fromkeys(f"“{unit}”" for _, unit, *_ in group))
    *_, name, birth = group[0]
    if same:
        text = f"{name}同时在{names}的名册里。请已转走的支部办理转出。"
    else:
        text = f"{name}（{birth}）在{names}的名册里都有，姓名和出生年月相同。是同一人的，请原支部办理转出；不是的，在“待核实”里答“不是”。"
    severity = Severity.SHOULD if same else Severity.NOTE
    finding = Finding("E08", severity, text, f"{len(group)} 行", ONE_ROSTER, (name,), "", "members")
    return Across(finding, frozenset(unit for unit, *_ in group), rows)


def _explained(connection: Connection) -> frozenset[str]:
    """Nominations about which the approver wrote why the person may stand twice."""
    table = table_of(Decision)
    noted = select(table.c.nomination_id).where(table.c.deleted.is_(False), table.c.clash_note != "")
    return frozenset(connection.execute(noted).scalars())


def _for_two_titles(standings: list[Standing], allowed: int, explained: Collection[str]) -> Iterator[Across]:
    known = {each.nomination_id: each for each in standings}
    for nomination, rivals in clashes_of(standings, kinds_allowed=allowed).items():
        each = known[nomination]
        if nomination in explained:
            continue
        text = (
            f"{each.name}：{each.title}与{'、'.join(rivals)}是同一人，只能保留一项。"
            "请在“审批”里不批准或退回其中一项；不是同一人的，请写明。"
        )
        scheme, source = SCHEME_OF[each.award], ONE_TITLE[each.award]
        finding = Finding("B03", Severity.MUST, text, f"{len(rivals) + 1}>1", source, (each.name,), scheme, "decisions")
        alike = {s.owner_id for s in standings if s.title in rivals} | {each.owner_id}
        yield Across(finding, frozenset(alike), frozenset({nomination}))


def _over_quota(connection: Connection, office: Office, year: int, options: Options) -> Iterator[Across]:
    """Units that nominate more pioneers than they may; only those that can be over it are read whole."""
    percent, least = options.number("pioneers.quota_percent"), options.number("pioneers.least")
    many = connection.exec_driver_sql(
        "SELECT owner_id FROM nominations n WHERE award = '先锋岗' AND year = ? AND NOT deleted AND owner_id <> ?"
        " GROUP BY owner_id HAVING COUNT(*) > ? AND COUNT(*) * 100 > ? * (SELECT COUNT(*) FROM members m"
        " WHERE m.owner_id = n.owner_id AND m.state = '在册' AND NOT m.deleted) - 100",
        (year, office.office_id, least, percent),
    )
    for unit in many.scalars().all():
        for book in unit_books(connection, office, [unit], year, options).values():
            for found in over_quota.check(book):
                text = f"{book.office.name}：{found.message}"
                finding = Finding(
                    over_quota.id, over_quota.severity, text, found.formula, over_quota.source, found.persons,
                    "pioneers", over_quota.ledger,
                )  # fmt: skip
                yield Across(finding, frozenset({unit}), frozenset())
