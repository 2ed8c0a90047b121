"""Papers from an office's records: what is told beforehand, what was printed, and where the files go."""

from pathlib import Path

import pypdf
import pytest

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.services.printing import Job, make_pdf, notes, papers, print_files
from dangjian_desktop.services.records import save_option
from dangjian_desktop.services.work import Office
from tests.services.exchange_year import save

UNKNOWN = "\U000e0fff"
ALL = tuple(range(1, 10))


def nominate(office: Office, *names: str, deeds: str = "带头上好课。") -> list[str]:
    save(office, "members", *({"name": name, "birth": "1985.05"} for name in names))
    rows = [{"year": "2026", "member_id": name, "deeds": deeds} for name in names]
    return save(office, "pioneer_nominations", *rows)


def test_what_the_layout_had_to_do_is_told_with_the_persons(branch: Office) -> None:
    nominate(branch, "张三", "李四", deeds="长期承担实训教学。" * 60)
    (note,) = notes(branch, Job((8,), year=2026))
    assert note.startswith("样例8 张三、李四：")
    assert note.endswith("磅字。")
    assert make_pdf(branch, Job((8,), year=2026)).notes == (note,)


def test_many_persons_are_counted(branch: Office) -> None:
    nominate(branch, *(f"党员{n}" for n in "甲乙丙丁戊己庚"), deeds="长期承担实训教学。" * 400)
    (note,) = (each for each in notes(branch, Job((8,), year=2026)) if "附页" in each)
    assert note.startswith("样例8 党员甲、党员乙、党员丙、党员丁、党员戊等 7 份：")


def test_a_character_that_no_font_has_is_told_with_its_person(branch: Office) -> None:
    nominate(branch, f"王{UNKNOWN}", "李四")
    told = notes(branch, Job((8,), year=2026))
    sentence = f"“王{UNKNOWN}”里的字 {UNKNOWN}（U+E0FFF）没有字体，纸上印成〔U+E0FFF〕。请添加有这个字的补字字体。"
    assert f"样例8 王{UNKNOWN}：{sentence}" in told
    assert not [note for note in told if "李四" in note]


def test_in_a_table_the_person_of_the_row_is_named_with_the_words_about_the_character(branch: Office) -> None:
    save(branch, "members", {"name": f"王{UNKNOWN}"}, {"name": "李四"}, {"name": "赵六"})
    long = f"每月到学生宿舍走访一次{UNKNOWN}并帮助解决困难"
    pledges = [("李四", long), (f"王{UNKNOWN}", "上好示范课"), ("赵六", "帮扶一名学生")]
    more = {"year": "2026", "due": "年底前", "review": "通过"}
    save(branch, "commitments", *({**more, "member_id": who, "text": text} for who, text in pledges))
    (note,) = (each for each in notes(branch, Job((5,), year=2026)) if "U+E0FFF" in each)
    assert note.startswith("样例5 ")
    assert f"李四的“…走访一次{UNKNOWN}并帮助解…”" in note
    assert f"“王{UNKNOWN}”" in note
    assert "赵六" not in note


def test_many_places_of_one_character_are_counted(branch: Office) -> None:
    save(branch, "members", *({"name": f"{name}{UNKNOWN}"} for name in "赵钱孙李周吴"))
    save(branch, "areas", {"name": "机电楼"})
    save(branch, "area_assignments", {"area_id": "机电楼", "member_id": f"赵{UNKNOWN}", "year": "2026"})
    (note,) = (each for each in notes(branch, Job((3,), year=2026)) if "U+E0FFF" in each)
    assert f"“赵{UNKNOWN}”" in note
    assert "等 6 处里的字" in note


def test_papers_that_need_nothing_said_say_nothing(branch: Office) -> None:
    nominate(branch, "张三")
    assert notes(branch, Job((8,), year=2026)) == []
    assert notes(branch, Job(ALL, blank=True)) == []


def test_F7_10_the_remark_stands_below_the_blank_form_when_the_branch_wants_it(branch: Office, tmp_path: Path) -> None:
    def said() -> str:
        (path,) = print_files(branch, Job((7,), blank=True), tmp_path)
        return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)

    assert "仅供参考" not in said()
    save_option(branch, "print.remark", True)
    assert "样例1-7仅供参考" in said()


def test_what_was_printed_is_remembered_and_a_later_change_is_seen(branch: Office, tmp_path: Path) -> None:
    (first, _) = nominate(branch, "张三", "李四")
    job = Job((8,), year=2026)
    assert [(each.printed_at, each.changed) for each in papers(branch, 8, job)] == [("", False)] * 2
    print_files(branch, job, tmp_path)
    assert [(bool(each.printed_at), each.changed) for each in papers(branch, 8, job)] == [(True, False)] * 2
    save(branch, "pioneer_nominations", {"deeds": "改了。"}, row_id=first)
    assert {each.name: each.changed for each in papers(branch, 8, job)} == {"张三": True, "李四": False}


def test_nothing_to_print_is_one_sentence(branch: Office) -> None:
    with pytest.raises(UserError, match="PRINT-EMPTY"):
        make_pdf(branch, Job((8,), year=2026))


def test_names_become_safe_file_names_and_namesakes_get_files_of_their_own(branch: Office, tmp_path: Path) -> None:
    save(branch, "members", *({"name": "a/../b:", "birth": birth} for birth in ("1985.05", "1990.07")))
    people = [f"a/../b:（{birth}）" for birth in ("1985-05", "1990-07")]
    save(branch, "pioneer_nominations", *({"year": "2026", "member_id": name} for name in people))
    written = print_files(branch, Job((8,), year=2026), tmp_path / "out", separate=True)
    assert len({path.name for path in written}) == 2
    assert {path.parent for path in written} == {tmp_path / "out"}
    assert all(path.exists() for path in written)
