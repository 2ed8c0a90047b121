"""Paper: what comes out of the printer is the preview's PDF, page by page, and it can be stopped."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from dangjian_desktop.ui import words
from dangjian_desktop.ui.main_window import MainWindow
from dangjian_desktop.ui.tabs.print_centre import PrintCentre
from dangjian_desktop.ui.tabs.printer import DOTS_PER_INCH, PrinterChoice
from tests.ui.hands import go_to_page, use

INK = 128


@pytest.fixture
def centre(window: MainWindow) -> PrintCentre:
    go_to_page(8)
    page = window.pages[words.PRINTING]
    assert isinstance(page, PrintCentre)
    return page


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer that prints into a file."""
    target = tmp_path / "纸.pdf"

    def ask(_parent: object) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(DOTS_PER_INCH)
        printer.setFullPage(True)
        return printer

    monkeypatch.setattr(PrinterChoice, "ask", ask)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["纸"])
    return target


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


def test_two_copies_are_printed_where_the_source_asks_for_two(centre: PrintCentre, paper: Path) -> None:
    centre.choose((1,), blank=True)
    pages = centre.preview.pages
    use(centre.print_button)
    with pypdfium2.PdfDocument(paper.read_bytes()) as document:
        assert len(document) == 2 * pages


def test_stopped_between_pages_no_further_page_is_printed(window: MainWindow, centre: PrintCentre, paper: Path) -> None:
    def stop(done: int, _total: int, _text: str) -> None:
        if done == 3:
            window.desk.tasks.cancel()

    window.desk.tasks.progressed.connect(stop)
    centre.choose(tuple(range(1, 10)), blank=True)
    use(centre.print_button)
    assert window.strip.sentence == "已取消，数据没有改动。"
    assert not paper.exists() or len(pypdfium2.PdfDocument(paper.read_bytes())) < centre.preview.pages
