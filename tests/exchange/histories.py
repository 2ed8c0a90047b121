"""Random histories of branches and headquarters on real data files, and an oracle that knows no versions.

The oracle notes every confirmed edit with the edits that its data file held at that moment. An edit may give way only to
one that was made in a file that held it; every other one must be shown or be kept as a conflict.
"""

import atexit
import itertools
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine, select

from dangjian_desktop.bundle.archive import read_bundle
from dangjian_desktop.bundle.manifest import Period
from dangjian_desktop.bundle.outgoing import Outgoing, prepare, write_bundle
from dangjian_desktop.bundle.receiver import admit
from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models import database
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.conflicts import siblings_of
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo, undoable
from dangjian_desktop.services.merging import merge, receiver_of
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.questions import CONFLICT, open_questions, settle
from dangjian_desktop.services.sending import compose_reply, compose_report, remember_sent
from dangjian_desktop.services.trust import trust_of
from dangjian_desktop.services.work import Office, Work

CLOCK = pinned("2026-11-24T09:00")
HEAD = "机电学院党总支"
PERIOD = Period(year=2026, quarter=4)
FIELDS = ("duty", "note")
VALUES = "甲乙丙丁"
MOST = 9
"""Data files in one history."""
FAST = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
Place = tuple[str, str]
"""A row and a field."""


@dataclass(frozen=True)
class Edit:
    """One confirmed edit: a number of its own, its place and value, and the edits that its author had before him."""

    number: int
    place: Place
    value: Any
    known: frozenset[int]


@dataclass
class File:
    """A data file: where it lies, whose PC opens it, and the edits that are in it by the oracle.

    It is put there, as a copy of ``source``, and opened when that is needed. ``told`` are the edits that it held when it
    last wrote a package.
    """

    path: Path
    source: Path
    machine: str
    seeds: Iterator[str]
    known: set[int] = field(default_factory=set)
    told: frozenset[int] = frozenset()
    opened: Office | None = None

    @property
    def office(self) -> Office:
        """The open data file."""
        if self.opened is None:
            self._put_there()
            self.opened = open_office(
                self.path, clock=CLOCK, new_id=ids(next(self.seeds)), machine=lambda: self.machine
            )
        return self.opened

    def close(self) -> Path:
        """Close it if it is open, so that it can be copied or replaced; return where it lies.

        It does lie there then: what opens a copy looks whether the first one is still at its place.
        """
        if self.opened is not None:
            self.opened.close()
            self.opened = None
        self._put_there()
        return self.path

    def _put_there(self) -> None:
        if not self.path.exists():
            shutil.copy(self.source, self.path)


@dataclass
class Package:
    """A package on a stick, with the edits that it carries by the oracle."""

    path: Path
    sender: int
    known: frozenset[int]


@cache
def templates() -> Path:
    """Make one headquarters and eight branches of two members each, once a process; every history copies them.

    They are made where every history has them, so that each is at home there, and kept aside. The folder goes with the
    process.
    """
    folder = Path(tempfile.mkdtemp(prefix="dangjian-", dir=FAST))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = folder / "now"
    create_office(
        home / "a.db", kind="general-branch", name=HEAD, clock=CLOCK, new_id=ids("head"), machine=lambda: "head"
    ).close()
    (home / "a.db").rename(folder / "head.db")
    for number in range(8):
        path = home / f"{number}" / f"{number}.db"
        branch = create_office(
            path, kind="branch", name=f"第{number}党支部", superior=HEAD, clock=CLOCK,
            new_id=ids(str(number)), machine=partial(str, f"pc{number}"),
        )  # fmt: skip
        with branch.work("录入") as work:
            work.insert(Member, [{"name": name, "duty": "教师"} for name in ("张三", "李四")])
        branch.close()
        path.rename(folder / path.name)
    return folder


def ids(seed: str) -> Callable[[], str]:
    return time_ordered_ids(CLOCK, seed=seed)


ENGINES: dict[Path, Engine] = {}
MAKE_ENGINE = database._engine


def kept_engine(path: Path, **options: Any) -> Engine:  # noqa: ANN401  (passed on)
    """Return the engine of a path for as long as the process lives: its statements are compiled already."""
    if path not in ENGINES:
        ENGINES[path] = MAKE_ENGINE(path, **options)
    return ENGINES[path]


class World:
    """Branches, their copies and restored files, sticks with packages, and two headquarters of one identity."""

    def __init__(self, branches: int, seed: int) -> None:
        self.folder = templates() / "now"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.patch = mock.patch.object(database, "_engine", kept_engine)
        self.patch.start()
        self.random = random.Random(seed)
        self.serial = itertools.count()
        self.seeds = (f"{seed}/{number}" for number in itertools.count())
        self.edits: dict[int, Edit] = {}
        self.files: list[tuple[int, File]] = []
        self.packages: list[Package] = []
        self.saved: dict[int, tuple[Path, frozenset[int]]] = {}
        for number in range(branches):
            self.files.append((number, self._put(number, f"{number}", f"pc{number}", templates() / f"{number}.db")))
        self.heads = [self._head("a"), self._head("b")]
        self.met: tuple[set[int], set[int]] = (set(), set())

    def close(self) -> None:
        for file in (*self.heads, *(file for _, file in self.files)):
            file.close()
        self.patch.stop()

    def _put(self, number: int, name: str, machine: str, source: Path) -> File:
        path = self.folder / name / f"{number}.db"
        path.parent.mkdir(exist_ok=True)
        return File(path, source, machine, self.seeds)

    def _head(self, name: str) -> File:
        return File(self.folder / f"{name}.db", templates() / "head.db", "head", self.seeds)

    # what branches do

    def edit(self, place: int, act: str, row: int, name: str, value: str) -> None:
        file = self._file(place)[1]
        before = members(file.office)
        own = sorted(row_id for row_id, row in before.items() if not row["deleted"])
        if act == "undo" and undoable(file.office):
            undo(file.office)
        elif act == "add":
            with file.office.work("新增") as work:
                work.insert(Member, [{"name": "王五", "duty": value}])
        elif act == "remove" and own:
            with file.office.work("删除") as work:
                work.remove(Member, [own[row % len(own)]])
        elif act == "change" and own:
            with file.office.work("修改") as work:
                work.update(Member, {own[row % len(own)]: {name: value}})
        self._note(file, before)

    def answer(self, place: int, choice: int) -> None:
        file = self._file(place)[1]
        asked = [each for each in open_questions(file.office) if each.kind == CONFLICT]
        for each in asked[:1]:
            before = members(file.office)
            settle(file.office, each.id, each.choices[choice % len(each.choices)])
            self._note(file, before, {(each.row_id, each.field or "deleted")})

    def _note(self, file: File, before: dict[str, dict[str, Any]], also: set[Place] = frozenset()) -> None:  # type: ignore[assignment]
        """Give the oracle every field that a verb changed; a row that never left goes without a trace when undone."""
        now = members(file.office)
        gone = before.keys() - now.keys()
        file.known = {number for number in file.known if self.edits[number].place[0] not in gone}
        for row_id, after in now.items():
            for name, value in after.items():
                if before.get(row_id, {}).get(name) != value or (row_id, name) in also:
                    number = next(self.serial)
                    self.edits[number] = Edit(number, (row_id, name), value, frozenset(file.known))
                    file.known.add(number)

    def save(self, place: int) -> None:
        """Somebody copies a branch's file away, as a backup."""
        number, file = self._file(place)
        copy = self.folder / f"{number}-{next(self.serial)}.saved"
        shutil.copy(file.close(), copy)
        self.saved[number] = (copy, frozenset(file.known))

    def restore(self, place: int) -> None:
        """The saved copy is put back over the file: what was entered since is gone there."""
        number, file = self._file(place)
        if number in self.saved:
            copy, known = self.saved[number]
            file.close()
            shutil.copy(copy, file.path)
            file.known = set(known)

    def copy(self, place: int) -> None:
        """The folder is copied to another PC, and both work on."""
        number, file = self._file(place)
        if len(self.files) < MOST:
            name = f"{number}-{len(self.files)}"
            source = self.folder / f"{name}.copied"
            shutil.copy(file.close(), source)
            twin = self._put(number, name, name, source)
            twin.known = set(file.known)
            self.files.append((number, twin))

    def _file(self, place: int) -> tuple[int, File]:
        return self.files[place % len(self.files)]

    # what travels

    def pack(self, place: int) -> None:
        number, file = self._file(place)
        path = self._written(file.office, lambda work: compose_report(work, PERIOD))
        file.told = frozenset(file.known)
        self.packages.append(Package(path, number, file.told))

    def deliver(self, head: int, stick: int) -> None:
        if self.packages:
            package = self.packages[stick % len(self.packages)]
            receive(self.heads[head].office, package.path)
            self.met[head].add(package.sender)

    def reply(self, head: int, stick: int, choice: int) -> None:
        """A headquarters answers the sender of a package that it has received; one of its questions is answered."""
        package, answering = self.packages[stick % len(self.packages)], self.heads[head]
        if package.sender in self.met[head]:
            path = self._written(answering.office, lambda work: compose_reply(work, f"第{package.sender}党支部"))
            place = next(at for at, (number, _) in enumerate(self.files) if number == package.sender)
            receive(self.files[place][1].office, path)
            self.answer(place, choice)

    def _written(self, office: Office, compose: Callable[[Work], Outgoing]) -> Path:
        """Write a package whole and read it back, but without the papers that only people read.

        It is neither signed nor sealed: both headquarters stand for one, and have keys of their own.
        """
        with office.work("生成") as work:
            package = replace(compose(work), keys=None, recipients=())
            written = write_bundle(self.folder / f"stick{next(self.serial)}", prepare(package), {})
            remember_sent(work, package, written, CLOCK().isoformat())
        return written.path

    # what must hold

    def check(self) -> None:
        """Bring every package to both headquarters in an order of its own, and compare all that they hold.

        In every other history whoever has something new to report does so first; in the rest that is never told.
        """
        if self.random.random() < 0.5:
            for place, (_, file) in enumerate(self.files):
                if file.known != file.told:
                    self.pack(place)
        if not self.packages:
            return
        heads = [head.office for head in self.heads]
        for head in heads:
            order = list(self.packages)
            self.random.shuffle(order)
            for package in order:
                receive(head, package.path)
            for package in order[:2]:
                before = digest(head)
                assert receive(head, package.path) in ("same", "stale")
                assert digest(head) == before
        assert digest(heads[0]) == digest(heads[1])
        shown = [members(head) for head in heads]
        assert shown[0] == shown[1]
        for head in heads:
            self._check_that_nothing_vanished(head, shown[0])

    def _check_that_nothing_vanished(self, head: Office, shown: dict[str, dict[str, Any]]) -> None:
        received = {number for package in self.packages for number in package.known}
        over = {known for number in received for known in self.edits[number].known if self._same(known, number)}
        with head.reading() as connection:
            kept = siblings_of(connection, list(shown))
        for edit in (self.edits[number] for number in received - over):
            row_id, name = edit.place
            fields = kept.get(("members", row_id), {})
            siblings = [each.value for each in (*fields.get(name, ()), *fields.get("", ()))]
            assert edit.value in [shown[row_id][name], *siblings], (edit, shown[row_id], fields)
            if shown[row_id]["deleted"] and name != "deleted":
                deletions = [e for e in self.edits.values() if e.place == (row_id, "deleted") and e.value]
                told = "" in fields or "deleted" in fields
                assert told or any(edit.number in each.known for each in deletions), (edit, fields)

    def _same(self, known: int, number: int) -> bool:
        return self.edits[known].place == self.edits[number].place


def members(office: Office) -> dict[str, dict[str, Any]]:
    """Return what an office holds of members, deleted ones too, by id."""
    table = table_of(Member)
    columns = [table.c[name] for name in ("id", "name", "deleted", *FIELDS)]
    with office.reading() as connection:
        rows = connection.execute(select(*columns)).mappings()
        return {row["id"]: {name: row[name] for name in ("name", "deleted", *FIELDS)} for row in rows}


def receive(office: Office, path: Path) -> str:
    """Take a package as `receive --apply --adopt` does, without the copy of the data file before it."""
    with office.reading() as connection:
        trust = trust_of(connection)
    package = read_bundle(path, trust=trust)
    with office.reading() as connection:
        admission = admit(package, receiver_of(connection, office, package), adopt=True)
    if admission.status == "new":
        merge(office, package, admission)
    return admission.status
