"""Paper: what comes out of the printer is the preview's PDF, page by page, and it can be stopped."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QPushButton

from dangjian_desktop.ui import words
from dangjian_desktop.ui.dialogs.files import Files
from dangjian_desktop.ui.dialogs.people import PeopleDialog
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.printer import DOTS_PER_INCH, PrinterChoice
from tests.ui.conftest import MakeWindow
from tests.ui.hands import CTRL, fill_row, go_to_page, press, sentences, use, write

INK = 128


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that prints into a file."""
    target = tmp_path / "纸.pdf"

    def make(_choice: PrinterChoice) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)
        return printer

    monkeypatch.setattr(PrinterChoice, "make", make)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["纸", "另一台"])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "纸")
    return target


@pytest.fixture
def centre(paper: Path, window: MainWindow) -> PrintCentre:
    assert not paper.exists()
    go_to_page(2)
    for name in ("王五", "丁一", "张三"):
        fill_row(window, name=name)
    go_to_page(8)
    page = window.pages[words.PRINTING]
    assert isinstance(page, PrintCentre)
    return page


def edges(pdf: bytes, page: int) -> tuple[float, ...]:
    """Return where the ink of a page begins and ends, in hundredths of its width and height."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=1).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < INK else 0).getbbox()
    width, height = picture.size
    return tuple(round(100 * x, 1) for x in (left / width, top / height, right / width, bottom / height))


def test_the_printed_pages_are_the_previewed_ones_in_size_and_place(
    window: MainWindow, centre: PrintCentre, paper: Path
) -> None:
    centre.choose((2, 3), blank=True)
    use(centre.print_button)
    printed = paper.read_bytes()
    assert window.strip.sentence == f"已把 {centre.preview.pages} 页交给打印机。"
    with pypdfium2.PdfDocument(printed) as document:
        sizes = [document[page].get_size() for page in range(len(document))]
    with pypdfium2.PdfDocument(centre.preview.pdf) as document:
        assert [tuple(map(round, size)) for size in sizes] == [
            tuple(map(round, document[page].get_size())) for page in range(len(document))
        ]
    for page in range(len(sizes)):
        assert edges(printed, page) == pytest.approx(edges(centre.preview.pdf, page), abs=0.4)


def test_P19_two_copies_are_shown_printed_and_saved_where_the_source_asks_for_two(
    centre: PrintCentre, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.choose((1,), blank=True)
    assert centre.preview.pages == 2
    use(centre.print_button)
    saved = tmp_path / "责任状.pdf"
    monkeypatch.setattr(Files, "ask_save", lambda *_: saved)
    use(centre.save_button)
    for path in (paper, saved):
        with pypdfium2.PdfDocument(path.read_bytes()) as document:
            assert len(document) == 2


def test_stopped_between_pages_no_further_page_is_printed(window: MainWindow, centre: PrintCentre, paper: Path) -> None:
    def stop(done: int, _total: int, _text: str) -> None:
        if done == 3:
            window.desk.tasks.cancel()

    window.desk.tasks.progressed.connect(stop)
    centre.choose(tuple(range(1, 10)), blank=True)
    use(centre.print_button)
    assert window.strip.sentence == "已取消，数据没有改动。"
    assert not paper.exists() or len(pypdfium2.PdfDocument(paper.read_bytes())) < centre.preview.pages


def choose_in(box: QComboBox, text: str) -> None:
    """Choose a text of a list with the arrow keys."""
    box.setFocus()
    press(Qt.Key.Key_Home)
    while box.currentText() != text:
        before = box.currentText()
        press(Qt.Key.Key_Down)
        assert box.currentText() != before, text


def ink(pdf: bytes, page: int = 0) -> tuple[float, float]:
    """Return where the ink of a page begins, in millimetres from the top left corner."""
    left, top, _, _ = edges(pdf, page)
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[page].get_size()
    return left * width / 100 * 25.4 / 72, top * height / 100 * 25.4 / 72


def test_wall_papers_are_printed_on_a3(centre: PrintCentre, paper: Path) -> None:
    choose_in(centre.options.paper, "A3 上墙")
    centre.choose((3, 4), blank=True)
    use(centre.print_button)
    with pypdfium2.PdfDocument(paper.read_bytes()) as document:
        sizes = [tuple(round(each * 25.4 / 72) for each in document[page].get_size()) for page in range(len(document))]
    assert sizes == [(420, 297), (297, 210)]


def test_a_printers_correction_moves_its_paper_and_is_kept_for_it_alone(
    make_window: MakeWindow, centre: PrintCentre, paper: Path
) -> None:
    centre.choose((3,), blank=True)
    use(centre.print_button)
    before = ink(paper.read_bytes())
    for box, keys in ((centre.printers.right, 4), (centre.printers.down, -3)):
        box.setFocus()
        for _ in range(abs(keys)):
            press(Qt.Key.Key_Up if keys > 0 else Qt.Key.Key_Down)
    assert centre.printers.correction == (2.0, -1.5)
    use(centre.print_button)
    after = ink(paper.read_bytes())
    assert after[0] - before[0] == pytest.approx(2.0, abs=0.4)
    assert after[1] - before[1] == pytest.approx(-1.5, abs=0.4)
    choose_in(centre.printers.printer, "另一台")
    assert centre.printers.correction == (0, 0)
    choose_in(centre.printers.printer, "纸")
    assert centre.printers.correction == (2.0, -1.5)
    other = make_window("电气系党支部")
    go_to_page(8)
    page = other.pages[words.PRINTING]
    assert isinstance(page, PrintCentre)
    assert page.printers.correction == (2.0, -1.5)


def test_the_ruler_page_is_printed_in_its_own_size(centre: PrintCentre, paper: Path) -> None:
    buttons: list[QPushButton] = list(centre.printers.findChildren(QPushButton))
    use(next(button for button in buttons if button.text() == "打印校准页"))
    with pypdfium2.PdfDocument(paper.read_bytes()) as document:
        assert [round(each * 25.4 / 72) for each in document[0].get_size()] == [210, 297]


def commitments(window: MainWindow) -> None:
    """Give two members approved commitments."""
    go_to_page(5)
    for name, text in (("王五", "带头上好一门课"), ("丁一", "联系两名学生")):
        fill_row(window, member_id=name, text=text, due="年底前", review="通过")


def shown_names(centre: PrintCentre) -> list[str]:
    """Return the names in a previewed PDF, in the order of its pages."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(centre.preview.pdf)).pages)
    return re.findall("党员姓名：(..)", text)


def test_people_are_chosen_and_put_in_order(
    window: MainWindow, centre: PrintCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    commitments(window)
    go_to_page(8)
    centre.choose((6,))
    assert shown_names(centre) == ["王五", "丁一"]
    choose_in(centre.options.order, "姓氏笔画")
    use(centre.preview_button)
    assert shown_names(centre) == ["丁一", "王五"]
    offered: list[str] = []

    def ask(_parent: object, people: Sequence[tuple[str, str]], _chosen: object) -> tuple[str, ...]:
        offered.extend(name for _, name in people)
        return tuple(person for person, name in people if name == "王五")

    monkeypatch.setattr(PeopleDialog, "ask", ask)
    use(centre.options.people_button)
    assert offered == ["王五", "丁一", "张三"]
    assert centre.options.people_button.text() == "王五"
    use(centre.preview_button)
    assert shown_names(centre) == ["王五"]


def test_what_was_printed_is_told_and_changed_papers_are_printed_alone(
    window: MainWindow, centre: PrintCentre, paper: Path
) -> None:
    commitments(window)
    go_to_page(8)
    told = {choice.number: choice for choice in centre.model.choices}
    assert (told[6].objects, told[6].told) == ("2 人", "未打印")
    centre.choose((6,))
    assert told[6].told == "未打印"  # a preview is no print
    use(centre.print_button)
    assert told[6].told == "已打印"
    go_to_page(2)
    press(Qt.Key.Key_Home, CTRL)
    write("王武")
    press(Qt.Key.Key_Return)
    go_to_page(8)
    assert told[6].told == "已打印，1 有改动"
    choose_in(centre.options.which, "只打有改动的")
    use(centre.print_button)
    with pypdfium2.PdfDocument(paper.read_bytes()) as document:
        assert len(document) == 1
    assert told[6].told == "已打印"


def test_the_people_dialog_ticks_by_keys_and_filters(centre: PrintCentre) -> None:
    dialog = PeopleDialog(centre, [("1", "王五"), ("2", "丁一"), ("3", "王武")], ("2",))
    assert dialog.ticked() == ("2",)
    dialog.filter.setText("王")
    buttons: list[QPushButton] = list(dialog.findChildren(QPushButton))
    every, none = (button for button in buttons if button.text() in ("全选", "全不选"))
    every.click()
    assert dialog.ticked() == ("1", "2", "3")
    assert dialog.accept_button.text() == "选定 3 人"
    dialog.filter.clear()
    none.click()
    assert not dialog.accept_button.isEnabled()
    dialog.deleteLater()


def test_values_alone_are_printed_onto_printed_forms(window: MainWindow, centre: PrintCentre) -> None:
    commitments(window)
    go_to_page(8)
    centre.options.values_only.setFocus()
    press(Qt.Key.Key_Space)
    centre.choose((6,))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(centre.preview.pdf)).pages)
    assert "带头上好一门课" in text
    assert "党员姓名" not in text
    centre.choose((6,), blank=True)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(centre.preview.pdf)).pages)
    assert "党员姓名" in text
    assert "XXX" not in text


def test_other_papers_are_chosen_from_a_list_shown_and_printed(
    window: MainWindow, centre: PrintCentre, paper: Path
) -> None:
    titles = {action.text(): action for action in centre.other_menu.actions()}
    assert "履职情况汇总" in titles
    assert "催报单" not in titles  # that is the general branch's
    centre.choose((1,), blank=True)
    centre.options.blank.setChecked(False)
    titles["履职情况汇总"].trigger()
    assert centre.model.chosen() == []
    assert centre.preview.pages == 3
    text = pypdf.PdfReader(BytesIO(centre.preview.pdf)).pages[0].extract_text()
    assert "王五" in text
    use(centre.print_button)
    with pypdfium2.PdfDocument(paper.read_bytes()) as document:
        assert len(document) == 3
    centre.choose((2,), blank=True)
    assert centre.preview.pages == 1
    centre.options.blank.setChecked(False)
    titles["标兵亮相牌"].trigger()
    assert "还没有批准的标兵" in window.strip.sentence


@pytest.mark.parametrize(("number", "wider"), [(3, True), (1, False)])
def test_a_whole_page_fills_the_preview_upright_or_across(centre: PrintCentre, number: int, *, wider: bool) -> None:
    centre.choose((number,), blank=True)
    shown, room = centre.preview.picture.pixmap().deviceIndependentSize(), centre.preview.picture.size()
    assert (shown.width() > shown.height()) is wider
    assert shown.width() <= room.width()
    assert shown.height() <= room.height()
    assert max(shown.width() / room.width(), shown.height() / room.height()) > 0.9


def test_forms_without_content_offer_blank_ones(window: MainWindow) -> None:
    go_to_page(8)
    centre = window.stack.currentWidget()
    assert isinstance(centre, PrintCentre)
    centre.choose((1, 5))
    assert "还没有内容" in " ".join(sentences(centre.nothing))
    use(centre.nothing.buttons[0])
    assert centre.options.blank.isChecked()
    assert centre.preview.pdf
    assert not centre.nothing.isVisible()
