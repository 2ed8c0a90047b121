"""Cases 8 and 31 of docs/exchange.md: a data file carried to a new PC in a locked package, with a list to be signed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.services.offices import open_office
from tests.exchange.test_enrolment import FIRST, HEAD, Run, meet, offices, own, receive, reply, report, run, states
from tests.services.exchange_year import fill

__all__ = ["offices", "run"]


@pytest.fixture
def people(offices: None, tmp_path: Path) -> None:
    """Two people and what they do in the first branch."""
    clock = pinned("2026-11-24T09:00")
    office = open_office(tmp_path / "a/支部.db", clock=clock, new_id=time_ordered_ids(clock), machine=lambda: "a")
    fill(office, "张三", "李四")
    office.close()


def packed(run: Run, tmp_path: Path) -> list[str]:
    """Make the move package; return what was printed."""
    made = run("a/支部", "move", "--out", tmp_path / "U盘", "--password-file", tmp_path / "口令.txt")
    assert made.code == 0, made.err
    return made.out.splitlines()


def opened(run: Run, tmp_path: Path, package: str) -> Path:
    """Open it on the new PC; return the receipt."""
    said = run("new/支部", "move", package, "--password-file", tmp_path / "口令.txt")
    assert said.code == 0, said.err
    (receipt,) = (tmp_path / "U盘").glob("接管回执_*.zip")
    return receipt


def test_case_08_a_move_package_makes_a_new_installation_and_the_receipt_makes_the_old_one_read_only(
    run: Run, people: None, tmp_path: Path
) -> None:
    meet(run, tmp_path / "U盘")
    before, content = own(run, "a/支部"), run("a/支部", "digest").out
    receipt = opened(run, tmp_path, packed(run, tmp_path)[0])
    assert run("new/支部", "digest").out == content
    after = own(run, "new/支部")
    assert after != before
    assert run("a/支部", "pack", "--out", tmp_path / "另一个").code == 0

    told = run("a/支部", "receive", receipt)
    assert (told.code, "只能查看" in told.out) == (0, True)
    assert "[DATA-STANDING]" in run("a/支部", "pack", "--out", tmp_path / "U盘").err
    assert "只能查看" in run("a/支部", "identity").out
    assert receive(run, "head/总支", report(run, "new/支部", tmp_path / "U盘")).code == 0
    assert states(run, "head/总支") == {before: "已更换", after: "未确认"}


def test_case_08_the_old_pc_learns_it_from_a_reply_too(run: Run, people: None, tmp_path: Path) -> None:
    meet(run, tmp_path / "U盘")
    opened(run, tmp_path, packed(run, tmp_path)[0])
    assert receive(run, "head/总支", report(run, "new/支部", tmp_path / "U盘")).code == 0
    told = receive(run, "a/支部", reply(run, tmp_path / "U盘"))
    assert "只能查看" in told.out + told.err
    assert "[DATA-STANDING]" in run("a/支部", "pack", "--out", tmp_path / "U盘").err


def test_case_08_the_old_pc_learns_it_from_the_successors_report_though_it_is_sealed(
    run: Run, people: None, tmp_path: Path
) -> None:
    meet(run, tmp_path / "U盘")
    opened(run, tmp_path, packed(run, tmp_path)[0])
    told = run("a/支部", "receive", report(run, "new/支部", tmp_path / "U盘"))
    assert (told.code, "只能查看" in told.out) == (0, True)


def test_case_08_nobody_sees_into_a_move_package_and_it_is_not_received(run: Run, people: None, tmp_path: Path) -> None:
    path = Path(packed(run, tmp_path)[0])
    assert b"SQLite" not in path.read_bytes()
    assert "张三".encode() not in path.read_bytes()
    for place in ("head/总支", "a/支部"):
        assert "[BUNDLE-KIND]" in run(place, "receive", path).err
    (tmp_path / "错.txt").write_text("0000 0000 0000 0000 0000", encoding="utf-8")
    wrong = run("new/支部", "move", path, "--password-file", tmp_path / "错.txt")
    assert (wrong.code, "[BUNDLE-PASSWORD]" in wrong.err) == (1, True)
    assert not list((tmp_path / "new").glob("*"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", [cut, flip])
def test_case_08_a_damaged_move_package_leaves_nothing(
    run: Run, people: None, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    path = Path(packed(run, tmp_path)[0])
    harm(path)
    assert run("new/支部", "move", path, "--password-file", tmp_path / "口令.txt").code == 1
    assert not list((tmp_path / "new").glob("*"))


def test_case_08_a_report_is_no_move_package_and_nothing_is_overwritten(run: Run, people: None, tmp_path: Path) -> None:
    path = packed(run, tmp_path)[0]
    stray = report(run, "b/支部", tmp_path / "别的")
    assert "[MOVE-KIND]" in run("new/支部", "move", stray, "--password-file", tmp_path / "口令.txt").err
    before = (tmp_path / "b/支部.db").read_bytes()
    assert "[DATA-EXISTS]" in run("b/支部", "move", path, "--password-file", tmp_path / "口令.txt").err
    assert (tmp_path / "b/支部.db").read_bytes() == before
    assert run("a/支部", "move", path, "--out", tmp_path, "--password-file", tmp_path / "口令.txt").code == 2


def test_case_31_the_hand_over_list_tells_what_is_handed_over_and_has_three_places_to_sign(
    run: Run, people: None, tmp_path: Path
) -> None:
    meet(run, tmp_path / "U盘")
    lines = packed(run, tmp_path)
    code = lines[2].removeprefix("校验码：")
    assert code in Path(lines[0]).name
    with pdfplumber.open(BytesIO(Path(lines[1]).read_bytes())) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    for words in (FIRST, code, "移交人", "接收人", "监交人", own(run, "a/支部"), own(run, "head/总支"), HEAD):
        assert words in text
    assert "党员名册 2" in text
    assert lines[3].removeprefix("口令：")[:24] not in text
