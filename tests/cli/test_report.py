"""`report`: who has reported, the summary's files and figures, and sending a report back, as other programs call it."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook

from tests.cli.test_verbs import HEAD, Run, branch_file, run

__all__ = ["branch_file", "run"]


@pytest.fixture
def head_file(run: Run, branch_file: str, tmp_path: Path) -> str:
    """A general branch with one branch that has reported for the third quarter."""
    run("总支", "init", "--kind", "general-branch", "--name", HEAD)
    assert run(branch_file, "pack", "--out", tmp_path / "U盘", "--year", "2026", "--quarter", "3").code == 0
    (package,) = (tmp_path / "U盘").glob("*.zip")
    assert run("总支", "receive", package, "--apply", "--adopt").code == 0
    return "总支"


def test_report_says_who_has_reported(run: Run, head_file: str) -> None:
    (line,) = run(head_file, "report", "--quarter", "3").out.splitlines()
    name, state, late, day, _ = line.split("\t")
    assert (name, state, late, day) == ("机电党支部", "已合并", "迟报", "2026-11-24")
    assert run(head_file, "report").out == "机电党支部\t未报\n"


def test_report_gives_figures_as_json_and_files_by_their_ending(run: Run, head_file: str, tmp_path: Path) -> None:
    found = run(head_file, "report", "--json", "--year", "2026", "--quarter", "3", "--out", tmp_path / "汇总.xlsx").json
    assert found["office"] == HEAD
    assert [unit["state"] for unit in found["units"]] == ["已合并"]
    sheet = load_workbook(tmp_path / "汇总.xlsx").worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == ("机电党支部", found["totals"]["members"])
    assert run(head_file, "report", "--out", tmp_path / "汇总.PDF").out.startswith("已写出汇总图：")
    assert "责任区覆盖率" in pypdf.PdfReader(BytesIO((tmp_path / "汇总.PDF").read_bytes())).pages[0].extract_text()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "汇总.doc"), "[REPORT-FORMAT]"),
        (("--send-back", "机电党支部"), "[REPORT-OPINION]"),
        (("--send-back", "别的支部", "--opinion", "改"), "[REPORT-UNIT]"),
        (("--opinion", "改"), "[REPORT-UNIT]"),
    ],
)
def test_report_refuses_in_one_sentence(run: Run, head_file: str, words: tuple[str, ...], code: str) -> None:
    outcome = run(head_file, "report", *words)
    assert outcome.code == 1
    assert code in outcome.err


def test_report_sends_back_with_an_opinion_that_the_branch_reads_in_the_reply(
    run: Run, head_file: str, branch_file: str, tmp_path: Path
) -> None:
    assert run(head_file, "report", "--send-back", "机电党支部", "--opinion", "请补承诺").code == 0
    assert "已退回\t迟报" in run(head_file, "report", "--quarter", "3").out
    assert run(head_file, "reply", "--to", "机电党支部", "--out", tmp_path / "回").code == 0
    (reply,) = (tmp_path / "回").glob("*.zip")
    told = run(branch_file, "receive", reply, "--apply").out
    assert "已合并" in told
