"""decide as other programs call it: the queue, each step of the table of moves, refusals in one sentence (X07, B14-B18)."""

import re
from pathlib import Path
from typing import Any

import pytest

from dangjian_desktop.cli.deciding import STEPS
from dangjian_desktop.schemes.nomination_states import MOVES, Actor
from tests.cli.test_verbs import HEAD, SENTENCE, Run, branch_file, run

__all__ = ["branch_file", "run"]
DOCS = Path(__file__).parents[2] / "docs" / "command-line.md"


@pytest.fixture
def waiting(run: Run, branch_file: str, tmp_path: Path) -> str:
    """A general branch that has merged the branch's report; the id of the nomination in it."""
    assert run(branch_file, "pack", "--out", tmp_path / "U盘").code == 0
    assert run("总支", "init", "--kind", "general-branch", "--name", HEAD).code == 0
    (package,) = (tmp_path / "U盘").glob("上报_*.zip")
    assert run("总支", "receive", package, "--apply", "--adopt").code == 0
    (row,) = listed(run)
    return str(row["id"])


def listed(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("总支", "decide", "--list", "--json").json["nominations"]
    return found


def test_every_move_of_the_approver_and_of_the_filer_can_be_made() -> None:
    taken = {verb for moves in MOVES.values() for verb, move in moves.items() if move.actor is not Actor.BRANCH}
    assert STEPS.keys() == taken - {"receive"}


def test_X07_a_nomination_is_listed_approved_numbered_and_awarded(run: Run, waiting: str) -> None:
    (row,) = listed(run)
    assert (row["person"], row["state"], row["open"]) == ("张三", "总支已接收", True)
    assert {"approve", "refuse", "return"} <= set(row["moves"])
    line = run("总支", "decide", "--list").out
    assert line.startswith(f"{waiting}\t机电党支部\t张三\t先锋岗\t总支已接收\t")
    done = run("总支", "decide", waiting, "--move", "approve", "--opinion", "同意授予。", "--on", "2026-11-24")
    assert (done.code, done.out) == (0, "已批准 1 人。\n")
    assert run("总支", "decide", waiting, "--move", "number").code == 0
    assert run("总支", "decide", waiting, "--move", "award").code == 0
    (row,) = listed(run)
    assert (row["state"], row["fields"]["plaque_number"], row["fields"]["opinion"]) == (
        "已授牌",
        "先锋岗2026-01",
        "同意授予。",
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--move", "consult", "--police", "同意"), "DECIDE-REFUSED"),
        (("--move", "approve", "--on", "2026-11-25"), "DECIDE-REFUSED"),
        (("--move", "award"), "DECIDE-REFUSED"),
        (("--move", "refuse"), "REFUSE-REASON"),
        (("--move", "return"), "RETURN-REASON"),
        (("--move", "revoke", "--ground", "迟到"), "REVOKE-GROUND"),
        (("--move", "number", "--number", "7"), "DECIDE-REFUSED"),
    ],
)
def test_a_move_that_may_not_be_made_is_one_sentence(run: Run, waiting: str, words: tuple[str, ...], code: str) -> None:
    before = run("总支", "digest").out
    outcome = run("总支", "decide", waiting, *words)
    assert outcome.code == 1
    assert SENTENCE.match(outcome.err)
    assert f"[{code}]" in outcome.err
    assert run("总支", "digest").out == before


@pytest.mark.parametrize(
    "words", [(), ("x",), ("--move", "approve"), ("a", "b", "--move", "object"), ("x", "--move", "bless")]
)
def test_a_wrong_way_of_writing_it_exits_with_2(run: Run, waiting: str, words: tuple[str, ...]) -> None:
    assert run("总支", "decide", *words).code == 2


def test_who_is_left_is_named_and_the_others_are_done(run: Run, waiting: str) -> None:
    outcome = run("总支", "decide", waiting, "没有的", "--move", "approve")
    assert (outcome.code, outcome.out) == (1, "已批准 1 人。\n")
    assert SENTENCE.match(outcome.err)


def test_the_document_shows_the_keys_that_are_printed(run: Run, waiting: str, tmp_path: Path) -> None:
    text = DOCS.read_text(encoding="utf-8")
    run("总支", "export", tmp_path / "全部.xlsx")
    printed = [
        run("总支", "import", tmp_path / "全部.xlsx", "--dry-run", "--json").json["sheets"].popitem()[1],
        run("总支", "receive", next((tmp_path / "U盘").glob("上报_*.zip")), "--json").json["bundles"][0],
        listed(run)[0],
        *run("支部", "check", "--json").json["findings"][:1],
    ]
    for found in printed:
        assert [key for key in found if not re.search(f'"{key}"', text)] == []
    assert [key for key in printed[1]["counts"] if f"`{key}`" not in text and f'"{key}"' not in text] == []


def test_option_lists_sets_and_sends_down(run: Run, waiting: str) -> None:
    assert run("总支", "option", "pioneers.quota_percent", "15", "--push", "suggested").code == 0
    (line,) = run("总支", "option", "pioneers.quota_percent", "--json").json["settings"]
    assert (line["value"], line["state"], line["push"], line["since"]) == (15, "本单位", "suggested", "2026-11-24")
    assert len(run("支部", "option").out.splitlines()) > 20
    for words in (("pioneers.quota_percent", "很多"), ("没有的", "1"), ("areas.coverage_percent", "--push", "locked")):
        refused = run("支部", "option", *words)
        assert (refused.code, bool(SENTENCE.match(refused.err))) == (1, True)
