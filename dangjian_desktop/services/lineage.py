"""Whether a data file is where it was and as it was: moved, copied, or an older one put back (exchange.md, cases 8-11)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dangjian_desktop.core.machine import Place
from dangjian_desktop.services.companion import Companion


class Arrival(StrEnum):
    """How a data file came to where it is opened."""

    HOME = "home"
    FIRST = "first"
    MOVED = "moved"
    COPIED = "copied"


@dataclass(frozen=True)
class Facts:
    """What the data file says of itself; ``mark_at`` gives the hash of a journal entry by its number, empty for none."""

    office_id: str
    installation_id: str
    sequence: int
    home: str
    mark_at: Callable[[int], str]


@dataclass(frozen=True)
class Judgement:
    """The answer; ``older`` means that the file lacks what was entered in this place before."""

    arrival: Arrival
    older: bool

    @property
    def needs_new_id(self) -> bool:
        """Whether two files could now write under one name."""
        return self.older or self.arrival in (Arrival.MOVED, Arrival.COPIED)


def judge(
    facts: Facts, companion: Companion | None, here: Place, installation_at: Callable[[str], str | None]
) -> Judgement:
    """Compare what a data file says with its companion and its place.

    ``installation_at`` gives the installation of the data file at a path of this computer, None when there is none,
    or when it is this very file under another name.
    """
    if companion is not None and companion.office_id != facts.office_id:
        companion = None
    return Judgement(_arrival(facts, companion, here, installation_at), _is_older(facts, companion))


def _is_older(facts: Facts, companion: Companion | None) -> bool:
    """Numbers of entries alone do not tell: the file may have got others since it was put back."""
    if companion is None:
        return False
    same = companion.installation_id == facts.installation_id
    return (same and companion.sequence > facts.sequence) or facts.mark_at(companion.newest) != companion.mark


def _arrival(
    facts: Facts, companion: Companion | None, here: Place, installation_at: Callable[[str], str | None]
) -> Arrival:
    if not facts.home:
        return Arrival.FIRST
    if facts.home == here.text:
        return Arrival.HOME
    if companion and companion.installation_id == facts.installation_id and here.text in companion.homes:
        return Arrival.MOVED
    before = Place.from_text(facts.home)
    if before.machine != here.machine:
        return Arrival.COPIED
    return Arrival.COPIED if installation_at(before.path) == facts.installation_id else Arrival.MOVED
