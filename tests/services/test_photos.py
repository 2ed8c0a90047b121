"""F8.5: a member's photo, from the file of a camera to forms 8 and 9, packages and undo."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image, PngImagePlugin
from sqlalchemy import select

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.attachment import Attachment
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services import exchange
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.history import redo, undo
from dangjian_desktop.services.photos import clear_photo, photo_of, set_photo
from dangjian_desktop.services.printing import Job, make_pdf, papers, remember
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import fill, save

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, MAKER = 0x0112, 0x010F


def picture(path: Path, size: tuple[int, int] = (900, 1200), colour: tuple[int, int, int] = RED) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


@pytest.fixture
def member(branch: Office) -> str:
    fill(branch, "张三", "李四")
    return papers(branch, 8, Job((8,), year=2026))[0].member_id


def opened(photo: bytes | None) -> Image.Image:
    assert photo is not None
    return Image.open(io.BytesIO(photo))


@pytest.mark.parametrize("name", ["照片.png", "照片.jpg", "没有扩展名"])
def test_F8_5_a_photo_is_scaled_and_kept_as_jpeg(branch: Office, member: str, tmp_path: Path, name: str) -> None:
    path = picture(tmp_path / "x.png")
    if name.endswith("jpg"):
        Image.open(path).save(tmp_path / name)
    else:
        path.rename(tmp_path / name)
    set_photo(branch, member, tmp_path / name)
    kept = opened(photo_of(branch, member))
    assert (kept.format, kept.size) == ("JPEG", (450, 600))


def test_a_small_photo_is_not_blown_up(branch: Office, member: str, tmp_path: Path) -> None:
    set_photo(branch, member, picture(tmp_path / "a.png", (150, 200)))
    assert opened(photo_of(branch, member)).size == (150, 200)


def test_what_the_camera_wrote_is_left_out_and_the_picture_stands_upright(
    branch: Office, member: str, tmp_path: Path
) -> None:
    lying = Image.new("RGB", (400, 300), RED)
    lying.paste(BLUE, (0, 0, 200, 300))
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKER] = 6, "Camera of 张三"
    lying.save(tmp_path / "a.jpg", exif=notes)
    assert b"Camera" in (tmp_path / "a.jpg").read_bytes()
    set_photo(branch, member, tmp_path / "a.jpg")
    photo = photo_of(branch, member)
    kept = opened(photo)
    assert kept.size == (300, 400)
    assert dict(kept.getexif()) == {}
    assert b"Camera" not in (photo or b"")
    top, bottom = kept.getpixel((150, 20)), kept.getpixel((150, 380))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[2] > 150 > 80 > top[0]
    assert bottom[0] > 150 > 80 > bottom[2]


def test_texts_inside_a_png_are_left_out(branch: Office, member: str, tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "110105199001011234")
    Image.new("RGBA", (30, 40), (0, 0, 0, 0)).save(tmp_path / "a.png", pnginfo=texts)
    set_photo(branch, member, tmp_path / "a.png")
    photo = photo_of(branch, member)
    assert b"110105" not in (photo or b"")
    assert opened(photo).getpixel((5, 5)) == (255, 255, 255)


def text(path: Path) -> None:
    path.write_text("不是照片", encoding="utf-8")


def torn(path: Path) -> None:
    picture(path.with_suffix(".png"))
    path.write_bytes(path.with_suffix(".png").read_bytes()[:600])


def gif(path: Path) -> None:
    Image.new("P", (30, 40)).save(path, "GIF")


def bomb(path: Path) -> None:
    """A head that promises 30,000 × 30,000 points."""
    parts = (b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0), b"IDAT")
    chunks = [struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def heavy(path: Path) -> None:
    path.write_bytes(b"\x89PNG" + b"\0" * (21 << 20))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        *((text, "PHOTO-KIND"), (gif, "PHOTO-KIND"), (torn, "PHOTO-DAMAGED"), (bomb, "PHOTO-DAMAGED")),
        (heavy, "PHOTO-SIZE"),
        (lambda path: None, "PHOTO-MISSING"),
    ],
    ids=["text", "gif", "torn", "bomb", "heavy", "gone"],
)
def test_what_is_no_photo_is_refused_and_changes_nothing(
    branch: Office, member: str, tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    before = digest(branch)
    make(tmp_path / "a.jpg")
    with pytest.raises(UserError) as caught:
        set_photo(branch, member, tmp_path / "a.jpg")
    assert caught.value.code == code
    assert "a.jpg" in caught.value.message
    assert digest(branch) == before


def test_a_member_that_is_not_there_is_refused(branch: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="MEMBER"):
        set_photo(branch, "nobody", picture(tmp_path / "a.png"))


@pytest.mark.parametrize(
    ("form", "ledger", "row"),
    [
        (8, "", {}),
        (9, "pacesetter_nominations", {"kind": "学习标兵", "quarter": "4"}),
    ],
)
def test_F8_5_F9_5_the_photo_is_drawn_in_its_cell(
    branch: Office, member: str, tmp_path: Path, form: int, ledger: str, row: dict[str, str]
) -> None:
    if ledger:
        save(branch, ledger, {"year": "2026", "member_id": "张三", **row})
    job = Job((form,), year=2026, quarter=4)

    def pictures() -> list[tuple[int, int]]:
        pages = pypdf.PdfReader(io.BytesIO(make_pdf(branch, job).pdf)).pages
        return [image.image.size for page in pages for image in page.images if image.image]

    assert pictures() == []
    set_photo(branch, member, picture(tmp_path / "a.png"))
    assert pictures() == [(450, 600)]
    clear_photo(branch, member)
    assert pictures() == []


def test_another_photo_is_a_change_since_printing(branch: Office, member: str, tmp_path: Path) -> None:
    job = Job((8,), year=2026)
    set_photo(branch, member, picture(tmp_path / "a.png"))
    remember(branch, make_pdf(branch, job))
    assert not papers(branch, 8, job)[0].changed
    set_photo(branch, member, picture(tmp_path / "b.png", colour=BLUE))
    assert papers(branch, 8, job)[0].changed


def test_a_photo_can_be_undone_and_redone(branch: Office, member: str, tmp_path: Path) -> None:
    before = digest(branch)
    set_photo(branch, member, picture(tmp_path / "a.png"))
    photo = photo_of(branch, member)
    clear_photo(branch, member)
    assert photo_of(branch, member) is None
    undo(branch)
    assert photo_of(branch, member) == photo
    undo(branch)
    assert photo_of(branch, member) is None
    assert digest(branch) == before
    redo(branch)
    assert photo_of(branch, member) == photo


def test_a_photo_that_nobody_bears_any_more_does_not_travel(branch: Office, member: str, tmp_path: Path) -> None:
    for name, colour in (("a.png", RED), ("b.png", BLUE)):
        set_photo(branch, member, picture(tmp_path / name, colour=colour))
    with branch.reading() as connection:
        rows = connection.execute(select(table_of(Attachment))).all()
    assert sorted(row.deleted for row in rows) == [False, True]


def test_a_photo_goes_up_with_the_package_and_is_printed_there(
    branch: Office, member: str, make_office: MakeOffice, tmp_path: Path
) -> None:
    set_photo(branch, member, picture(tmp_path / "a.png"))
    head = make_office("机电学院党总支", "general-branch")
    packed = exchange.pack(branch, tmp_path / "stick", year=2026, quarter=4)
    (plan,) = exchange.apply(head, [packed.path], adopt=True)
    assert plan.status == "new"
    assert photo_of(head, member) == photo_of(branch, member) is not None
    made = make_pdf(head, Job((8,), year=2026, units=(branch.office_id,)))
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    assert [len(page.images) for page in reader.pages] == [1]
    assert reader.metadata is not None
    assert reader.metadata.author == "机电学院党总支"
