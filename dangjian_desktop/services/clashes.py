"""One person in two branches or two kinds of a quarter: found across branches, decided on by people (case 22, B03)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.core.dates import QUARTER_NAMES
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Decision, Nomination, TitleEnd
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.pacesetters import Candidacy
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import REFUSED, SENT_BACK
from dangjian_desktop.services.same_person import read_answers

Round = tuple[str, int, int]


@dataclass(frozen=True)
class Standing:
    """A person who stands for a title in a year, or in a quarter of it: by a nomination, or as a candidate only."""

    nomination_id: str
    award: str
    year: int
    quarter: int
    kind: str
    owner_id: str
    unit: str
    person_id: str
    name: str
    birth: str
    apart: frozenset[str] = frozenset()
    """The identities of persons of whom somebody said that they are others."""

    @property
    def title(self) -> str:
        """What the person stands for, where."""
        when = QUARTER_NAMES[self.quarter] if self.quarter else f"{self.year}年"
        how = "" if self.nomination_id else "参评"
        return f"{self.unit}{when}{self.kind or self.award}{how}"


def read_standings(connection: Connection) -> list[Standing]:
    """Return everybody who stands: drafts do not yet, refused, returned and ended nominations no longer."""
    nominations, candidacies, members, offices, decisions, ends = (
        table_of(kind) for kind in (Nomination, Candidacy, Member, OfficeRecord, Decision, TitleEnd)
    )
    person = [members.c.person_id, members.c.name, members.c.birth, offices.c.name.label("unit")]
    settled = select(decisions.c.nomination_id).where(
        decisions.c.deleted.is_(False),
        (decisions.c.decision == REFUSED)
        | ((decisions.c.decision == SENT_BACK) & decisions.c.answers.in_(("", nominations.c.reported_in))),
    )
    ended = select(ends.c.nomination_id).where(ends.c.deleted.is_(False))
    standing = (
        select(nominations, *person)
        .join(members, members.c.id == nominations.c.member_id)
        .join(offices, offices.c.id == nominations.c.owner_id)
        .where(
            nominations.c.deleted.is_(False),
            nominations.c.reported.is_(True),
            nominations.c.id.not_in(settled),
            nominations.c.id.not_in(ended),
        )
        .order_by(nominations.c.id)
    )
    competing = (
        select(candidacies, *person)
        .join(members, members.c.id == candidacies.c.member_id)
        .join(offices, offices.c.id == candidacies.c.owner_id)
        .where(candidacies.c.deleted.is_(False))
        .order_by(candidacies.c.id)
    )
    found = [_standing(row, row["id"], row["award"]) for row in connection.execute(standing).mappings()]
    found += [_standing(row, "", "标兵") for row in connection.execute(competing).mappings()]
    return _answered(found, read_answers(connection))


def _answered(standings: list[Standing], answers: Mapping[frozenset[str], bool]) -> list[Standing]:
    """Give those who were said to be one person one identity, and note of the others that they are others."""
    one: dict[str, str] = {}
    apart: dict[str, set[str]] = defaultdict(set)
    for both, same in answers.items():
        first, second = sorted(one.get(person, person) for person in both)
        if same:
            one = {person: first if known == second else known for person, known in one.items()} | {second: first}
    for both, same in answers.items():
        first, second = (one.get(person, person) for person in both)
        if not same:
            apart[first].add(second)
            apart[second].add(first)
    named = [replace(each, person_id=one.get(each.person_id, each.person_id)) for each in standings]
    return [replace(each, apart=frozenset(apart.get(each.person_id, ()))) for each in named]


def _standing(row: Mapping[Any, Any], nomination_id: str, award: str) -> Standing:
    return Standing(
        nomination_id,
        award,
        row["year"],
        row["quarter"] or 0,
        row["kind"],
        row["owner_id"],
        row["unit"],
        row["person_id"],
        row["name"],
        row["birth"] or "",
    )


def clashes_of(standings: Sequence[Standing], *, kinds_allowed: int = 1) -> dict[str, tuple[str, ...]]:
    """Return, for each nomination, what else its person stands for in the same round; pure.

    A person is the same by identity, or by name and month of birth. The candidacy that a nomination came from is not
    another one. Where a branch may put a person up for more than one kind, its own nominations do not clash.
    """
    rounds: dict[Round, list[Standing]] = defaultdict(list)
    for each in standings:
        rounds[each.award, each.year, each.quarter if each.award == "标兵" else 0].append(each)
    found: dict[str, tuple[str, ...]] = {}
    for people in rounds.values():
        for nominated, others in _together(people):
            if rivals := dict.fromkeys(other.title for other in others if _is_another(nominated, other, kinds_allowed)):
                found[nominated.nomination_id] = tuple(rivals)
    return found


def _together(people: Iterable[Standing]) -> Iterable[tuple[Standing, list[Standing]]]:
    """Yield each nomination of a round with all that stand under the same identity, or the same name and birth."""
    by_key: dict[tuple[str, str], dict[int, Standing]] = defaultdict(dict)
    everybody = list(people)
    for place, each in enumerate(everybody):
        for key in _keys(each):
            by_key[key][place] = each
    for place, each in enumerate(everybody):
        if each.nomination_id:
            same = {at: other for key in _keys(each) for at, other in by_key[key].items() if at != place}
            yield each, [same[at] for at in sorted(same) if same[at].person_id not in each.apart]


def _keys(each: Standing) -> list[tuple[str, str]]:
    born = [(match_key(each.name), each.birth)] if each.birth else []
    return [("", each.person_id), *born]


def _is_another(nominated: Standing, other: Standing, kinds_allowed: int) -> bool:
    if kinds_allowed > 1 and nominated.award == "标兵" and other.owner_id == nominated.owner_id:
        return False
    if other.nomination_id:
        return other.nomination_id != nominated.nomination_id
    return (other.owner_id, other.kind) != (nominated.owner_id, nominated.kind)
