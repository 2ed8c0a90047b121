"""README's promise, tried on a copy of the program: a sixth scheme in ten lines has grid, check, package and undo."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECORD = '''
from datetime import date
from sqlalchemy.orm import Mapped
from dangjian_desktop.models.base import Record, reference

class Visit(Record):
    """A visit to a member."""
    __tablename__ = "visits"
    member_id: Mapped[str] = reference("members")
    held_on: Mapped[date]
'''
IMPORTS = """
from collections.abc import Iterable
from dangjian_desktop.core.words import SCHEME_WORDS
from dangjian_desktop.models.sixth import Visit
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Column, Found, Kind, Ledger, Scheme, Severity, Step, rule
from dangjian_desktop.schemes.shared import MEMBER
"""
YEAR = """
import sys
from pathlib import Path
from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.shared import ROSTER
from dangjian_desktop.services import checks, exchange
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import undo
from dangjian_desktop.services.offices import create_office
from dangjian_desktop.services.records import Edit, rows, save_texts

folder, clock = Path(sys.argv[1]), pinned("2026-11-24T09:00")

def make(name, kind):
    ids = time_ordered_ids(clock, seed=name)
    return create_office(folder / f"{name}.db", kind=kind, name=name, superior="总支", clock=clock, new_id=ids)

branch, head = make("支部", "branch"), make("总支", "general-branch")
visits = SCHEMES[5].ledger("visits")
save_texts(branch, ROSTER, [Edit(None, {"name": "张三"})], verb="录入")
assert "V01" in {finding.rule for finding in checks.check(branch)}
saved = save_texts(branch, visits, [Edit(None, {"member_id": "张三", "held_on": "2026.3.5"})], verb="录入")
assert not saved.problems
assert "V01" not in {finding.rule for finding in checks.check(branch)}
before = digest(head)
(plan,) = exchange.apply(head, [exchange.pack(branch, folder).path], adopt=True)
assert "新增走访 1 条：张三。" in plan.sentences, plan.sentences
assert rows(head, visits)[0].texts == ("张三", "2026-03-05")
undo(head)
assert digest(head) == before
print("six")
"""


def test_the_sixth_scheme_of_readme_works_on_a_copy_of_the_program(tmp_path: Path) -> None:
    package = tmp_path / "dangjian_desktop"
    shutil.copytree(ROOT / "dangjian_desktop", package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    (card,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(card.strip().splitlines()) <= 10

    (package / "models" / "sixth.py").write_text(RECORD, encoding="utf-8")
    (package / "schemes" / "sixth.py").write_text(IMPORTS + card, encoding="utf-8")
    edit(
        package / "models" / "tables.py",
        "    attachment.Attachment,\n)",
        "    attachment.Attachment,\n    sixth.Visit,\n)",
    )
    edit(package / "models" / "tables.py", "    received,\n)", "    received,\n    sixth,\n)")
    edit(
        package / "core" / "words.py",
        '标兵评选"),\n)',
        '标兵评选"),\n    SchemeWords("visits", "党员走访", "走访"),\n)',
    )
    edit(package / "schemes" / "__init__.py", "PACESETTERS)", "PACESETTERS, SIXTH)")
    edit(
        package / "schemes" / "__init__.py",
        "import Scheme\n",
        "import Scheme\nfrom dangjian_desktop.schemes.sixth import SIXTH\n",
    )

    done = subprocess.run(
        [sys.executable, "-c", YEAR, str(tmp_path)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("six\n", "")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
