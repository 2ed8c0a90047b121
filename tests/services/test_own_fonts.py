"""Fonts of the user's and of this PC: added, listed, removed, chosen, and refused in one sentence."""

import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.fonts import file_for, loaded_files, use_fonts
from dangjian_desktop.services import pc_fonts
from dangjian_desktop.services.own_fonts import add_font, own_fonts, remove_font
from dangjian_desktop.services.pc_fonts import choose_family, families
from dangjian_desktop.services.printing import Job, make_pdf, notes, print_files
from dangjian_desktop.services.records import save_option
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.reports.made_fonts import make_collection, make_font
from tests.services.exchange_year import save

UNKNOWN, OTHER = "\U0003a123", "\U0003a124"
FORM_8 = Job((8,), year=2026)


@pytest.fixture(autouse=True)
def only_shipped_fonts_afterwards() -> Iterator[None]:
    yield
    use_fonts()


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The font folder of a PC."""
    folder = tmp_path / "Fonts"
    folder.mkdir()
    monkeypatch.setattr(pc_fonts, "font_folders", lambda: (folder,))
    return folder


@pytest.fixture
def nominated(branch: Office) -> Office:
    save(branch, "members", {"name": f"王{UNKNOWN}", "birth": "1985.05"})
    save(branch, "pioneer_nominations", {"year": "2026", "member_id": f"王{UNKNOWN}", "deeds": "带头上好课。"})
    return branch


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def rare(folder: Path, name: str = "rare.ttf", **more: object) -> Path:
    return make_font(folder / name, f"王{UNKNOWN}", **more)  # type: ignore[arg-type]


def test_issue_3_a_font_that_the_user_adds_prints_the_name_and_ends_the_note(nominated: Office, tmp_path: Path) -> None:
    assert any("U+3A123" in note for note in notes(nominated, FORM_8))
    added = add_font(nominated, rare(tmp_path, chinese="测试字体"))
    assert (added.family, added.fault) == ("测试字体", "")
    made = make_pdf(nominated, FORM_8)
    assert made.notes == ()
    assert f"王{UNKNOWN}" in text_of(made.pdf)


def test_the_font_is_copied_beside_the_data_file_and_once_only(branch: Office, tmp_path: Path) -> None:
    source = rare(tmp_path)
    add_font(branch, source)
    add_font(branch, source)
    assert [each.name for each in own_fonts(branch)] == ["rare.ttf"]
    kept = tmp_path / "字体" / "rare.ttf"
    assert kept.read_bytes() == source.read_bytes()
    assert [path.name for path in kept.parent.iterdir()] == ["rare.ttf"]


def test_two_fonts_of_one_file_name_are_both_kept(branch: Office, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    add_font(branch, rare(tmp_path))
    add_font(branch, make_font(tmp_path / "other" / "rare.ttf", OTHER))
    assert [each.name for each in own_fonts(branch)] == ["rare.ttf", "rare_2.ttf"]


def test_removing_the_font_prints_the_code_point_again(nominated: Office, tmp_path: Path) -> None:
    before = make_pdf(nominated, FORM_8).pdf
    added = add_font(nominated, rare(tmp_path))
    with_font = make_pdf(nominated, FORM_8).pdf
    remove_font(nominated, added.name)
    assert own_fonts(nominated) == []
    assert "王〔U+3A123〕" in text_of(make_pdf(nominated, FORM_8).pdf)
    assert make_pdf(nominated, FORM_8).pdf == before != with_font
    with pytest.raises(UserError) as refused:
        remove_font(nominated, added.name)
    assert refused.value.code == "FONT-GONE"


def test_a_font_in_a_collection_is_used_too(nominated: Office, tmp_path: Path) -> None:
    add_font(nominated, make_collection(tmp_path / "two.ttc", {"Test One": OTHER, "Test Two": UNKNOWN}))
    assert make_pdf(nominated, FORM_8).notes == ()


def test_a_font_is_opened_only_when_a_character_asks_for_it(branch: Office, tmp_path: Path) -> None:
    add_font(branch, rare(tmp_path))
    make_pdf(branch, Job((5,), blank=True))
    assert "own-1" not in loaded_files()
    assert file_for(UNKNOWN, "song") == "own-1"
    assert "own-1" in loaded_files()


def damaged(path: Path) -> bytes:
    data = path.read_bytes()
    return data[: len(data) // 2]


def without_shapes(path: Path) -> bytes:
    with TTFont(path, lazy=True) as font:
        table = font.reader.tables["loca"]
    place, length = table.offset, table.length
    data = bytearray(path.read_bytes())
    data[place : place + length] = b"\xff" * length
    return bytes(data)


def claiming_billions(path: Path) -> bytes:
    """A character table whose last group ends at the largest number there is."""
    with TTFont(path, lazy=True) as font:
        place = font.reader.tables["cmap"].offset
    data = bytearray(path.read_bytes())
    at = data.index(struct.pack(">LL", 0x3A123, 0x3A123), place)
    data[at + 4 : at + 8] = b"\xff" * 4
    return bytes(data)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("text", "不是字体文件"),
        ("empty", "不是字体文件"),
        ("half", "损坏"),
        ("shapes", "损坏"),
        ("billions", "损坏"),
        ("web", "网页"),
        ("curves", "PostScript"),
        ("restricted", "授权不允许嵌入"),
        ("whole", "授权不允许只嵌入用到的字"),
    ],
)
def test_a_file_that_papers_cannot_use_is_refused_in_one_sentence(
    branch: Office, tmp_path: Path, code: str, word: str
) -> None:
    good = rare(tmp_path)
    makers: dict[str, Callable[[], bytes]] = {
        "text": lambda: b"just words",
        "empty": lambda: b"",
        "half": lambda: damaged(good),
        "shapes": lambda: without_shapes(good),
        "billions": lambda: claiming_billions(good),
        "web": lambda: b"wOF2" + good.read_bytes(),
        "curves": lambda: rare(tmp_path, "cff.otf", cff=True).read_bytes(),
        "restricted": lambda: rare(tmp_path, "no.ttf", rights=0x0002).read_bytes(),
        "whole": lambda: rare(tmp_path, "all.ttf", rights=0x0108).read_bytes(),
    }
    path = tmp_path / "给我.ttf"
    path.write_bytes(makers[code]())
    with pytest.raises(UserError) as refused:
        add_font(branch, path)
    assert refused.value.message.startswith("“给我.ttf”")
    assert word in refused.value.message
    assert own_fonts(branch) == []


def test_a_file_too_large_or_gone_is_refused(branch: Office, tmp_path: Path) -> None:
    path = tmp_path / "large.ttf"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    with pytest.raises(UserError, match="超过 100 兆"):
        add_font(branch, path)
    with pytest.raises(UserError, match="读不出来"):
        add_font(branch, tmp_path / "gone.ttf")


def test_preview_and_print_embedding_is_enough(branch: Office, tmp_path: Path) -> None:
    assert add_font(branch, rare(tmp_path, rights=0x0004)).fault == ""


def test_a_broken_file_laid_into_the_folder_by_hand_is_listed_and_not_used(nominated: Office, tmp_path: Path) -> None:
    folder = tmp_path / "字体"
    folder.mkdir()
    (folder / "bad.ttf").write_bytes(damaged(rare(tmp_path)))
    assert own_fonts(nominated)[0].fault
    assert "王〔U+3A123〕" in text_of(make_pdf(nominated, FORM_8).pdf)
    (folder / "bad.ttf").write_bytes(rare(tmp_path).read_bytes().replace(b"\x5f\x0f\x3c\xf5", b"\0\0\0\0"))
    with pytest.raises(UserError, match=r"“bad\.ttf”"):
        make_pdf(nominated, FORM_8)


def test_issue_3_a_family_of_the_pc_is_listed_by_its_chinese_name_and_chosen_for_a_face(
    branch: Office, fonts: Path
) -> None:
    make_font(fonts / "fz.ttf", "审批表", family="FZ Title", chinese="方正小标宋简体")
    rare(fonts, "cff.otf", family="Curves", cff=True)
    (fonts / "broken.ttf").write_bytes(b"\0\1\0\0rest")
    found = {each.name: each.fault for each in families()}
    assert set(found) == {"Curves", "方正小标宋简体"}
    assert not found["方正小标宋简体"]
    assert found["Curves"]
    choose_family(branch, "title", "方正小标宋简体")
    make_pdf(branch, Job((8,), blank=True))
    assert file_for("审", "title") == "pc-title"
    assert file_for("审", "fangsong") == "fangsong"


@pytest.mark.parametrize("name", ["方正小标宋简体", "fz title"])
def test_a_family_is_found_by_any_of_its_names(branch: Office, fonts: Path, name: str) -> None:
    make_font(fonts / "fz.ttf", "审批表", family="FZ Title", chinese="方正小标宋简体")
    choose_family(branch, "title", name)
    assert make_pdf(branch, Job((8,), blank=True)).notes == ()


def test_of_several_styles_the_upright_and_ordinary_one_is_taken(branch: Office, fonts: Path) -> None:
    for name, weight, slant in (("a-slanted", 400, 2), ("b-bold", 700, 0), ("c-plain", 400, 0), ("d-light", 300, 0)):
        path = make_font(fonts / f"{name}.ttf", "序号", family="Song Own")
        with TTFont(path) as font:
            font["OS/2"].usWeightClass, font["head"].macStyle = weight, slant
            font.save(path)
    assert [each.file.path.name for each in families()] == ["c-plain.ttf"]


def test_the_font_of_the_pc_is_never_copied(branch: Office, fonts: Path, tmp_path: Path) -> None:
    make_font(fonts / "fz.ttf", "审批表", family="FZ Title")
    choose_family(branch, "title", "FZ Title")
    print_files(branch, Job((8,), blank=True), tmp_path / "out")
    assert [path for path in tmp_path.rglob("*.ttf") if path.parent != fonts] == []


def test_on_a_pc_without_the_family_the_shipped_font_is_used_and_a_note_says_so(branch: Office, fonts: Path) -> None:
    shipped = make_pdf(branch, Job((8,), blank=True)).pdf
    path = make_font(fonts / "fz.ttf", "审批表", family="FZ Title")
    choose_family(branch, "title", "FZ Title")
    assert make_pdf(branch, Job((8,), blank=True)).pdf != shipped
    path.unlink()
    made = make_pdf(branch, Job((8,), blank=True))
    assert made.pdf == shipped
    (note,) = made.notes
    assert "FZ Title" in note
    assert "小标宋" in note
    assert notes(branch, Job((8,), blank=True)) == [note]


def test_a_family_that_papers_cannot_carry_is_refused_or_passed_over(branch: Office, fonts: Path) -> None:
    rare(fonts, "no.ttf", family="No Rights", rights=0x0002)
    for name, word in (("No Rights", "授权"), ("Nowhere", "没有")):
        with pytest.raises(UserError, match=word):
            choose_family(branch, "song", name)
        save_option(branch, "print.face_song", name)
        (note,) = notes(branch, Job((5,), blank=True))
        assert word in note
    with pytest.raises(UserError):
        choose_family(branch, "latin", "")


def test_an_empty_name_takes_the_shipped_font_again(branch: Office, fonts: Path) -> None:
    make_font(fonts / "s.ttf", "序号", family="Song Own")
    choose_family(branch, "song", "Song Own")
    make_pdf(branch, Job((5,), blank=True))
    assert file_for("序", "song") == "pc-song"
    choose_family(branch, "song", "")
    make_pdf(branch, Job((5,), blank=True))
    assert file_for("序", "song") == "song"


def test_offices_of_one_process_print_each_with_its_own_fonts(make_office: MakeOffice, fonts: Path) -> None:
    one, two = make_office("甲党支部"), make_office("乙党支部")
    make_font(fonts / "one.ttf", "序号", family="Song One")
    make_font(fonts / "two.ttf", "序", family="Song Two")
    blank = Job((5,), blank=True)
    choose_family(one, "song", "Song One")
    choose_family(two, "song", "Song Two")
    first, second = make_pdf(one, blank).pdf, make_pdf(two, blank).pdf
    assert first != second
    assert (make_pdf(one, blank).pdf, make_pdf(two, blank).pdf) == (first, second)
