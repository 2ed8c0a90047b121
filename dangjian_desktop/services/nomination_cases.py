"""Nominations with all that is known of them: the facts of their state, whose they are, and what this office may do."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, select

from dangjian_desktop.models.base import Record
from dangjian_desktop.models.living import living
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Decision, Filing, Nomination, Plaque, TitleEnd
from dangjian_desktop.models.office import Adoption
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.received import SentPackage
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes.nomination_states import Actor, Facts, State, may, state_of
from dangjian_desktop.services.exchange_rows import family
from dangjian_desktop.services.reading import shown_members
from dangjian_desktop.services.work import Office

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Case:
    """A nomination with its facts, its unit's and person's names, and as whom this office may act on it."""

    facts: Facts
    unit: str
    person: str
    actors: frozenset[Actor]

    @property
    def nomination(self) -> Nomination:
        """The branch's record."""
        return self.facts.nomination

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of(self.facts)

    def may(self, verb: str) -> bool:
        """Tell whether this office may take a step now."""
        return any(may(verb, actor, self.nomination.award, self.state) for actor in self.actors)


def read_cases(
    connection: Connection, office: Office, *, ids: Collection[str] | None = None, year: int | None = None
) -> list[Case]:
    """Return living nominations, all or those with these ids, in the order of their units and persons."""
    today = office.clock().date()
    nominations = _nominations(connection, ids, year)
    wanted = [nomination.id for nomination in nominations]
    members = {m.id: m for m in living_by(connection, Member, "id", {n.member_id for n in nominations})}
    units = {
        each.id: each.name for each in living_by(connection, OfficeRecord, "id", {n.owner_id for n in nominations})
    }
    people = shown_members(members.values())
    decisions = _first(living_by(connection, Decision, "nomination_id", wanted), office.office_id)
    filings = _first(living_by(connection, Filing, "nomination_id", wanted), office.office_id)
    ends = _first(living_by(connection, TitleEnd, "nomination_id", wanted), office.office_id)
    plaques = _first(living_by(connection, Plaque, "nomination_id", wanted), office.office_id)
    roles = _Roles(connection, office)
    cases = [
        Case(
            Facts(
                nomination=each,
                today=today,
                received=roles.has_received(each),
                decision=decisions.get(each.id),
                filing=filings.get(each.id),
                end=ends.get(each.id),
                plaque=plaques.get(each.id),
            ),
            units.get(each.owner_id, ""),
            people.get(each.member_id, "？"),
            roles.of(each),
        )
        for each in nominations
    ]
    return sorted(cases, key=lambda case: (case.unit, case.nomination.award, case.nomination.quarter or 0, case.person))


def _nominations(connection: Connection, ids: Collection[str] | None, year: int | None) -> list[Nomination]:
    if ids is not None:
        return living_by(connection, Nomination, "id", ids)
    return living(connection, Nomination, "year = ?", year) if year else living(connection, Nomination)


def living_by(connection: Connection, kind: type[R], column: str, values: Collection[str]) -> list[R]:
    """Return the living records of a kind whose column, named by the program, has one of these values."""
    return living(connection, kind, f'"{column}" IN (SELECT value FROM json_each(?))', json.dumps(sorted(set(values))))


def _first(records: Collection[R], office_id: str) -> dict[str, R]:
    """Return one record a nomination; where several offices have written one, this office's own."""
    ordered = sorted(records, key=lambda record: (record.owner_id == office_id, record.id))
    return {getattr(record, "nomination_id"): record for record in ordered}  # noqa: B009  (a column of each kind)


class _Roles:
    """As whom an office meets nominations: what it owns, whose unit it has adopted, what lies below those."""

    def __init__(self, connection: Connection, office: Office) -> None:
        adoptions, packages = table_of(Adoption), table_of(SentPackage)
        statement = select(adoptions.c.office_id).where(
            adoptions.c.owner_id == office.office_id, adoptions.c.deleted.is_(False)
        )
        self._office = office
        self._direct = frozenset(connection.execute(statement).scalars())
        self._family = family(connection, office.office_id)
        sent = connection.execute(select(packages).where(packages.c.kind == "report")).all()
        self._sequences: Mapping[str, int] = {row.id: row.sequence for row in sent}
        self._acknowledged = max((row.sequence for row in sent if row.acknowledged_at), default=0)

    def of(self, nomination: Nomination) -> frozenset[Actor]:
        """Return as whom the office may act on a nomination; as nobody where it only sees it."""
        if nomination.owner_id == self._office.office_id:
            return frozenset({Actor.BRANCH})
        committee = {Actor.FILER} if self._office.kind == "committee" else set()
        if nomination.owner_id in self._direct:
            return frozenset({Actor.APPROVER, *committee})
        return frozenset(committee if nomination.owner_id in self._family else ())

    def has_received(self, nomination: Nomination) -> bool:
        """Tell whether the level above has a nomination as it was reported: a full package after it counts too."""
        if nomination.owner_id != self._office.office_id:
            return True
        carried = self._sequences.get(nomination.reported_in)
        return self._acknowledged > 0 if carried is None else carried <= self._acknowledged


def waiting_days(nomination: Nomination, today: date) -> int:
    """Return for how many days a reported nomination has waited."""
    return (today - nomination.reported_on).days if nomination.reported_on else 0
