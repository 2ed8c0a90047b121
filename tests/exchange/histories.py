"""Random histories of branches and headquarters on real data files, and an oracle that knows no versions.

The oracle notes every confirmed edit with the edits that its data file held at that moment. An edit may give way only to
one that was made in a file that held it; every other one must be shown or be kept as a conflict.
"""

import itertools
import random
import shutil
import tempfile
from collections.abc import Callable
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
    """A data file of a branch: where it lies, whose PC opens it, and the edits that are in it by the oracle."""

    path: Path
    machine: str
    office: Office
    known: set[int] = field(default_factory=set)


@dataclass
class Package:
    """A package on a stick, with the edits that it carries by the oracle."""

    path: Path
    sender: int
    known: frozenset[int]


@cache
def templates() -> Path:
    """Make one headquarters and eight branches of two members each, once a process; every history copies them."""
    folder = Path(tempfile.mkdtemp(prefix="dangjian-", dir=FAST))
    create_office(
        folder / "head.db", kind="general-branch", name=HEAD, clock=CLOCK, new_id=ids("head"), machine=lambda: "head"
    ).close()
    for number in range(8):
        branch = create_office(
            folder / f"{number}.db", kind="branch", name=f"第{number}党支部", superior=HEAD, clock=CLOCK,
            new_id=ids(str(number)), machine=partial(str, f"pc{number}"),
        )  # fmt: skip
        with branch.work("录入") as work:
            work.insert(Member, [{"name": name, "duty": "教师"} for name in ("张三", "李四")])
        branch.close()
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
        self.random, self.seed = random.Random(seed), seed
        self.serial = itertools.count()
        self.edits: dict[int, Edit] = {}
        self.files: list[tuple[int, File]] = []
        self.packages: list[Package] = []
        self.saved: dict[int, tuple[Path, frozenset[int]]] = {}
        for number in range(branches):
            self.files.append((number, self._open(number, f"{number}", f"pc{number}", templates() / f"{number}.db")))
        self.heads = [self._head("a"), self._head("b")]
        self.met: tuple[set[int], set[int]] = (set(), set())

    def close(self) -> None:
        for _, file in self.files:
            file.office.close()
        for head in self.heads:
            head.close()
        self.patch.stop()

    def _new_id(self) -> Callable[[], str]:
        return time_ordered_ids(CLOCK, seed=f"{self.seed}/{next(self.serial)}")

    def _open(self, number: int, name: str, machine: str, source: Path) -> File:
        path = self.folder / name / f"{number}.db"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(source, path)
        return File(path, machine, open_office(path, clock=CLOCK, new_id=self._new_id(), machine=lambda: machine))

    def _head(self, name: str) -> Office:
        path = self.folder / f"{name}.db"
        shutil.copy(templates() / "head.db", path)
        return open_office(path, clock=CLOCK, new_id=self._new_id(), machine=lambda: "head")

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
        file.office.close()
        shutil.copy(file.path, copy)
        self._reopen(file)
        self.saved[number] = (copy, frozenset(file.known))

    def restore(self, place: int) -> None:
        """The saved copy is put back over the file: what was entered since is gone there."""
        number, file = self._file(place)
        if number in self.saved:
            copy, known = self.saved[number]
            file.office.close()
            shutil.copy(copy, file.path)
            file.known = set(known)
            self._reopen(file)

    def copy(self, place: int) -> None:
        """The folder is copied to another PC, and both work on."""
        number, file = self._file(place)
        if len(self.files) < 9:
            file.office.close()
            name = f"{number}-{len(self.files)}"
            twin = self._open(number, name, name, file.path)
            twin.known = set(file.known)
            self._reopen(file)
            self.files.append((number, twin))

    def _reopen(self, file: File) -> None:
        machine = file.machine
        file.office = open_office(file.path, clock=CLOCK, new_id=self._new_id(), machine=lambda: machine)

    def _file(self, place: int) -> tuple[int, File]:
        return self.files[place % len(self.files)]

    # what travels

    def pack(self, place: int) -> None:
        number, file = self._file(place)
        path = self._written(file.office, lambda work: compose_report(work, PERIOD))
        self.packages.append(Package(path, number, frozenset(file.known)))

    def deliver(self, head: int, stick: int) -> None:
        if self.packages:
            package = self.packages[stick % len(self.packages)]
            receive(self.heads[head], package.path)
            self.met[head].add(package.sender)

    def reply(self, head: int, stick: int, choice: int) -> None:
        """A headquarters answers the sender of a package that it has received; one of its questions is answered."""
        package, office = self.packages[stick % len(self.packages)], self.heads[head]
        if package.sender in self.met[head]:
            path = self._written(office, lambda work: compose_reply(work, f"第{package.sender}党支部"))
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
        """Bring every package to both headquarters in an order of its own, and compare all that they hold."""
        for head in self.heads:
            order = list(self.packages)
            self.random.shuffle(order)
            for package in order:
                receive(head, package.path)
            for package in order[:2]:
                before = digest(head)
                assert receive(head, package.path) in ("same", "stale")
                assert digest(head) == before
        assert digest(self.heads[0]) == digest(self.heads[1])
        shown = [members(head) for head in self.heads]
        assert shown[0] == shown[1]
        self._check_that_nothing_vanished(shown[0])

    def _check_that_nothing_vanished(self, shown: dict[str, dict[str, Any]]) -> None:
        received = {number for package in self.packages for number in package.known}
        over = {known for number in received for known in self.edits[number].known if self._same(known, number)}
        for head in self.heads:
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
