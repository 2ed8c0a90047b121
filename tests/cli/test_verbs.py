"""The headless verbs as other programs call them: names, exit codes, JSON and one Chinese sentence on stderr."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from dangjian_desktop import bootstrap
from dangjian_desktop.services.people_order import ORDERS
from tests.reports.made_fonts import make_font
from tests.services.exchange_year import fill

HEAD = "机电学院党总支"
SENTENCE = re.compile(r"^[^\n]+[。]\[[A-Z][A-Z-]+\]\n$")


class Outcome:
    """What a command left: its exit code and both streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:  # noqa: ANN401  (any JSON value)
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in-process on one of the test's data files, its user folder being the test's own."""
    monkeypatch.setattr(bootstrap, "user_folder", lambda: tmp_path / "user")
    monkeypatch.delenv("DANGJIAN_OFFICE", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(office: str, *words: str | Path) -> Outcome:
        capsys.readouterr()
        arguments = ["--office", str(tmp_path / f"{office}.db"), "--now", "2026-11-24T09:00", *map(str, words)]
        try:
            code = bootstrap.start(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        streams = capsys.readouterr()
        return Outcome(code, streams.out, streams.err)

    return call


@pytest.fixture
def branch_file(run: Run, tmp_path: Path) -> str:
    """A branch's data file with people, an area and a studied nomination."""
    from dangjian_desktop.core.clock import pinned
    from dangjian_desktop.core.ids import time_ordered_ids
    from dangjian_desktop.services.offices import open_office

    assert run("支部", "init", "--kind", "branch", "--name", "机电党支部", "--superior", HEAD).code == 0
    clock = pinned("2026-11-24T09:00")
    office = open_office(tmp_path / "支部.db", clock=clock, new_id=time_ordered_ids(clock, seed="x"))
    fill(office, "张三", "李镕")
    office.close()
    return "支部"


def test_init_makes_a_file_and_refuses_to_overwrite_it(run: Run) -> None:
    assert run("a", "init", "--kind", "branch", "--name", "甲党支部").code == 0
    again = run("a", "init", "--kind", "branch", "--name", "甲党支部")
    assert again.code == 1
    assert SENTENCE.match(again.err)
    assert "[DATA-EXISTS]" in again.err


@pytest.mark.parametrize(
    "words",
    [
        ("init",),
        ("init", "--kind", "club", "--name", "x"),
        ("check", "--quarter", "5"),
        ("pack",),
        ("fly",),
        ("print", "10", "--out", "x"),
        ("print", "1", "--out", "x", "--order", "height"),
        ("print", "1", "--out", "x", "--date", "24.11."),
        ("print", "1", "--out", "x", "--paper", "A5"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_so_in_chinese(run: Run, words: tuple[str, ...]) -> None:
    outcome = run("a", *words)
    assert outcome.code == 2
    assert "命令写法不对" in outcome.err


@pytest.mark.parametrize("words", [("check",), ("digest",), ("pack", "--out", "x"), ("undo",), ("verify",)])
def test_a_missing_data_file_is_one_sentence(run: Run, words: tuple[str, ...]) -> None:
    outcome = run("nowhere", *words)
    assert outcome.code == 1
    assert SENTENCE.match(outcome.err)


def test_a_file_that_is_no_data_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.db").write_bytes(b"\x89PNG" * 2000)
    outcome = run("photo", "digest")
    assert outcome.code == 1
    assert SENTENCE.match(outcome.err)


def test_check_prints_findings_as_json_and_exits_with_3_when_something_must_change(run: Run, branch_file: str) -> None:
    outcome = run(branch_file, "check", "--json")
    findings = outcome.json["findings"]
    assert {"rule", "severity", "message", "source", "persons"} <= set(findings[0])
    assert outcome.code == (3 if any(each["severity"] == "必须改" for each in findings) else 0)


def test_print_makes_one_file_a_form_and_one_a_person_with_separate(run: Run, branch_file: str, tmp_path: Path) -> None:
    outcome = run(branch_file, "print", "all", "--blank", "--out", tmp_path / "blank")
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 9)
    outcome = run(branch_file, "print", "8", "--out", tmp_path / "one", "--separate", "--format", "pdf,xlsx,docx")
    names = [Path(line).name for line in outcome.out.splitlines()]
    assert {Path(name).suffix for name in names} == {".pdf", ".xlsx", ".docx"}
    assert all("张三" in name for name in names)


def test_print_refuses_an_unknown_member_and_odd_copies(run: Run, branch_file: str) -> None:
    for words in (("--member", "没有的人"), ("--copies", "0"), ("--format", "exe"), ("--offset", "0.3,1")):
        outcome = run(branch_file, "print", "8", "--out", "x", *words)
        assert outcome.code == 1
        assert SENTENCE.match(outcome.err)


def test_print_takes_order_sequence_date_paper_and_offset(run: Run, branch_file: str, tmp_path: Path) -> None:
    words = ("--order", "surname", "--by", "person", "--date", "2026-11-20", "--offset=-1,0.5", "--author", "none")
    outcome = run(branch_file, "print", "3", "8", "--out", tmp_path / "人", *words, "--paper", "A3")
    assert (outcome.code, [Path(line).name for line in outcome.out.splitlines()]) == (0, ["按人_样例3、样例8.pdf"])
    reader = pypdf.PdfReader(outcome.out.strip())
    assert reader.metadata is not None
    assert reader.metadata.author == ""
    assert [sorted(round(float(each) / 72 * 25.4) for each in page.mediabox[2:])[1] for page in reader.pages] == [
        420,
        297,
    ]
    turned = run(branch_file, "print", "3", "--out", tmp_path / "竖", "--orientation", "portrait")
    box = pypdf.PdfReader(turned.out.strip()).pages[0].mediabox
    assert box.width < box.height
    sealed = run(branch_file, "print", "8", "--out", tmp_path / "落款", "--seal-lines", "yes")
    assert "（盖章）" in pypdf.PdfReader(sealed.out.strip()).pages[0].extract_text()
    values = run(branch_file, "print", "8", "--out", tmp_path / "套打", "--values-only")
    (page,) = pypdf.PdfReader(values.out.strip()).pages
    assert "张三" in page.extract_text()
    assert "党员先锋岗审批表" not in page.extract_text()


def test_print_takes_the_keys_of_other_papers_beside_forms(run: Run, branch_file: str, tmp_path: Path) -> None:
    outcome = run(branch_file, "print", "8", "ballot", "ruler", "--blank", "--out", tmp_path / "空")
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 3)
    outcome = run(branch_file, "print", "pacesetter_plaque", "--out", tmp_path / "牌")
    assert (outcome.code, outcome.out) == (0, "")
    assert "还没有批准的标兵" in outcome.err


def test_print_changed_prints_what_changed_and_else_says_that_nothing_did(
    run: Run, branch_file: str, tmp_path: Path
) -> None:
    assert run(branch_file, "print", "3", "8", "--out", tmp_path / "a").code == 0
    outcome = run(branch_file, "print", "3", "8", "--out", tmp_path / "b", "--changed")
    assert (outcome.code, outcome.out) == (0, "")
    assert "没有改动过" in outcome.err
    assert not (tmp_path / "b").exists()


def test_the_orders_of_the_command_are_those_of_the_print_centre(run: Run, branch_file: str, tmp_path: Path) -> None:
    for order in ORDERS:
        assert run(branch_file, "print", "3", "--out", tmp_path / order, "--order", order).code == 0


def test_pack_receive_reply_and_undo_by_commands(run: Run, branch_file: str, tmp_path: Path) -> None:
    packed = run(branch_file, "pack", "--out", tmp_path / "stick").out.splitlines()
    assert packed[1].removeprefix("校验码：") in packed[0]
    run("总支", "init", "--kind", "general-branch", "--name", HEAD)
    before = run("总支", "digest").out

    shown = run("总支", "receive", packed[0], "--json")
    assert shown.code == 1
    assert shown.json["bundles"][0]["code"] == "BUNDLE-UNKNOWN"
    assert "[BUNDLE-UNKNOWN]" in shown.err

    merged = run("总支", "receive", packed[0], "--apply", "--adopt", "--json").json["bundles"][0]
    assert (merged["status"], merged["sequence"], merged["from"]) == ("new", 1, "机电党支部")
    six = [merged["counts"][key] for key in ("new", "changed", "same", "conflict", "parked", "not_owned")]
    assert six == [sum(six), 0, 0, 0, 0, 0]
    assert sum(merged["counts"].values()) == sum(six) > 0
    after = run("总支", "digest").out
    assert after != before
    assert run("总支", "receive", packed[0], "--apply", "--json").json["bundles"][0]["status"] == "same"

    reply = run("总支", "reply", "--to", "机电党支部", "--out", tmp_path / "stick").out.splitlines()[0]
    assert run(branch_file, "receive", reply, "--apply").code == 0

    assert "合并上报包" in run("总支", "undo", "--list").out
    assert run("总支", "undo").code == 0
    assert run("总支", "digest").out == before


def test_a_good_package_is_merged_though_another_one_is_refused(run: Run, branch_file: str, tmp_path: Path) -> None:
    good = run(branch_file, "pack", "--out", tmp_path / "stick").out.splitlines()[0]
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 cut")
    run("总支", "init", "--kind", "general-branch", "--name", HEAD)
    outcome = run("总支", "receive", tmp_path / "bad.zip", good, "--apply", "--adopt", "--json")
    assert outcome.code == 1
    assert [each["status"] for each in outcome.json["bundles"]] == ["refused", "new"]


def test_undo_when_there_is_nothing_and_of_an_entry_that_is_not_there(run: Run) -> None:
    run("a", "init", "--kind", "branch", "--name", "甲党支部")
    assert "[UNDO-NONE]" in run("a", "undo").err
    assert "[UNDO-NONE]" in run("a", "undo", "99").err


def test_report_and_verify(run: Run, branch_file: str, tmp_path: Path) -> None:
    assert run(branch_file, "report", "--out", tmp_path / "汇总.xlsx").code == 0
    assert (tmp_path / "汇总.xlsx").stat().st_size > 1000
    assert "完好" in run(branch_file, "verify").out


def test_the_office_is_named_by_the_environment_too(
    run: Run, branch_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANGJIAN_OFFICE", str(tmp_path / f"{branch_file}.db"))
    assert bootstrap.start(["digest"]) == 0
    assert re.fullmatch(r"[0-9a-f]{64}\n", capsys.readouterr().out)


def test_a_bug_exits_with_70_and_logs_lines_of_code_but_no_personal_data(
    run: Run, branch_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "张" + "三 1101011980" + "0101001X"

    def fail(*_arguments: object) -> str:
        raise RuntimeError(secret)

    monkeypatch.setattr("dangjian_desktop.services.digest.digest", fail)
    outcome = run(branch_file, "digest")
    assert outcome.code == 70
    assert "Traceback" not in outcome.err
    log = (tmp_path / "user" / "logs" / "错误.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "张三" not in log
    assert "1980" not in log


def test_help_is_chinese_and_names_every_verb(run: Run) -> None:
    out = run("a", "--help").out
    for verb in (
        "init",
        "import",
        "export",
        "check",
        "print",
        "pack",
        "receive",
        "reply",
        "undo",
        "report",
        "verify",
        "digest",
        "demo",
        "self-test",
    ):
        assert verb in out
    assert "上报包" in out


def test_fonts_are_added_listed_and_removed_and_a_face_is_chosen(run: Run, branch_file: str, tmp_path: Path) -> None:
    font = make_font(tmp_path / "rare.ttf", "\U0003a123", chinese="测试字体")
    assert "补字字体\trare.ttf\t测试字体" in run(branch_file, "fonts", "--add", font).out
    assert "补字字体" not in run(branch_file, "fonts", "--remove", "rare.ttf").out
    refused = run(branch_file, "fonts", "--face", "title=没有的字体")
    assert refused.code == 1
    assert SENTENCE.match(refused.err)
    listed = run(branch_file, "fonts", "--face", "title=").out
    assert "title\t随程序的字体" in listed


def test_pack_makes_a_password_that_receive_takes_and_writes_a_package_again(
    run: Run, branch_file: str, tmp_path: Path
) -> None:
    assert run("总支", "init", "--kind", "general-branch", "--name", HEAD).code == 0
    packed = run(branch_file, "pack", "--out", tmp_path / "stick", "--password-file", tmp_path / "口令")
    path, code, mark, password = packed.out.splitlines()
    assert code.removeprefix("校验码：") in path
    assert mark == "加密方式：口令加密，接收时要输入口令"
    assert (tmp_path / "口令").read_text("utf-8").strip() in password
    refused = run("总支", "receive", path, "--adopt", "--apply")
    assert refused.code == 1
    assert refused.err.endswith("[BUNDLE-PASSWORD]\n")
    merged = run("总支", "receive", path, "--adopt", "--apply", "--json", "--password-file", tmp_path / "口令")
    assert (merged.code, merged.json["bundles"][0]["status"]) == (0, "new")
    again = run(branch_file, "pack", "--out", tmp_path / "other", "--again")
    assert Path(again.out.strip()).read_bytes() == Path(path).read_bytes()
