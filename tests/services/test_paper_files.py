"""Papers beside the nine forms as files: by their keys, blank and filled, each person's, remembered."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest

from dangjian_desktop.cli.printing import PAPERS as COMMAND_KEYS
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.papers import PAPERS
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.services.paper_files import print_paper
from dangjian_desktop.services.print_marks import SCHEMES_OF_PAPER
from dangjian_desktop.services.printing import Job
from dangjian_desktop.services.work import Office
from tests.services.test_printing_jobs import must_change, pledge, texts

JOB = Job((), year=2026, quarter=4)


def test_the_command_knows_the_key_of_every_paper() -> None:
    assert [kind.key for kind in PAPERS] == list(COMMAND_KEYS)


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind.blank], ids=lambda kind: kind.key)
def test_a_blank_paper_is_one_file_of_its_title(branch: Office, tmp_path: Path, kind: PaperKind) -> None:
    (path,) = print_paper(branch, kind.key, replace(JOB, blank=True), tmp_path)
    assert path == tmp_path / f"{kind.title}.pdf"
    assert len(texts(path)) >= 1


def test_the_ruler_page_moves_with_the_offset(branch: Office, tmp_path: Path) -> None:
    def left_frame(folder: str, offset: tuple[float, float]) -> float:
        (path,) = print_paper(branch, "ruler", replace(JOB, offset=offset), tmp_path / folder)
        with pdfplumber.open(path) as pdf:
            upright = [line for line in pdf.pages[0].lines if line["x0"] == line["x1"] and line["height"] > 700]
            return float(min(line["x0"] for line in upright)) / 72 * 25.4

    assert round(left_frame("a", (0, 0)), 2) == 10
    assert round(left_frame("b", (1.5, 0)), 2) == 11.5


def test_member_cards_follow_the_order_one_file_or_one_a_person(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富", "丁力")
    job = replace(JOB, order="surname")
    (path,) = print_paper(branch, "member_card", job, tmp_path)
    entries: list[Any] = pypdf.PdfReader(path).outline
    titles = [str(each["/Title"]) for each in entries[-1]]
    assert titles == ["丁力", "田富"]
    names = [each.name for each in print_paper(branch, "member_card", job, tmp_path / "每人", separate=True)]
    assert [name.partition("_")[2] for name in names] == ["丁力.pdf", "田富.pdf"]


def test_what_was_printed_is_remembered_by_person(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富", "丁力")
    changed = replace(JOB, only="changed")
    assert print_paper(branch, "member_card", changed, tmp_path) == []
    print_paper(branch, "member_card", JOB, tmp_path)
    assert print_paper(branch, "member_card", changed, tmp_path) == []
    assert print_paper(branch, "member_card", replace(JOB, only="unprinted"), tmp_path) == []


def test_copies_and_formats(branch: Office, tmp_path: Path) -> None:
    written = print_paper(branch, "ballot", replace(JOB, blank=True, copies=3), tmp_path, formats=("pdf", "docx"))
    assert [path.suffix for path in written] == [".pdf", ".docx"]
    assert len(texts(written[0])) == 3
    with pytest.raises(UserError, match="COPIES"):
        print_paper(branch, "ballot", replace(JOB, blank=True, copies=0), tmp_path)
    with pytest.raises(UserError, match="PAPER"):
        print_paper(branch, "poster", JOB, tmp_path)


def test_a_paper_whose_data_have_an_open_must_says_draft(branch: Office, tmp_path: Path) -> None:
    """P02 is about one person's post: his card is a draft, no other's, nor a sheet that asks for choices."""
    pledge(branch, "田富")
    must_change(branch)
    (cards,) = print_paper(branch, "member_card", JOB, tmp_path)
    pages = texts(cards)
    assert {name: any("草稿" in page for page in pages if name in page) for name in ("王文", "田富")} == {
        "王文": True,
        "田富": False,
    }
    (choices,) = print_paper(branch, "post_choices", JOB, tmp_path)
    assert not any("草稿" in page for page in texts(choices))


def test_every_paper_of_a_scheme_may_be_a_draft() -> None:
    assert set(SCHEMES_OF_PAPER) <= {kind.key for kind in PAPERS if kind.filled}
    assert set().union(*SCHEMES_OF_PAPER.values()) <= {scheme.key for scheme in SCHEMES}
