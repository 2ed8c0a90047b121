"""演示: made-up offices in a folder of their own, an orange strip, and the way back (screens.md 1, row 2)."""

from functools import partial
from pathlib import Path

import pytest

from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.progress import silent
from dangjian_desktop.services import demo, demo_office
from dangjian_desktop.services.demo import run_demo
from dangjian_desktop.ui import words
from dangjian_desktop.ui.app import remember_opened
from dangjian_desktop.ui.demo_strip import SENTENCE, DemoStrip
from dangjian_desktop.ui.first_run import FirstRun
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.recent import recent
from tests.ui.conftest import MakeWindow
from tests.ui.hands import digest_of, fill_row, go_to_page, texts_of, use

OWN = "机电系党支部"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo of one branch of few members is made in a second."""

    def make(out: Path, *, papers: bool, progress: object) -> None:
        assert not papers
        run_demo(out, members=6, branches=1, papers=False, progress=progress)  # type: ignore[arg-type]

    monkeypatch.setattr(demo, "run_demo", make)


def opened(window: MainWindow) -> str:
    assert window.desk.card is not None
    return window.desk.card.name


def test_the_names_on_the_menu_are_those_of_the_shipped_demo() -> None:
    assert demo_office.demo_names() == words.DEMO_OFFICES


def test_the_demo_is_opened_beside_ones_own_data_and_left_again(window: MainWindow, tmp_path: Path) -> None:
    go_to_page(2)
    fill_row(window, name="张三")
    before, file = digest_of(window), window.desk.path
    assert window.demo.sentence == ""
    window.desk.set_period(2025, 2)
    window.actions_by_verb["open_demo"].trigger()
    assert (opened(window), window.demo.sentence) == (words.DEMO_OFFICES["branch"], SENTENCE)
    assert window.desk.path is not None
    assert window.desk.path.is_relative_to(tmp_path / "演示")
    assert window.windowTitle().endswith("（演示）")
    assert (window.desk.period.year, window.desk.period.quarter) == (2026, 4)
    assert len(texts_of(window, "members")) == 6
    go_to_page(2)
    fill_row(window, name="演示用")
    use(window.demo.leave_button)
    assert (opened(window), window.desk.path, window.demo.sentence) == (OWN, file, "")
    assert (window.desk.period.year, window.desk.period.quarter) == (2025, 2)
    assert digest_of(window) == before


def test_what_was_tried_out_stays_until_the_demo_is_made_afresh(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.actions_by_verb["open_demo"].trigger()
    fresh = digest_of(window)
    go_to_page(2)
    fill_row(window, name="演示用")
    use(window.demo.leave_button)
    window.actions_by_verb["open_demo"].trigger()
    assert digest_of(window) != fresh
    monkeypatch.setattr(DemoStrip, "confirm", classmethod(lambda _cls, _parent: False))
    use(window.demo.renew_button)
    assert digest_of(window) != fresh
    monkeypatch.setattr(DemoStrip, "confirm", classmethod(lambda _cls, _parent: True))
    use(window.demo.renew_button)
    assert digest_of(window) == fresh
    assert window.demo.sentence == SENTENCE


def test_the_general_branch_of_the_demo_has_received_and_decided(window: MainWindow) -> None:
    window.actions_by_verb["open_demo"].trigger()
    use(window.demo.other_button)
    assert (opened(window), window.desk.kind) == (words.DEMO_OFFICES["general-branch"], "general-branch")
    assert not window.rail.item([key for key, _ in words.PAGES].index(words.OVERVIEW)).isHidden()
    use(window.demo.other_button)
    assert opened(window) == words.DEMO_OFFICES["branch"]
    use(window.demo.leave_button)
    assert opened(window) == OWN


def test_a_new_user_may_look_at_the_demo_first_and_is_then_asked(make_window: MakeWindow) -> None:
    window = make_window()
    page = window.stack.currentWidget()
    assert isinstance(page, FirstRun)
    use(page.demo_button)
    assert opened(window) == words.DEMO_OFFICES["branch"]
    use(window.demo.leave_button)
    assert isinstance(window.stack.currentWidget(), FirstRun)
    assert not window.rail.isVisible()
    assert (window.demo.sentence, window.actions_by_verb["export_workbook"].isEnabled()) == ("", False)


def test_who_started_in_the_demo_goes_back_to_the_file_opened_last(make_window: MakeWindow, tmp_path: Path) -> None:
    first = make_window(OWN)
    assert first.desk.card is not None
    remember_opened(first.desk, first.desk.card)
    first.close()
    window = make_window()
    window.desk.opened.connect(partial(remember_opened, window.desk))
    window.actions_by_verb["open_demo"].trigger()
    use(window.demo.leave_button)
    assert opened(window) == OWN
    assert recent(tmp_path) == [tmp_path / f"{OWN}.db"]


def test_a_folder_with_something_else_is_left_alone(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "演示").mkdir()
    (tmp_path / "演示" / "讲稿.txt").write_text("我的", encoding="utf-8")
    window.actions_by_verb["open_demo"].trigger()
    assert opened(window) == OWN
    assert "已有别的文件" in window.strip.sentence
    assert (tmp_path / "演示" / "讲稿.txt").read_text(encoding="utf-8") == "我的"


def test_making_it_anew_may_be_stopped_and_leads_home(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.actions_by_verb["open_demo"].trigger()
    monkeypatch.setattr(DemoStrip, "confirm", classmethod(lambda _cls, _parent: True))

    def stop(_done: int, _total: int, _label: str) -> None:
        raise Cancelled

    monkeypatch.setattr(window.desk.tasks, "progress", stop)
    use(window.demo.renew_button)
    assert (opened(window), window.demo.sentence) == (OWN, "")
    assert not (tmp_path / "演示").exists()


def test_a_demo_without_papers_has_no_folders_of_papers(tmp_path: Path) -> None:
    demo_office.make_ready(tmp_path / "演示", fresh=False, progress=silent)
    folder = tmp_path / "演示" / words.DEMO_OFFICES["branch"]
    assert (folder / f"{folder.name}.db").is_file()
    assert not (folder / "空表").exists()
    assert "空表" not in (tmp_path / "演示" / "说明.txt").read_text(encoding="utf-8-sig")
    (tmp_path / "演示" / "别的.txt").touch()
    with pytest.raises(UserError, match="已有别的文件"):
        demo_office.make_ready(tmp_path / "演示", fresh=True, progress=silent)
