"""字体 of the print centre: a font file for a name's rare character, and a font of this PC for a face."""

import shutil
from pathlib import Path

import pytest

from dangjian_desktop.core.paths import resource
from dangjian_desktop.services import pc_fonts
from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.fonts import SHIPPED, FontsDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from tests.ui.hands import go_to_page, use


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of fonts of this PC, with one font in it."""
    folder = tmp_path / "本机字体"
    folder.mkdir()
    shutil.copy(resource("fonts", "kai.ttf"), folder / "本机楷体.ttf")
    monkeypatch.setattr(pc_fonts, "font_folders", lambda: (folder,))
    return folder


@pytest.fixture
def dialog(window: MainWindow, folder: Path) -> FontsDialog:
    assert folder.is_dir()
    go_to_page(8)
    centre = window.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    use(centre.fonts_button)
    found = centre.findChild(FontsDialog)
    assert isinstance(found, FontsDialog)
    return found


def test_a_font_file_is_added_and_removed_again(
    window: MainWindow, dialog: FontsDialog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.own.count() == 0
    assert not dialog.remove_button.isEnabled()
    monkeypatch.setattr(Files, "ask_several", lambda *_: [folder / "本机楷体.ttf"])
    dialog.add_button.click()
    assert dialog.own.count() == 1
    assert window.strip.sentence.startswith("已加入字体“")
    dialog.own.setCurrentRow(0)
    dialog.remove_button.click()
    assert dialog.own.count() == 0


def test_a_file_that_is_no_font_is_refused_in_one_sentence(
    window: MainWindow, dialog: FontsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "花名册.ttf"
    wrong.write_text("不是字体", encoding="utf-8")
    monkeypatch.setattr(Files, "ask_several", lambda *_: [wrong])
    dialog.add_button.click()
    assert dialog.own.count() == 0
    assert "花名册" in dialog.fault.text()
    assert window.strip.sentence == dialog.fault.text()


def test_a_font_of_this_pc_is_chosen_for_a_face_and_given_up_by_undo(window: MainWindow, dialog: FontsDialog) -> None:
    box = dialog.faces["title"]
    assert (box.currentText(), box.count()) == (SHIPPED, 2)
    box.setCurrentIndex(1)
    family = box.currentText()
    dialog.accept()
    centre = window.pages[words.PRINTING]
    assert isinstance(centre, PrintCentre)
    centre.choose((2,), blank=True)
    with_it = centre.preview.pdf
    window.undo()
    centre.choose((2,), blank=True)
    assert centre.preview.pdf != with_it
    assert family
