"""Batches of papers: order of people, sequence, outline, copies, date, what was printed, drafts, cancelling."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest
from sqlalchemy import select

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import Cancelled, UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.models.journal import PrintedPaper
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.exchange import pack
from dangjian_desktop.services.offices import create_office, rename_office
from dangjian_desktop.services.printing import Job, Made, make_pdf, page_count, papers, print_files, remember, subjects
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import save

POST = "校园安全岗"
LETTERS = Job((1, 6), year=2026)


def pledge(office: Office, *names: str) -> list[str]:
    """Give members a post and three approved commitments each; return the members' ids."""
    ids = save(office, "members", *({"name": name} for name in names))
    save(office, "post_assignments", *({"year": "2026", "member_id": name, "post_id": POST} for name in names))
    for name in names:
        rows = [{"year": "2026", "member_id": name, "text": f"做好第{n}件事", "review": "通过"} for n in (1, 2, 3)]
        save(office, "commitments", *rows)
    return ids


def texts(pdf: bytes | Path) -> list[str]:
    source = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return [page.extract_text() for page in pypdf.PdfReader(source).pages]


def outline(pdf: bytes) -> list[str | list[str]]:
    """The outline: titles, and below each group a list of its titles."""
    entries: list[Any] = pypdf.PdfReader(BytesIO(pdf)).outline
    return [[str(each["/Title"]) for each in e] if isinstance(e, list) else str(e["/Title"]) for e in entries]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("roster", ["田富", "单一", "田大利"]),
        ("surname", ["田富", "田大利", "单一"]),
        ("name", ["田大利", "田富", "单一"]),
        ("pinyin", ["单一", "田大利", "田富"]),
    ],
)
def test_people_stand_in_the_chosen_order_and_the_outline_tells_forms_and_people(
    branch: Office, order: str, names: list[str]
) -> None:
    pledge(branch, "田富", "单一", "田大利")
    first, of_first, second, of_second = outline(make_pdf(branch, replace(LETTERS, order=order)).pdf)
    assert (first, of_first) == (f"样例1 {FORMS[0].title}", [f"样例1 {name}" for name in names])
    assert (second, of_second) == (f"样例6 {FORMS[5].title}", [f"样例6 {name}" for name in names])


def test_the_order_holds_inside_a_ledger_too(branch: Office) -> None:
    pledge(branch, "田富", "丁力")
    (page,) = texts(make_pdf(branch, Job((2,), year=2026, order="surname")).pdf)
    assert "丁力、田富" in page


def test_an_order_that_is_not_known_is_refused(branch: Office) -> None:
    with pytest.raises(UserError, match="ORDER"):
        make_pdf(branch, Job((2,), order="height"))


def test_by_person_all_papers_of_one_stay_together_and_those_of_the_office_come_first(branch: Office) -> None:
    pledge(branch, "田富", "丁力")
    job = Job((1, 2, 6), year=2026, by="person", order="surname")
    titles = [f"样例{number} {FORMS[number - 1].title}" for number in (1, 2, 6)]
    assert outline(make_pdf(branch, job).pdf) == [
        *("机电系党支部", [titles[1]]),
        *("丁力", [titles[0], titles[2]]),
        *("田富", [titles[0], titles[2]]),
    ]


def test_files_by_person_are_one_or_one_a_person(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富", "丁力")
    job = replace(LETTERS, by="person")
    assert [path.name for path in print_files(branch, job, tmp_path)] == ["按人_样例1、样例6.pdf"]
    written = print_files(branch, job, tmp_path / "每人", separate=True, formats=("pdf", "docx"))
    assert [path.name for path in written] == ["田富.pdf", "田富.docx", "丁力.pdf", "丁力.docx"]
    assert {"田富" in text for text in texts(written[0])} == {True}
    assert len(texts(written[0])) == 3


def test_namesakes_have_files_and_lines_of_their_own(branch: Office, tmp_path: Path) -> None:
    save(branch, "members", *({"name": "李四", "birth": birth} for birth in ("1985.05", "1990.07")))
    for birth in ("1985-05", "1990-07"):
        save(branch, "post_assignments", {"year": "2026", "member_id": f"李四（{birth}）", "post_id": POST})
    job = Job((1,), year=2026, by="person")
    names = [path.stem for path in print_files(branch, job, tmp_path, separate=True)]
    assert len(set(names)) == 2
    assert all("李四（19" in name for name in names)


@pytest.mark.parametrize(
    ("copies", "pages"),
    [(None, 2 * 2 + 2), (1, 4), (3, 12), ({1: 1, 6: 2}, 2 + 4), ({6: 3}, 2 * 2 + 2 * 3)],
)
def test_F1_6_two_copies_of_form_1_unless_told_otherwise(
    branch: Office, copies: int | dict[int, int] | None, pages: int
) -> None:
    pledge(branch, "田富", "丁力")
    assert page_count(make_pdf(branch, replace(LETTERS, copies=copies)).pdf) == pages


def test_copies_are_collated(branch: Office) -> None:
    """张三, 张三, 李四, 李四 for one page each; a letter of two pages is 1, 2, 1, 2."""
    pledge(branch, "田富")
    long = "\n".join(f"负责第{n}层楼的安全检查，发现问题立即报告并督促整改到位。" for n in range(40))
    save(branch, "members", {"name": "丁力"})
    save(branch, "post_assignments", {"year": "2026", "member_id": "丁力", "post_id": POST, "duties": long})
    pages = texts(make_pdf(branch, Job((1,), year=2026, members=(_id(branch, "丁力"),))).pdf)
    half = len(pages) // 2
    assert half > 1
    assert pages[:half] == pages[half:]


def _id(office: Office, name: str) -> str:
    return next(each.member_id for each in papers(office, 1, Job((1,), year=2026)) if each.name == name)


def test_F1_9_F1_10_the_date_is_blank_or_the_document_s_and_the_office_bears_the_name_of_that_day(
    tmp_path: Path,
) -> None:
    early = pinned("2026-01-05T09:00")
    ids = time_ordered_ids(early, seed="x")
    office = create_office(tmp_path / "a.db", kind="branch", name="机械系党支部", clock=early, new_id=ids)
    office.clock = pinned("2026-06-01T09:00")
    rename_office(office, name="机电系党支部")
    pledge(office, "田富")
    job = Job((1, 2), year=2026, copies=1)
    blank = "".join(texts(make_pdf(office, job).pdf))
    assert "年　月　日" in blank
    assert "机械系" not in blank
    for day, name in ((date(2026, 3, 1), "机械系党支部"), (date(2026, 7, 1), "机电系党支部")):
        pages = texts(make_pdf(office, replace(job, day=day)).pdf)
        assert all(f"2026年{day.month}月1日" in page for page in pages)
        assert name in pages[0]
    office.close()


def test_F6_6_the_time_beside_a_signature_stays_blank(branch: Office) -> None:
    pledge(branch, "田富")
    (page,) = texts(make_pdf(branch, Job((6,), year=2026, day=date(2026, 3, 1))).pdf)
    assert "2026年" not in page


def test_the_author_may_stay_away(branch: Office) -> None:
    pledge(branch, "田富")
    authors = []
    for wanted in (True, False):
        made = make_pdf(branch, replace(LETTERS, author=wanted))
        authors.append(str(pypdf.PdfReader(BytesIO(made.pdf)).metadata["/Author"]))  # type: ignore[index]
    assert authors == ["机电系党支部", ""]


def state(office: Office, number: int, job: Job = LETTERS) -> dict[str, str]:
    return {each.name: each.state for each in papers(office, number, job)}


def test_what_was_printed_is_known_and_only_what_changed_is_printed_again(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富", "丁力")
    assert state(branch, 6) == {"田富": "未打印", "丁力": "未打印"}
    print_files(branch, LETTERS, tmp_path)
    assert state(branch, 6) == {"田富": "已打印 11月24日", "丁力": "已打印 11月24日"}
    save(branch, "commitments", {"year": "2026", "member_id": "丁力", "text": "再做一件", "review": "通过"})
    assert state(branch, 6) == {"田富": "已打印 11月24日", "丁力": "有改动"}
    assert state(branch, 1) == {"田富": "已打印 11月24日", "丁力": "已打印 11月24日"}

    again = print_files(branch, replace(LETTERS, only="changed"), tmp_path / "again")
    assert [path.name for path in again] == ["样例6_党员公开承诺践诺书.pdf"]
    (page,) = texts(again[0])
    assert "再做一件" in page
    assert print_files(branch, replace(LETTERS, only="changed"), tmp_path / "nothing") == []
    with pytest.raises(UserError, match=r"没有改动过.*PRINT-EMPTY"):
        make_pdf(branch, replace(LETTERS, only="changed"))


def test_only_what_was_never_printed(branch: Office, tmp_path: Path) -> None:
    (first, second) = pledge(branch, "田富", "丁力")
    print_files(branch, replace(LETTERS, members=(first,)), tmp_path)
    made = make_pdf(branch, replace(LETTERS, only="unprinted"))
    assert {each.member_id for each in made.printed} == {second}
    assert len(made.printed) == 2


@pytest.mark.parametrize("other", [{"order": "surname"}, {"day": date(2026, 11, 1)}, {"by": "person"}])
def test_another_order_or_date_is_no_change_of_the_data(branch: Office, other: dict[str, object]) -> None:
    pledge(branch, "田富", "丁力")
    job = Job((1, 2, 5, 6), year=2026)
    remember(branch, make_pdf(branch, replace(job, **other)))  # type: ignore[arg-type]
    assert {each.state for found in subjects(branch, job).values() for each in found} == {"已打印 11月24日"}
    again = replace(job, only="changed", **other)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="PRINT-EMPTY"):
        make_pdf(branch, again)


def test_namesakes_are_remembered_apart(branch: Office) -> None:
    """The history goes by person: one 李四 printed leaves the other unprinted."""
    first, _ = save(branch, "members", *({"name": "李四", "birth": birth} for birth in ("1985.05", "1990.07")))
    for birth in ("1985-05", "1990-07"):
        save(branch, "post_assignments", {"year": "2026", "member_id": f"李四（{birth}）", "post_id": POST})
    remember(branch, make_pdf(branch, Job((1,), year=2026, members=(first,))))
    states = {each.member_id == first: each.state for each in papers(branch, 1, Job((1,), year=2026))}
    assert states == {True: "已打印 11月24日", False: "未打印"}


def test_a_preview_and_blank_forms_are_not_remembered(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富")
    make_pdf(branch, LETTERS)
    assert make_pdf(branch, Job((1, 6), blank=True)).printed == ()
    print_files(branch, Job((1, 6), blank=True, year=2026), tmp_path)
    assert set(state(branch, 1).values()) == {"未打印"}


def test_history_keeps_form_person_copies_time_and_wording_outside_the_digest(branch: Office, tmp_path: Path) -> None:
    (member,) = pledge(branch, "田富")
    before = digest(branch)
    print_files(branch, Job((1,), year=2026, wording="source", day=date(2026, 11, 1)), tmp_path)
    with branch.reading() as connection:
        (row,) = connection.execute(select(table_of(PrintedPaper)))
    assert (row.paper, row.member_id, row.unit_id, row.year) == ("1", member, branch.office_id, 2026)
    assert (row.copies, row.wording, row.printed_at) == (2, "source", "2026-11-24T09:00:00")
    assert '"day":"2026-11-01"' in row.options
    assert digest(branch) == before


def must_change(branch: Office) -> None:
    """A post for someone who holds an office: 必须改 (P02)."""
    save(branch, "members", {"name": "王文", "duty": "教研室主任"})
    save(branch, "post_assignments", {"year": "2026", "member_id": "王文", "post_id": POST})


def test_papers_with_an_open_must_say_draft_and_are_printed_all_the_same(branch: Office) -> None:
    pledge(branch, "田富")
    must_change(branch)
    pages = texts(make_pdf(branch, Job((1, 2, 6), year=2026, copies=1)).pdf)
    assert {("王文" in page or "公示" in page): "草稿" in page for page in pages} == {True: True, False: False}
    assert len(pages) == 4
    blank = texts(make_pdf(branch, Job((1,), blank=True)).pdf)
    assert not any("草稿" in page for page in blank)


def test_made_up_people_say_so_on_every_filled_paper(tmp_path: Path, branch: Office) -> None:
    ids = time_ordered_ids(branch.clock, seed="demo")
    path = tmp_path / "演示.db"
    office = create_office(path, kind="branch", name="演示党支部", clock=branch.clock, new_id=ids, demo=True)
    pledge(office, "田富")
    with zipfile.ZipFile(pack(office, tmp_path).path) as sent:
        assert ["演示" in page for page in texts(sent.read("封面.pdf"))] == [True]
    must_change(office)
    pages = texts(make_pdf(office, Job((1, 6), year=2026, copies=1)).pdf)
    assert ["演示" in page for page in pages] == [True] * 3
    assert ["演示　草稿" in page for page in pages] == [False, True, False]
    assert not any("演示" in page for page in texts(make_pdf(office, Job((1, 6), blank=True)).pdf))
    office.close()


def test_a_shift_moves_the_whole_page_by_millimetres(branch: Office) -> None:
    pledge(branch, "田富")
    places = []
    for offset in ((0.0, 0.0), (2.5, -1.5)):
        made = make_pdf(branch, Job((5,), year=2026, offset=offset))
        with pdfplumber.open(BytesIO(made.pdf)) as pdf:
            page = pdf.pages[0]
            places.append((page.chars[0]["x0"], page.chars[0]["top"], page.lines[0]["x0"], page.lines[0]["top"]))
    moved = [round((after - before) / 72 * 25.4, 2) for before, after in zip(*places, strict=True)]
    assert moved == [2.5, -1.5, 2.5, -1.5]


class Stop:
    """Tells how far it is and gives up before the paper with this number."""

    def __init__(self, before: int) -> None:
        self.before, self.told = before, list[tuple[int, int, str]]()

    def __call__(self, done: int, total: int, label: str) -> None:
        self.told.append((done, total, label))
        if done == self.before:
            raise Cancelled


def test_printing_tells_each_paper_and_stops_between_two(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富", "丁力")
    told = Stop(99)
    make_pdf(branch, LETTERS, told)
    assert [done for done, _, _ in told.told] == [0, 1, 2, 3]
    assert told.told[1] == (1, 4, "第 2/4 份：样例1 丁力")
    with pytest.raises(Cancelled):
        make_pdf(branch, LETTERS, Stop(2))

    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        print_files(branch, LETTERS, out, progress=Stop(3))
    assert [path.name for path in out.iterdir()] == ["样例1_无职党员设岗定责目标责任状.pdf"]
    assert set(state(branch, 1).values()) == {"已打印 11月24日"}
    assert set(state(branch, 6).values()) == {"未打印"}


def test_a_file_that_cannot_be_written_is_not_remembered(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富")
    (tmp_path / "out").write_text("a file, no folder")
    with pytest.raises(OSError, match="out"):
        print_files(branch, LETTERS, tmp_path / "out")
    assert set(state(branch, 1).values()) == {"未打印"}


def test_the_same_job_is_the_same_bytes(branch: Office) -> None:
    pledge(branch, "田富", "丁力")
    job = replace(LETTERS, by="person", order="pinyin")
    made: list[Made] = [make_pdf(branch, job) for _ in range(2)]
    assert made[0].pdf == made[1].pdf


def test_wall_versions_are_a3_and_other_forms_stay_a4(branch: Office) -> None:
    pledge(branch, "田富")
    made = make_pdf(branch, Job((1, 2, 3, 5, 6, 7), blank=True, paper="A3"))
    sizes = [
        sorted(round(float(each) / 72 * 25.4) for each in page.mediabox[2:])
        for page in pypdf.PdfReader(BytesIO(made.pdf)).pages
    ]
    a3, a4 = [297, 420], [210, 297]
    assert sizes == [a4, a3, a3, a3, a4, a3]


@pytest.mark.parametrize(("landscape", "wide"), [(None, True), (True, True), (False, False)])
def test_a_ledger_lies_or_stands_as_asked(branch: Office, landscape: bool | None, wide: bool) -> None:
    made = make_pdf(branch, Job((5,), blank=True, landscape=landscape))
    box = pypdf.PdfReader(BytesIO(made.pdf)).pages[0].mediabox
    assert (box.width > box.height) == wide


@pytest.mark.parametrize("seal_lines", [True, False])
def test_A7_24_seal_lines_as_asked_whatever_the_setting(branch: Office, seal_lines: bool) -> None:
    (page,) = texts(make_pdf(branch, Job((8,), blank=True, seal_lines=seal_lines)).pdf)
    assert ("（盖章）" in page) == seal_lines


def test_overprinting_prints_the_data_alone_at_its_place(branch: Office, tmp_path: Path) -> None:
    pledge(branch, "田富")
    job = Job((6,), year=2026)
    words = []
    for each in (job, replace(job, values_only=True)):
        with pdfplumber.open(BytesIO(make_pdf(branch, each).pdf)) as pdf:
            words.append({word["text"]: (word["x0"], word["top"]) for word in pdf.pages[0].extract_words()})
    whole, values = words
    assert any("承诺" in word for word in whole)
    assert not any("承诺" in word for word in values)
    assert any("田富" in word for word in values)
    blank, base = (
        "".join(texts(make_pdf(branch, replace(job, values_only=over, blank=True)).pdf)) for over in (False, True)
    )
    assert ("XXX" in blank, "XXX" in base) == (True, False)
    assert "党员公开承诺践诺书" in base
    with pytest.raises(UserError, match="FORMAT"):
        print_files(branch, replace(job, values_only=True), tmp_path, formats=("docx",))


def test_overprinting_leaves_a_date_to_be_written_by_hand_to_the_printed_form(branch: Office) -> None:
    pledge(branch, "田富")
    job = Job((1,), year=2026, copies=1, values_only=True)
    (undated,) = texts(make_pdf(branch, job).pdf)
    (dated,) = texts(make_pdf(branch, replace(job, day=date(2026, 3, 1))).pdf)
    assert "年" not in undated
    assert "年" not in dated
    assert "2026" in dated
    assert [word for word in dated.split() if word.isdigit()][-2:] == ["3", "1"]
