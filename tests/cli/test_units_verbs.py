"""transfer, rename and units as other programs call them (exchange.md, cases 13-19)."""

from pathlib import Path

import pytest

from tests.cli.test_verbs import HEAD, SENTENCE, Run, branch_file, run

__all__ = ["branch_file", "run"]


def packages(folder: Path, word: str) -> list[Path]:
    return sorted(folder.glob(f"{word}_*.zip"))


def test_case_13_transfer_and_receive(run: Run, branch_file: str, tmp_path: Path) -> None:
    words = ("transfer", "--member", "张三", "--to", "文传党支部", "--out", tmp_path / "U盘")
    assert run(branch_file, *words, "--preview").code == 0
    assert packages(tmp_path / "U盘", "转出") == []
    done = run(branch_file, *words)
    assert done.code == 0
    assert "校验码：" in done.out
    assert "未加密" in done.out
    (package,) = packages(tmp_path / "U盘", "转出")
    run("新", "init", "--kind", "branch", "--name", "文传党支部", "--superior", HEAD)
    looked = run("新", "receive", package)
    assert "接收张三" in looked.out
    assert run("新", "receive", package, "--apply").code == 0
    twice = run(branch_file, *words)
    assert (twice.code, bool(SENTENCE.match(twice.err))) == (1, True)
    assert "[TRANSFER-MEMBER]" in twice.err
    again = run(branch_file, "transfer", "--member", "张三", "--again", "--out", tmp_path / "另一个")
    assert len(packages(tmp_path / "另一个", "转出")) == 1, again.err


def test_case_15_transfer_outside(run: Run, branch_file: str) -> None:
    done = run(branch_file, "transfer", "--member", "张三", "--outside", "省电力公司党委")
    assert (done.code, "不生成转出包" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("transfer", "--member", "没有的人", "--to", "文传党支部"), "MEMBER"),
        (("transfer", "--member", "张三", "--to", "机电党支部"), "TRANSFER-GOAL"),
        (("transfer", "--member", "张三", "--to", "文传党支部", "--on", "2027-01-01"), "TRANSFER-DAY"),
        (("transfer", "--member", "张三", "--again"), "TRANSFER-OUT"),
        (("rename", " "), "OFFICE-NAME"),
        (("rename", "某支部", "--on", "2027-01-01"), "OFFICE-NAME"),
        (("units", "--kind", "split", "--from", "机电党支部", "--to", "甲", "--to", "乙"), "UNIT-OWNER"),
        (("units", "--carry-out", "1"), "UNIT-CHANGE"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, branch_file: str, words: tuple[str, ...], code: str) -> None:
    outcome = run(branch_file, *words)
    assert outcome.code == 1
    assert SENTENCE.match(outcome.err)
    assert f"[{code}]" in outcome.err


def test_case_17_units_splits_a_branch_and_the_branch_carries_it_out(
    run: Run, branch_file: str, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    run("总支", "init", "--kind", "general-branch", "--name", HEAD)
    run(branch_file, "pack", "--out", stick)
    run("总支", "receive", *packages(stick, "上报"), "--apply", "--adopt")
    words = ("units", "--kind", "split", "--from", "机电党支部", "--to", "机电教工党支部", "--to", "机电学生党支部")
    looked = run("总支", *words, "--others", "机电学生党支部", "--on", "2026-11-01", "--preview")
    assert "党员去向：机电教工党支部 0 人、机电学生党支部 2 人。" in looked.out
    assert run("总支", *words, "--others", "机电学生党支部", "--on", "2026-11-01").code == 0
    assert "已决定\t从2026年11月1日起，" in run("总支", "units").out
    run("总支", "reply", "--to", "机电党支部", "--out", stick)
    assert run(branch_file, "receive", *packages(stick, "回执"), "--apply").code == 0
    assert "1\t待办理" in run(branch_file, "units").out
    assert "[TRANSFER-OUT]" in run(branch_file, "units", "--carry-out", "1").err
    done = run(branch_file, "units", "--carry-out", "1", "--out", stick)
    assert done.code == 0, done.err
    assert len(packages(stick, "转出")) == 1
    assert "1\t已办理" in run(branch_file, "units").out
    assert run("总支", "units", "--counts", "2026-10-31").out == "机电党支部\t2\n"
