"""Every hostile package through `receive`: refused or parked in one sentence, quickly, and nobody else's data touched."""

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from dangjian_desktop.bundle.seal import Keys, public_of
from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.member import Member
from dangjian_desktop.models.nomination import Nomination
from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.tables import RECORDS, table_of
from dangjian_desktop.services import exchange
from dangjian_desktop.services.checks import check
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.integrity import verify
from dangjian_desktop.services.offices import create_office
from dangjian_desktop.services.photos import set_photo
from dangjian_desktop.services.print_jobs import Job
from dangjian_desktop.services.printing import print_files
from dangjian_desktop.services.summary_files import write_summary
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import export_workbook
from tests.conftest import MakeOffice
from tests.hostile.forge import Forged, taken_apart
from tests.hostile.rows import hostile_rows
from tests.hostile.seals import PASSWORD, hostile_seals
from tests.hostile.words import hostile_words
from tests.hostile.zips import hostile_zips
from tests.services.exchange_year import fill
from tests.services.test_sealing import meet

HEAD, BRANCH, OTHER = "机电学院党总支", "机电党支部", "文传党支部"
SENTENCE = re.compile(r"[^\n\u202e\x00]+。")
SECONDS = 5.0
"""Of the processor, so that a busy machine fails no test."""
SHARE = 1 if os.environ.get("DANGJIAN_NIGHTLY") else 4
BATCH = 10
MEGABYTES = 512
REFUSAL = re.compile(r"[^\n]+：[^\n]+。\[BUNDLE-[A-Z]+\]")
HEAVY = (
    "bomb",
    "800 MB",
    "20 MB",
    "picture huge",
    "cost",
    "lines",
    "49,000",
    "3000",
    "300,000",
    "share their bytes",
    "3 MB",
    "zips in",
)
MEASURED = """
import sys
from pathlib import Path
from dangjian_desktop.bootstrap import start
code = start(sys.argv[1:])
status = Path("/proc/self/status").read_text()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024, file=sys.stderr)
sys.exit(code)
"""


class Post:
    """A general branch with two enrolled units, and the keys of the one that turned hostile."""

    def __init__(self, make_office: MakeOffice, folder: Path) -> None:
        self.folder = folder
        self.head = make_office(HEAD, "general-branch")
        self.branch, self.other = make_office(BRANCH, superior=HEAD), make_office(OTHER, superior=HEAD)
        fill(self.branch, "张三", "李镕")
        fill(self.other, "王五")
        set_photo(self.branch, self._first(self.branch, Member), _picture(folder))
        for unit in (self.branch, self.other):
            exchange.apply(self.head, [exchange.pack(unit, folder / "honest").path], adopt=True)
        fill(self.head, "赵六")
        meet(self.head, self.branch)
        self.keys = _keys(self.branch)
        self.receiver = public_of(_keys(self.head))
        self.honest = taken_apart(exchange.pack(self.branch, folder / "honest").path, self.keys)

    @property
    def others(self) -> dict[str, str]:
        """Ids that the hostile sender may know, and may not touch."""
        return {
            "head": self.head.office_id,
            "head_member": self._first(self.head, Member),
            "branch": self.other.office_id,
            "branch_member": self._first(self.other, Member),
            "nomination": self._first(self.other, Nomination),
        }

    def file(self) -> bytes:
        """The general branch's data file, to the byte."""
        return Path(str(self.head.engine.url.database)).read_bytes()

    def of_others(self) -> str:
        """A hash of all rows that are not the hostile sender's."""
        digest = hashlib.sha256()
        with self.head.reading() as connection:
            for record in RECORDS:
                table = table_of(record)
                rows = select(table).where(table.c.owner_id != self.branch.office_id).order_by(table.c.id)
                digest.update(repr(connection.execute(rows).all()).encode())
        return digest.hexdigest()

    def _first(self, office: Office, kind: type[Member] | type[Nomination]) -> str:
        table = table_of(kind)
        with office.reading() as connection:
            mine = select(table.c.id).where(table.c.owner_id == office.office_id).order_by(table.c.id)
            return str(connection.execute(mine).scalars().first())


def _keys(office: Office) -> Keys:
    with office.reading() as connection:
        row = connection.execute(select(table_of(Installation))).one()
    return Keys(row.signing_key, row.sealing_key)


def _picture(folder: Path) -> Path:
    from PIL import Image

    path = folder / "photo.png"
    Image.new("RGB", (60, 80), (200, 30, 30)).save(path)
    return path


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder, opened = tmp_path_factory.mktemp("hostile"), []
    clock = pinned("2026-11-24T09:00")

    def make(name: str, kind: str = "branch", superior: str = "") -> Office:
        ids = time_ordered_ids(clock, seed=name)
        path = folder / f"{name}.db"
        opened.append(create_office(path, kind=kind, name=name, superior=superior, clock=clock, new_id=ids))
        return opened[-1]

    yield Post(make, folder)
    for office in opened:
        office.close()


@dataclass(frozen=True)
class Delivered:
    """A hostile package on the stick."""

    forged: Forged
    path: Path


@pytest.fixture(scope="module")
def delivered(post: Post) -> list[Delivered]:
    """The whole corpus as files."""
    stick = post.folder / "stick"
    stick.mkdir()
    made = []
    for number, forged in enumerate(corpus(post)):
        path = stick / f"{number:04}.zip"
        path.write_bytes(forged.data)
        made.append(Delivered(replace(forged, data=b""), path))
    return made


def corpus(post: Post) -> Iterator[Forged]:
    yield from hostile_zips(post.honest)
    yield from hostile_words(post.honest, SHARE)
    yield from hostile_seals(post.honest, post.receiver)
    yield from hostile_rows(post.honest, post.others)


def receive(post: Post, batch: Sequence[Delivered], *, write: bool) -> list[exchange.BundlePlan]:
    """Receive packages within the time of one, each answered in one sentence of our own and never by an accident."""
    began = time.process_time()
    verb = exchange.apply if write else exchange.preview
    plans = verb(post.head, [each.path for each in batch], password=PASSWORD)
    assert time.process_time() - began < SECONDS, [each.forged.name for each in batch]
    for each, plan in zip(batch, plans, strict=True):
        assert plan.code != "BUNDLE-CONTENT", (each.forged.name, plan.problems)
        assert SENTENCE.fullmatch(plan.title), (each.forged.name, plan.title)
    return plans


def test_case_34_every_hostile_package_is_handled_and_a_look_at_it_changes_nothing(
    post: Post, delivered: list[Delivered]
) -> None:
    before = post.file(), tree(post.folder)
    for each in delivered:
        (plan,) = receive(post, [each], write=False)
        wanted = each.forged.codes
        assert not wanted or any(plan.code.startswith(code) for code in wanted), (each.forged.name, plan.title)
    assert (post.file(), tree(post.folder)) == before
    assert len(delivered) >= 700


def test_case_34_what_is_refused_leaves_the_data_file_as_it_was_and_does_not_hold_up_the_others(
    post: Post, delivered: list[Delivered]
) -> None:
    refused = [each for each in delivered if each.forged.codes]
    before, around = post.file(), tree(post.folder)
    plans = exchange.apply(post.head, [each.path for each in refused])
    assert {plan.status for plan in plans} == {"refused"}
    assert post.file() == before
    assert {path for path in tree(post.folder) - around if "备份" not in path} == set()
    good = exchange.pack(post.branch, post.folder / "honest").path
    plans = exchange.apply(
        post.head, [*(each.path for each in refused[:10]), good, *(each.path for each in refused[-9:])]
    )
    assert [plan.status for plan in plans].count("refused") == 19
    assert plans[10].status == "new"


def test_case_34_hostile_rows_under_a_good_signature_touch_no_one_elses_and_spoil_no_verb(
    post: Post, delivered: list[Delivered]
) -> None:
    others = post.of_others()
    allowed = [each for each in delivered if not each.forged.codes]
    taken = 0
    for start in range(0, len(allowed), BATCH):
        batch = allowed[start : start + BATCH]
        taken += [plan.status for plan in receive(post, batch, write=True)].count("new")
        assert post.of_others() == others, [each.forged.name for each in batch]
    assert taken > 150
    folder = post.folder / "after"
    head = post.head
    assert digest(head)
    check(head)
    export_workbook(head, folder / "all.xlsx")
    write_summary(head, folder / "summary.xlsx")
    assert exchange.reply(head, BRANCH, folder).path.exists()
    assert exchange.pack(head, folder).path.exists()
    for form in range(1, 10):
        print_files(head, Job(forms=(form,), year=2026, quarter=4), folder, formats=["pdf"], separate=False)
    verify(head)


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of this process alone is told by Linux")
def test_case_34_the_command_refuses_the_heaviest_in_little_memory_without_a_traceback(
    post: Post, delivered: list[Delivered]
) -> None:
    heavy = [each for each in delivered if any(word in each.forged.name for word in HEAVY)]
    assert len(heavy) > 3 * BATCH
    office = Path(str(post.head.engine.url.database))
    password = post.folder / "password"
    password.write_text(PASSWORD)
    words = ["--office", str(office), "--now", "2026-11-24T09:00", "receive", "--password-file", str(password)]
    before = tree(post.folder)
    words += [str(each.path) for each in heavy]
    done = subprocess.run([sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=False)
    *refusals, megabytes = done.stderr.splitlines()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert all(REFUSAL.fullmatch(line) for line in refusals)
    assert len(refusals) >= len([each for each in heavy if each.forged.codes])
    assert int(megabytes) <= MEGABYTES
    assert tree(post.folder) == before
