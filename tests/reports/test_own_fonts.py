"""Fonts outside the program: a user's own file after all others, a font of the PC before its face."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from dangjian_desktop.reports.fonts import FACES, FontFile, file_for, missing_characters, shown, use_fonts
from dangjian_desktop.reports.private_use import standard_of
from tests.reports.made_fonts import make_collection, make_font
from tests.reports.samples import pages, pdf_of, values_for

UNKNOWN, OTHER = "\U0003a123", "\U0003a124"


@pytest.fixture(autouse=True)
def only_shipped_fonts_afterwards() -> Iterator[None]:
    yield
    use_fonts()


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def letter(name: str) -> bytes:
    return pdf_of(8, pages(8, values_for(8, name)))


@pytest.fixture
def rare(tmp_path: Path) -> FontFile:
    return FontFile(make_font(tmp_path / "rare.ttf", f"王{UNKNOWN}"))


def test_a_users_own_font_draws_what_no_shipped_font_has_in_every_face(rare: FontFile) -> None:
    use_fonts(own=[rare])
    assert missing_characters(f"王{UNKNOWN}") == []
    assert {file_for(UNKNOWN, face) for face in FACES} == {"own-1"}
    assert f"王{UNKNOWN}" in text_of(letter(f"王{UNKNOWN}"))


def test_a_users_own_font_is_asked_last(rare: FontFile) -> None:
    shipped = {face: file_for("王", face) for face in FACES}
    use_fonts(own=[rare])
    assert {face: file_for("王", face) for face in FACES} == shipped


def test_without_the_own_font_the_code_point_is_printed_again(rare: FontFile) -> None:
    use_fonts(own=[rare])
    use_fonts()
    assert shown(f"王{UNKNOWN}") == "王〔U+3A123〕"
    assert "王〔U+3A123〕" in text_of(letter(f"王{UNKNOWN}"))


def test_the_same_fonts_give_the_same_bytes(rare: FontFile) -> None:
    use_fonts(own=[rare])
    first = letter(f"王{UNKNOWN}")
    use_fonts()
    assert letter(f"王{UNKNOWN}") != first
    use_fonts(own=[rare])
    assert letter(f"王{UNKNOWN}") == first


def test_a_font_that_takes_anothers_place_is_drawn_with_its_own_shapes(tmp_path: Path) -> None:
    use_fonts(own=[FontFile(make_font(tmp_path / "1.ttf", OTHER))])
    letter(OTHER)
    use_fonts(own=[FontFile(make_font(tmp_path / "2.ttf", UNKNOWN))])
    assert UNKNOWN in text_of(letter(UNKNOWN))


def test_two_own_fonts_of_one_name_keep_their_own_shapes(tmp_path: Path) -> None:
    one = FontFile(make_font(tmp_path / "1.ttf", UNKNOWN))
    two = FontFile(make_font(tmp_path / "2.ttf", OTHER))
    use_fonts(own=[one, two])
    assert UNKNOWN + OTHER in text_of(letter(UNKNOWN + OTHER))


def test_a_font_that_names_a_character_without_a_shape_does_not_have_it(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    path = make_font(tmp_path / "empty.ttf", UNKNOWN)
    font = TTFont(path)
    font["glyf"][font.getBestCmap()[ord(UNKNOWN)]].numberOfContours = 0
    font.save(path)
    use_fonts(own=[FontFile(path)])
    assert missing_characters(UNKNOWN) == [UNKNOWN]


def test_a_font_of_the_pc_stands_first_in_its_face_and_last_in_the_others(tmp_path: Path) -> None:
    use_fonts({"title": FontFile(make_font(tmp_path / "title.ttf", f"王A{UNKNOWN}"))})
    assert file_for("王", "title") == "pc-title"
    assert file_for("王", "fangsong") == "fangsong"
    assert {file_for(UNKNOWN, face) for face in FACES} == {"pc-title"}


def test_digits_of_a_fangsong_text_come_from_the_pcs_song_face_where_one_is_chosen(tmp_path: Path) -> None:
    song, fangsong = (FontFile(make_font(tmp_path / f"{face}.ttf", "王12")) for face in ("song", "fangsong"))
    use_fonts({"fangsong": fangsong})
    assert (file_for("王", "fangsong"), file_for("1", "fangsong")) == ("pc-fangsong", "song")
    use_fonts({"fangsong": fangsong, "song": song})
    assert (file_for("王", "fangsong"), file_for("1", "fangsong")) == ("pc-fangsong", "pc-song")


def test_each_font_of_a_collection_can_be_used(tmp_path: Path) -> None:
    path = make_collection(tmp_path / "two.ttc", {"Test One": UNKNOWN, "Test Two": OTHER})
    use_fonts(own=[FontFile(path, 1)])
    assert missing_characters(UNKNOWN + OTHER) == [UNKNOWN]


@pytest.mark.parametrize("private", ["\ue863", "\ue816", "\ue831", "\ue864"])
def test_names_from_older_systems_are_drawn_with_the_character_of_gb18030_2022(private: str) -> None:
    assert missing_characters(f"周{private}") == []
    assert shown(f"周{private}") == f"周{standard_of(private)}"


def test_the_old_private_place_of_a_known_name_is_known() -> None:
    assert standard_of("\ue863") == "䶮"


@pytest.mark.parametrize(("number", "files"), [(5, {"song", "title"}), (1, {"song", "title", "fangsong"})])
def test_a_new_process_opens_only_the_fonts_that_a_plain_form_needs(number: int, files: set[str]) -> None:
    program = (
        "from tests.reports.samples import *; from dangjian_desktop.reports.fonts import loaded_files;"
        f"pdf_of({number}, pages({number}, values_for({number}, '张三'))); print(*loaded_files())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) == files
