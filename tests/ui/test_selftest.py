"""The self-test that packaging runs in the frozen program: one line a step, and it fails when something fails."""

from types import ModuleType

import pytest

from dangjian_desktop.ui import print_verbs, selftest, verbs


def test_the_self_test_passes_with_a_line_for_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert selftest.self_test() == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("样例" in line for line in lines) == 9
    assert all(line.startswith("自检：") for line in lines)


@pytest.mark.parametrize(("module", "broken"), [(print_verbs, "make_pdf"), (verbs, "undo")])
def test_the_self_test_fails_when_a_verb_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, module: ModuleType, broken: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no font")

    monkeypatch.setattr(module, broken, fail)
    assert selftest.self_test() == 1
    assert "自检失败" in capsys.readouterr().out
