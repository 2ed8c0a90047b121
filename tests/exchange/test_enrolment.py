"""Keys between three installations by the command line: met, confirmed, followed, refused, revoked."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dangjian_desktop import bootstrap
from tests.cli.test_verbs import Outcome

HEAD, FIRST, SECOND = "机电学院党总支", "机电党支部", "文传党支部"
FINGERPRINT = re.compile(r"(\d{4} ){7}\d{4}")
Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on one of the test's data files, each on a computer of its own: the folder names it."""
    monkeypatch.setattr(bootstrap, "user_folder", lambda: tmp_path / "user")
    monkeypatch.delenv("DANGJIAN_OFFICE", raising=False)

    def call(office: str, *words: str | Path) -> Outcome:
        capsys.readouterr()
        machine = office.partition("/")[0]
        arguments = ["--office", str(tmp_path / f"{office}.db"), "--now", "2026-11-24T09:00", *map(str, words)]
        try:
            code = bootstrap.start(arguments, machine=lambda: machine)
        except SystemExit as stop:
            code = int(stop.code or 0)
        streams = capsys.readouterr()
        return Outcome(code, streams.out, streams.err)

    return call


@pytest.fixture
def offices(run: Run) -> None:
    """A general branch and two branches, each on its own computer."""
    assert run("head/总支", "init", "--kind", "general-branch", "--name", HEAD).code == 0
    for place, name in (("a/支部", FIRST), ("b/支部", SECOND)):
        assert run(place, "init", "--kind", "branch", "--name", name, "--superior", HEAD).code == 0


def report(run: Run, place: str, stick: Path) -> Path:
    return Path(run(place, "pack", "--out", stick).out.splitlines()[0])


def receive(run: Run, place: str, path: Path, *more: str) -> Outcome:
    return run(place, "receive", path, "--apply", *more)


def reply(run: Run, stick: Path, to: str = FIRST) -> Path:
    return Path(run("head/总支", "reply", "--to", to, "--out", stick).out.splitlines()[0])


def own(run: Run, place: str) -> str:
    return str(run(place, "enrol", "--json").json["own"])


def states(run: Run, place: str) -> dict[str, str]:
    return {key["fingerprint"]: key["state"] for key in run(place, "enrol", "--json").json["keys"]}


def meet(run: Run, stick: Path, place: str = "a/支部", name: str = FIRST) -> None:
    """One round between a branch and its general branch."""
    assert receive(run, "head/总支", report(run, place, stick), "--adopt").code == 0
    assert receive(run, place, reply(run, stick, name)).code == 0


def test_one_round_makes_both_known_and_what_follows_is_sealed(run: Run, offices: None, tmp_path: Path) -> None:
    branch, head = own(run, "a/支部"), own(run, "head/总支")
    assert FINGERPRINT.fullmatch(branch)
    first = run("head/总支", "receive", report(run, "a/支部", tmp_path / "U盘"), "--apply", "--adopt")
    assert branch in first.out
    assert receive(run, "a/支部", reply(run, tmp_path / "U盘")).code == 0
    assert states(run, "head/总支") == {branch: "未确认"}
    assert states(run, "a/支部") == {head: "未确认"}
    packed = run("a/支部", "pack", "--out", tmp_path / "U盘").out
    assert f"加密给“{HEAD}”" in packed
    assert receive(run, "head/总支", Path(packed.splitlines()[0])).code == 0


def test_a_fingerprint_read_over_the_phone_confirms_and_a_wrong_one_does_not(
    run: Run, offices: None, tmp_path: Path
) -> None:
    meet(run, tmp_path / "U盘")
    head = own(run, "head/总支")
    wrong = run("a/支部", "enrol", "--confirm", HEAD, "1234 " * 8)
    assert (wrong.code, "[ENROL-FINGERPRINT]" in wrong.err) == (1, True)
    assert states(run, "a/支部") == {head: "未确认"}
    said = run("a/支部", "enrol", "--confirm", HEAD, head.replace(" ", "-"))
    assert (said.code, f"{HEAD}\t{head}\t已确认" in said.out) == (0, True)
    unknown = run("a/支部", "enrol", "--confirm", "没有的单位", head)
    assert (unknown.code, HEAD in unknown.err) == (1, True)


def test_a_branch_begins_with_the_welcome_file_and_reports_sealed_from_the_first_time(
    run: Run, offices: None, tmp_path: Path
) -> None:
    made = run("head/总支", "enrol", "--welcome", "--out", tmp_path / "U盘").out.splitlines()
    path, head = Path(made[0]), own(run, "head/总支")
    assert path.name.startswith(f"欢迎_{HEAD}_")
    assert head in made[2]
    assert run("c/新支部", "init", "--kind", "branch", "--name", "新党支部").code == 0
    opened = run("c/新支部", "enrol", path, "--json")
    assert opened.code == 0
    assert f"{head}" in opened.out
    packed = run("c/新支部", "pack", "--out", tmp_path / "U盘").out
    assert f"加密给“{HEAD}”" in packed
    assert receive(run, "head/总支", Path(packed.splitlines()[0]), "--adopt").code == 0
    other = run("head/总支", "init", "--kind", "general-branch", "--name", "别的党总支")
    assert other.code == 1


def test_a_welcome_file_of_another_superior_is_refused_and_a_branch_makes_none(
    run: Run, offices: None, tmp_path: Path
) -> None:
    assert run("d/别的", "init", "--kind", "general-branch", "--name", "别的党总支").code == 0
    path = run("d/别的", "enrol", "--welcome", "--out", tmp_path / "U盘").out.splitlines()[0]
    before = run("a/支部", "digest").out
    refused = run("a/支部", "enrol", path)
    assert (refused.code, "[WELCOME-SUPERIOR]" in refused.err) == (1, True)
    assert run("a/支部", "digest").out == before
    assert "[WELCOME-KIND]" in run("a/支部", "enrol", "--welcome", "--out", tmp_path).err


def test_a_moved_file_has_a_new_key_that_the_known_one_vouches_for(run: Run, offices: None, tmp_path: Path) -> None:
    meet(run, tmp_path / "U盘")
    before = own(run, "a/支部")
    assert run("head/总支", "enrol", "--confirm", FIRST, before).code == 0
    for name in ("二", "三"):
        (tmp_path / "a" / f"{'支部' if name == '二' else '二'}.db").rename(tmp_path / "a" / f"{name}.db")
        report(run, f"a/{name}", tmp_path / "丢失的U盘")
    after = own(run, "a/三")
    said = receive(run, "head/总支", report(run, "a/三", tmp_path / "U盘"))
    assert (said.code, after in said.out, "担保" in said.out) == (0, True, True)
    assert states(run, "head/总支") == {before: "已更换", after: "已确认"}
    assert receive(run, "a/三", reply(run, tmp_path / "U盘")).code == 0


def reinstalled(run: Run, tmp_path: Path) -> None:
    """The branch's PC is lost; its data file comes back from a workbook, so the ids are the old ones and the keys new."""
    from dangjian_desktop.core.clock import pinned
    from dangjian_desktop.core.ids import time_ordered_ids
    from dangjian_desktop.services.offices import open_office

    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "a" / "支部.db", tmp_path / "new" / "支部.db")
    clock = pinned("2026-11-24T09:00")
    office = open_office(
        tmp_path / "new" / "支部.db", clock=clock, new_id=time_ordered_ids(clock), machine=lambda: "new"
    )
    with office.work("换密钥"):
        pass
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM former_keys")
    office.close()


def test_a_key_that_nobody_vouches_for_waits_for_a_person(run: Run, offices: None, tmp_path: Path) -> None:
    meet(run, tmp_path / "U盘")
    old = own(run, "a/支部")
    reinstalled(run, tmp_path)
    new, path = own(run, "new/支部"), report(run, "new/支部", tmp_path / "U盘")
    before = run("head/总支", "digest").out
    refused = receive(run, "head/总支", path)
    assert (refused.code, "[BUNDLE-KEY]" in refused.err, new in refused.err) == (1, True, True)
    assert states(run, "head/总支") == {old: "未确认"}

    assert run("head/总支", "enrol", path).code == 0
    assert states(run, "head/总支") == {old: "未确认", new: "待核对"}
    assert "[BUNDLE-KEY]" in receive(run, "head/总支", path).err
    assert run("head/总支", "digest").out == before

    assert run("head/总支", "enrol", "--confirm", FIRST, new).code == 0
    assert receive(run, "head/总支", path).code == 0


def test_a_revoked_key_is_refused_and_so_is_what_it_vouched_for_and_the_lost_pc_learns_it(
    run: Run, offices: None, tmp_path: Path
) -> None:
    meet(run, tmp_path / "U盘")
    thief = tmp_path / "thief"
    thief.mkdir()
    shutil.copy(tmp_path / "a" / "支部.db", thief / "支部.db")
    old, early = own(run, "a/支部"), report(run, "thief/支部", tmp_path / "U盘")
    assert receive(run, "head/总支", early).code == 0
    assert states(run, "head/总支")[own(run, "thief/支部")] == "未确认"

    said = run("head/总支", "enrol", "--revoke", FIRST, "--fingerprint", old, "--reason", "电脑被盗")
    assert (said.code, "已吊销" in said.out) == (0, True)
    assert states(run, "head/总支") == {old: "已吊销", own(run, "thief/支部"): "待核对"}
    for place, code in (("a/支部", "[BUNDLE-REVOKED]"), ("thief/支部", "[BUNDLE-KEY]")):
        assert code in receive(run, "head/总支", report(run, place, tmp_path / "U盘")).err

    answer = reply(run, tmp_path / "U盘")
    told = receive(run, "a/支部", answer)
    assert "吊销" in told.out + told.err
    assert "[DATA-STANDING]" in run("a/支部", "pack", "--out", tmp_path / "U盘").err


def test_a_unit_cannot_revoke_the_key_of_another(run: Run, offices: None, tmp_path: Path) -> None:
    for place, name in (("a/支部", FIRST), ("b/支部", SECOND)):
        meet(run, tmp_path / "U盘", place, name)
    victim = own(run, "a/支部")
    from dangjian_desktop.core.clock import pinned
    from dangjian_desktop.core.ids import time_ordered_ids
    from dangjian_desktop.models.office import KeyRevocation
    from dangjian_desktop.services.offices import open_office

    clock = pinned("2026-11-24T09:00")
    office = open_office(tmp_path / "b" / "支部.db", clock=clock, new_id=time_ordered_ids(clock), machine=lambda: "b")
    with office.work("吊销别人") as work:
        values = {"office_id": office.office_id, "fingerprint": victim, "revoked_on": clock().date(), "reason": "捣乱"}
        work.insert(KeyRevocation, [values])
    office.close()
    assert receive(run, "head/总支", report(run, "b/支部", tmp_path / "U盘")).code == 0
    assert states(run, "head/总支")[victim] == "未确认"
    assert receive(run, "head/总支", report(run, "a/支部", tmp_path / "U盘")).code == 0


def test_case_06_an_own_package_sealed_to_the_superior_is_known_at_home(
    run: Run, offices: None, tmp_path: Path
) -> None:
    meet(run, tmp_path / "U盘")
    said = receive(run, "a/支部", report(run, "a/支部", tmp_path / "U盘"))
    assert (said.code, "自己生成" in said.out) == (0, True)


def test_case_10_copying_a_data_file_breaks_no_script_and_is_said_once(run: Run, offices: None, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "a" / "支部.db", tmp_path / "b" / "副本.db")
    assert run("b/副本", "digest").err == ""
    first = run("b/副本", "pack", "--out", tmp_path / "U盘")
    assert (first.code, "复制来的" in first.err) == (0, True)
    again = run("b/副本", "pack", "--out", tmp_path / "U盘")
    assert (again.code, again.err) == (0, "")
    assert run("b/副本", "identity", "--read-only").code == 0
    assert "[DATA-STANDING]" in run("b/副本", "pack", "--out", tmp_path / "U盘").err
    assert run("b/副本", "identity", "--own").code == 0
    assert run("b/副本", "pack", "--out", tmp_path / "U盘").code == 0


@pytest.mark.parametrize("words", [("--welcome",), ("--revoke", FIRST), ("--read",)])
def test_wrong_usage_of_enrol_exits_with_2(run: Run, offices: None, words: tuple[str, ...]) -> None:
    assert run("a/支部", "enrol", *words).code == 2


def test_enrol_shows_json(run: Run, offices: None) -> None:
    shown = json.loads(run("a/支部", "enrol", "--json").out)
    assert set(shown) == {"own", "keys"}
