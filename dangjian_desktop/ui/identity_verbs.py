"""The verbs about keys, copies and moving, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.core.clock import Clock
from dangjian_desktop.core.ids import NewId

if TYPE_CHECKING:
    from dangjian_desktop.services.enrolment import MetKey
    from dangjian_desktop.services.exchange import Packed
    from dangjian_desktop.services.moving import Moving
    from dangjian_desktop.services.work import Office


@dataclass(frozen=True)
class Known:
    """This installation's fingerprint, and the keys of other offices."""

    own: str
    keys: tuple[MetKey, ...]


@dataclass(frozen=True)
class Identity:
    """Which of an office's data files this is: why it is read-only, whether a person has to choose, what is new."""

    standing: str
    asks: bool
    news: tuple[str, ...]


def identity(office: Office) -> Identity:
    """Return how the open data file stands among its copies."""
    known = office.identity
    if known is None or office.taken:
        return Identity("", asks=False, news=())
    return Identity(known.standing, known.asks, known.news)


def choose(office: Office, choice: str) -> Identity:
    """Settle what this copy is for."""
    from dangjian_desktop.services.identity import Choice, choose

    if office.identity is not None:
        choose(office.engine, office.identity, Choice(choice), office.clock)
    return identity(office)


def keys(office: Office) -> Known:
    """Return all fingerprints; in a data file that is only read, its own may still be missing."""
    from dangjian_desktop.services import enrolment

    return Known(enrolment.own_print(office), tuple(enrolment.met_keys(office)))


def confirm(office: Office, name: str, digits: str) -> Known:
    """Mark a key as compared."""
    from dangjian_desktop.services import enrolment

    enrolment.confirm(office, name, digits)
    return keys(office)


def revoke(office: Office, name: str, digits: str, reason: str) -> Known:
    """Let a key be believed no more."""
    from dangjian_desktop.services import enrolment

    enrolment.revoke(office, name, digits=digits, reason=reason)
    return keys(office)


def take_welcome(office: Office, path: Path) -> Sequence[str]:
    """Open a welcome file, or a package for its key; return what to tell."""
    from dangjian_desktop.core.errors import UserError
    from dangjian_desktop.services.welcoming import open_welcome

    plan, _ = open_welcome(office, path)
    if plan.status == "refused":
        raise UserError(plan.code, plan.title)
    return (plan.title, *plan.sentences)


def make_welcome(office: Office, folder: Path) -> Packed:
    """Write the welcome file for the units below."""
    from dangjian_desktop.services.exchange import welcome

    return welcome(office, folder)


def make_move_package(office: Office, folder: Path) -> tuple[Moving, str]:
    """Write the move package; return it with the password that the program made for it."""
    from dangjian_desktop.services.moving import make_move_package, new_password

    password = new_password()
    return make_move_package(office, folder, password), password


def open_move_package(path: Path, target: Path, password: str, clock: Clock, new_id: NewId) -> Office:
    """Unpack a data file that was moved here."""
    from dangjian_desktop.services.moving import open_move_package

    return open_move_package(path, target, password, clock=clock, new_id=new_id).office
