"""The verbs of 上报与接收 and 总支总览, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_desktop.core.errors import Cancelled
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.ui import verbs
from dangjian_desktop.ui.period import Period

if TYPE_CHECKING:
    from dangjian_desktop.schemes.scheme import Finding
    from dangjian_desktop.services.exchange import BundlePlan, Packed, Sent
    from dangjian_desktop.services.reviewing import Entry
    from dangjian_desktop.services.work import Office

UNKNOWN = "BUNDLE-UNKNOWN"


@dataclass(frozen=True)
class Reporting:
    """What the 上报 side shows: the packages that left, and what must be mended before the next one.

    ``waiting`` are the numbers of those that can be written to a stick once more.
    """

    sent: tuple[Sent, ...]
    must: tuple[Finding, ...]
    waiting: frozenset[int]


@dataclass(frozen=True)
class Made:
    """A package just made, and the password that it opens with, if any: shown once, kept nowhere."""

    packed: Packed
    password: str


@dataclass(frozen=True)
class Parcel:
    """A received file with its plan.

    ``question`` says what a person has to confirm before a sender who is not known yet may be merged; ``confirmed``
    is his answer. ``merged`` tells that it was applied, ``password`` is what a person typed for it. ``accepted`` says that
    the whole of it was accepted: what he left open is asked again later.
    """

    path: Path
    plan: BundlePlan
    question: str = ""
    confirmed: bool = False
    merged: bool = False
    password: str = ""
    accepted: bool = False

    @property
    def open(self) -> list[Entry]:
        """What waits for an answer."""
        return [entry for entry in self.plan.entries if entry.asks and not entry.answered]

    @property
    def ready(self) -> bool:
        """Whether the file may be merged now."""
        known = self.confirmed or not self.question
        return self.plan.status == "new" and not self.merged and known and (self.accepted or not self.open)


def reporting(office: Office, period: Period) -> Reporting:
    """Return what left this office and which 必须改 it can mend itself; those of another level do not stop it."""
    from dangjian_desktop.services import exchange, outbox

    cards = verbs.cards()
    above = {ledger.key for scheme in cards.schemes for ledger in scheme.ledgers if ledger.above}
    must = [
        finding
        for finding in verbs.findings(office, period)
        if finding.severity.value == "必须改" and (finding.ledger in above) == (office.kind != "branch")
    ]
    return Reporting(tuple(exchange.sent(office)), tuple(must), outbox.waiting(office))


def pack(office: Office, folder: Path, period: Period, *, locked: bool) -> Made:
    """Make the package for the level above, ``locked`` with a password of the program's making."""
    from dangjian_desktop.services import exchange
    from dangjian_desktop.services.password_file import made_password

    password = made_password() if locked else ""
    return Made(exchange.pack(office, folder, year=period.year, quarter=period.quarter, password=password), password)


def write_again(office: Office, folder: Path, sequence: int) -> Path:
    """Write a package that waits for its answer to another stick."""
    from dangjian_desktop.services import outbox

    return outbox.write_again(office, folder, sequence)


def look_at(
    office: Office, paths: Sequence[Path], passwords: Mapping[Path, str], progress: Progress = silent
) -> list[Parcel]:
    """Say what received files would change; a sender not known yet is planned as if it were, with a question.

    Stopped between two files, it returns those before.
    """
    from dangjian_desktop.services import exchange

    parcels: list[Parcel] = []
    with suppress(Cancelled):
        for place, path in enumerate(paths):
            progress(place, len(paths), f"正在核对第 {place + 1}/{len(paths)} 份")
            password = passwords.get(path, "")
            (plan,) = exchange.preview(office, [path], password=password, detailed=True)
            question = plan.title if plan.code == UNKNOWN else ""
            if question:
                (plan,) = exchange.preview(office, [path], adopt=True, password=password, detailed=True)
            parcels.append(Parcel(path, plan, question, password=password))
    return parcels


@dataclass(frozen=True)
class Merged:
    """What came of merging: the parcels that were done, and the journal's entries, for taking all back at once."""

    parcels: list[Parcel]
    seqs: tuple[int, ...]


def merge(office: Office, parcels: Sequence[Parcel], progress: Progress = silent) -> Merged:
    """Merge the parcels that are ready, with one copy before; return those that were done with what came of them."""
    from dangjian_desktop.services import exchange, history

    before = history.newest(office)
    ready = [parcel for parcel in parcels if parcel.ready]
    plans = exchange.apply(
        office,
        [parcel.path for parcel in ready],
        adopt=any(parcel.question for parcel in ready),
        passwords={parcel.path: parcel.password for parcel in ready},
        progress=progress,
    )
    done = [
        replace(each, plan=replace(plan, entries=each.plan.entries), merged=plan.status == "new")
        for each, plan in zip(ready, plans, strict=False)
    ]
    return Merged(done, tuple(history.done_since(office, before)))


def take_back(office: Office, seqs: Sequence[int], progress: Progress = silent) -> tuple[int, tuple[int, ...]]:
    """Take back all merges of one go; return how many, and which are left. None is where something later touched the same."""
    from dangjian_desktop.services import history

    return history.undo_all(office, seqs, progress)


def reply(office: Office, names: Sequence[str], folder: Path, progress: Progress = silent) -> list[Packed]:
    """Make the replies to these units; stopped between two, it returns those that are written."""
    from dangjian_desktop.services import exchange

    packed: list[Packed] = []
    with suppress(Cancelled):
        for place, name in enumerate(names):
            progress(place, len(names), f"正在生成第 {place + 1}/{len(names)} 份回执")
            packed.append(exchange.reply(office, name, folder))
    return packed
