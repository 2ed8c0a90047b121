"""The commands backup, restore, verify and rollover as IT staff call them: exit codes, JSON and one Chinese sentence."""

import re
from pathlib import Path

import pytest

from tests.cli.test_verbs import Run, branch_file, run

__all__ = ["branch_file", "run"]
SENTENCE = re.compile(r"^([^\n]+[。]\[[A-Z][A-Z-]+\]\n)+$")


def test_a_backup_is_made_listed_and_restored(run: Run, branch_file: str, tmp_path: Path) -> None:
    wanted = run(branch_file, "digest").out
    made = run(branch_file, "backup", "--json")
    assert made.code == 0
    (plain,) = made.json["backups"]
    assert (plain["origin"], plain["people"], plain["verified"]) == ("手工", 2, True)
    assert Path(plain["path"]).parent == tmp_path / "备份"
    run(branch_file, "undo")
    assert run(branch_file, "digest").out != wanted
    assert run(branch_file, "restore", plain["path"]).code == 0
    assert run(branch_file, "digest").out == wanted
    listed = run(branch_file, "backup", "--list")
    assert [line.split("\t")[1] for line in listed.out.splitlines()] == ["恢复前", "手工"]
    assert re.fullmatch(r"数据文件完好：\d+ 行。\n完好的备份：2 份。\n", run(branch_file, "verify").out)


def test_a_backup_goes_where_it_is_told(run: Run, branch_file: str, tmp_path: Path) -> None:
    assert run(branch_file, "backup", "--to", tmp_path / "U盘").code == 0
    assert [path.suffix for path in sorted((tmp_path / "U盘").glob("*.db"))] == [".db"]
    assert not (tmp_path / "备份").exists()
    kept = tmp_path / "移动硬盘"
    kept.mkdir()
    assert run(branch_file, "backup", "--folder", kept).code == 0
    assert run(branch_file, "backup").code == 0
    assert len(list(kept.glob("*.db"))) == 2


def test_verify_names_each_bad_file(run: Run, branch_file: str, tmp_path: Path) -> None:
    for _ in range(3):
        run(branch_file, "backup")
    bad = sorted((tmp_path / "备份").glob("*.db"))[:2]
    for path in bad:
        path.write_bytes(path.read_bytes()[:5000])
    found = run(branch_file, "verify", "--json")
    assert found.code == 1
    assert found.json["rows"] > 0
    assert (found.json["backups"], len(found.json["faults"])) == (1, 2)
    assert SENTENCE.match(found.err)
    assert all(path.name in found.err for path in bad)


def test_verify_reads_the_backups_of_a_damaged_data_file_too(run: Run, branch_file: str, tmp_path: Path) -> None:
    run(branch_file, "backup")
    (tmp_path / f"{branch_file}.db").write_text("党员" * 5000, encoding="utf-8")
    found = run(branch_file, "verify")
    assert found.code == 1
    assert "完好的备份：1 份" in found.out
    assert "[DATA-DAMAGED]" in found.err
    (kept,) = (tmp_path / "备份").glob("*.db")
    assert run(branch_file, "restore", kept).code == 0
    assert run(branch_file, "verify").code == 0


@pytest.mark.parametrize("words", [("restore",), ("rollover",), ("rollover", "--to", "x")])
def test_wrong_usage_is_two(run: Run, branch_file: str, words: tuple[str, ...]) -> None:
    assert run(branch_file, *words).code == 2


def test_a_missing_backup_is_told_in_a_sentence(run: Run, branch_file: str, tmp_path: Path) -> None:
    refused = run(branch_file, "restore", tmp_path / "没有.db")
    assert refused.code == 1
    assert SENTENCE.match(refused.err)


def test_a_roll_over_gives_figures_and_the_old_year_can_be_unlocked(run: Run, branch_file: str) -> None:
    told = run(branch_file, "rollover", "--to", "2027", "--dry-run", "--json").json
    assert told["carried"] == {"posts": 0, "areas": 1, "exemptions": 0}
    done = run(branch_file, "rollover", "--to", "2027", "--close", "--json").json
    assert done == {**told, "closed": True}
    before = run(branch_file, "digest").out
    assert run(branch_file, "rollover", "--to", "2027", "--close", "--json").json["carried"]["areas"] == 0
    assert run(branch_file, "digest").out == before
    assert "已解锁" in run(branch_file, "rollover", "--unlock", "2026").out
    refused = run(branch_file, "rollover", "--to", "2031")
    assert refused.code == 1
    assert SENTENCE.match(refused.err)
