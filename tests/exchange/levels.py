"""Three levels with real data files and real packages on a stick: two branches, a general branch, a committee."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services import exchange
from dangjian_desktop.services.nomination_cases import Case, read_cases
from dangjian_desktop.services.receiving import BundlePlan
from dangjian_desktop.services.records import rows
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import save

COMMITTEE, HEAD = "学院党委", "机电学院党总支"
FIRST, SECOND = "机电党支部", "文传党支部"
PIONEER = {"deeds": "带头上好课。", "studied_on": "2026-11-10", "branch_opinion": "同意推荐。"}


@dataclass(frozen=True)
class Levels:
    """The offices by name and the stick that is carried between them."""

    offices: Mapping[str, Office]
    stick: Path

    def __getitem__(self, name: str) -> Office:
        return self.offices[name]

    def up(self, name: str, to: str = HEAD) -> BundlePlan:
        """Carry a report up."""
        path = exchange.pack(self[name], self.stick / name).path
        (plan,) = exchange.apply(self[to], [path], adopt=True)
        assert plan.status == "new", plan.title
        return plan

    def down(self, name: str, source: str = HEAD) -> BundlePlan:
        """Carry a reply down."""
        path = exchange.reply(self[source], name, self.stick / source).path
        (plan,) = exchange.apply(self[name], [path], adopt=True)
        assert plan.status == "new", plan.title
        return plan

    def case(self, name: str, nomination: str) -> Case:
        """Return a nomination as an office sees it."""
        with self[name].reading() as connection:
            return read_cases(connection, self[name], ids=[nomination])[0]

    def states(self, nomination: str, *names: str) -> list[str]:
        """Return where a nomination stands at each office."""
        return [self.case(name, nomination).state.value for name in names]


def three_levels(make_office: MakeOffice, stick: Path) -> Levels:
    """Make the offices; nothing is filled in yet."""
    offices = {
        COMMITTEE: make_office(COMMITTEE, "committee"),
        HEAD: make_office(HEAD, "general-branch", superior=COMMITTEE),
        FIRST: make_office(FIRST, superior=HEAD),
        SECOND: make_office(SECOND, superior=HEAD),
    }
    return Levels(offices, stick)


def put_forward(branch: Office, person: str, award: str = "先锋岗", *, kind: str = "学习标兵", birth: str = "") -> str:
    """Give a branch a member, if it is new, and nominate the person; return the nomination's id."""
    known = {row.texts[0] for row in rows(branch, ROSTER)}
    if person not in known:
        save(branch, "members", {"name": person, "birth": birth or "1985.05"})
    if award == "先锋岗":
        (row,) = save(branch, "pioneer_nominations", {"year": "2026", "member_id": person, **PIONEER})
    else:
        (row,) = save(
            branch,
            "pacesetter_nominations",
            {"year": "2026", "quarter": "4", "kind": kind, "member_id": person, **PIONEER},
        )
    return row
