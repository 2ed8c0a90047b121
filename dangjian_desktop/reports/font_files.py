"""What a font file outside the program holds, and whether papers may carry it: read before it is ever drawn with."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfbase import ttfonts

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.truetype import TrueType

TRUETYPE, CURVES, COLLECTION = (b"\x00\x01\x00\x00", b"true"), b"OTTO", b"ttcf"
PACKED = (b"wOFF", b"wOF2")
NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
LARGEST = 100 * 2**20
MOST_FONTS, MOST_TABLES, MOST_NAMES = 64, 200, 4_000
FAMILY, FULL, TYPOGRAPHIC_FAMILY = 1, 4, 16
CHINESE = (0x804, 0x404, 0xC04, 0x1004)
RESTRICTED, USAGE, NO_SUBSET, BITMAPS_ONLY = 0x0002, 0x000F, 0x0100, 0x0200
SEGMENTS, TRIMMED, GROUPS = 4, 10, (12, 13)
MOST_CHARACTERS = 0x110000
STYLE_AT, ITALIC = 44, 0x0002
TRIED = 200
NEXT = "请换一个 TrueType 字体文件（.ttf 或 .ttc）。"


@dataclass(frozen=True)
class Face:
    """One font of a file: its names (the one to show first), its place in a collection, its weight and slant.

    ``fault`` is what speaks against printing with it, as the end of a sentence; empty when nothing does.
    """

    names: tuple[str, ...]
    index: int
    weight: int
    slanted: bool
    fault: str


def read_faces(file: BinaryIO) -> list[Face]:
    """Return the fonts of a file from its directory alone; empty when it is no font file or a broken one."""
    try:
        return list(_faces(file))
    except (struct.error, ValueError, OverflowError, OSError):
        return []


def verified(path: Path, name: str) -> bytes:
    """Return the content of a font file that papers can be printed with; raise UserError that says why they cannot.

    ``name`` is what the sentence calls the font.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(
                "FONT-SIZE", f"“{name}”有 {size // 2**20} 兆，超过 {LARGEST // 2**20} 兆。请换小一些的字体文件。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError("FONT-READ", f"“{name}”读不出来。请检查文件是否还在、是否有权限，再重新选择。") from error
    _verify(data, name)
    return data


def _verify(data: bytes, name: str) -> None:
    if data[:4] in PACKED:
        raise UserError("FONT-KIND", f"“{name}”是网页用的字体，打印用不了。{NEXT}")
    faces = read_faces(BytesIO(data))
    if not faces:
        raise UserError("FONT-KIND", f"“{name}”不是字体文件，或者已经损坏。{NEXT}")
    usable = [face for face in faces if not face.fault]
    if not usable:
        raise UserError("FONT-RIGHTS", f"“{name}”{faces[0].fault}。{NEXT}")
    for face in usable:
        _try_drawing(data, name, face.index)


def _try_drawing(data: bytes, name: str, index: int) -> None:
    """Load the font as the printing does and take shapes out of it.

    A broken table can claim billions of characters, which its reader would count out one by one: those are added first.
    """
    try:
        if _claimed(data, index) > MOST_CHARACTERS:
            raise ValueError
        font = ttfonts.TTFontFile(BytesIO(data), subfontIndex=index)
        places, codes = font.glyphPos, sorted(font.charToGlyph)
        whole = all(a <= b for a, b in pairwise(places)) and places[-1] <= font.get_table_pos("glyf")[1]
        whole = whole and max(font.charToGlyph.values()) < font.numGlyphs
        tried = codes[:: max(1, len(codes) // TRIED)]
        font.makeSubset(tried)
        read = TrueType(data, index)
        read.subset([read.glyph(code) for code in tried])
    except Exception as error:  # a foreign file can break its reader in any way; each is the same news to the user
        raise UserError("FONT-BROKEN", f"“{name}”已经损坏，打不开。{NEXT}") from error
    if not whole or not codes:
        raise UserError("FONT-BROKEN", f"“{name}”已经损坏，字形不全。{NEXT}")


def _claimed(data: bytes, index: int) -> int:
    """Return how many characters the fullest of a font's character tables says that it maps."""
    start = struct.unpack_from(">L", data, 12 + 4 * index)[0] if data[:4] == COLLECTION else 0
    offset, _ = _tables(BytesIO(data), start)["cmap"]
    (count,) = struct.unpack_from(">H", data, offset + 2)
    places = (offset + struct.unpack_from(">L", data, offset + 8 + 8 * each)[0] for each in range(count))
    return max((_mapped(data, place) for place in places), default=0)


def _mapped(data: bytes, at: int) -> int:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == SEGMENTS:
        size = struct.unpack_from(">H", data, at + 6)[0] // 2
        last = struct.unpack_from(f">{size}H", data, at + 14)
        first = struct.unpack_from(f">{size}H", data, at + 16 + 2 * size)
        return sum(max(0, b - a + 1) for a, b in zip(first, last, strict=True))
    if kind == TRIMMED:
        return int(struct.unpack_from(">L", data, at + 16)[0])
    if kind in GROUPS:
        (size,) = struct.unpack_from(">L", data, at + 12)
        groups = struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * size])
        return sum(max(0, b - a + 1) for a, b, _ in groups)
    return 0


def _faces(file: BinaryIO) -> Iterator[Face]:
    size = file.seek(0, 2)
    starts = [0]
    if _read(file, 0, 4) == COLLECTION:
        (count,) = struct.unpack(">L", _read(file, 8, 4))
        starts = list(struct.unpack(f">{min(count, MOST_FONTS)}L", _read(file, 12, 4 * min(count, MOST_FONTS))))
    for index, start in enumerate(starts):
        kind = _read(file, start, 4)
        if kind != CURVES and kind not in TRUETYPE:
            continue
        tables = _tables(file, start)
        names = _names(file, tables)
        weight, rights = _weight_and_rights(file, tables)
        if names and all(offset + length <= size for offset, length in tables.values()):
            yield Face(names, index, weight, _slanted(file, tables), _fault(kind, tables, rights))


def _fault(kind: bytes, tables: Mapping[str, tuple[int, int]], rights: int) -> str:
    if kind == CURVES or "CFF " in tables:
        return "是 PostScript 曲线的字体（.otf），打印用不了"
    if rights & USAGE == RESTRICTED:
        return "的授权不允许嵌入文件，打印出来的 PDF 不能带它"
    if rights & (NO_SUBSET | BITMAPS_ONLY):
        return "的授权不允许只嵌入用到的字，打印出来的 PDF 不能带它"
    return "" if all(tag in tables for tag in NEEDED) else "缺少打印要用的内容"


def _tables(file: BinaryIO, start: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack(">H", _read(file, start + 4, 2))
    rows = _read(file, start + 12, 16 * min(count, MOST_TABLES))
    found = struct.iter_unpack(">4sLLL", rows)
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in found}


def _weight_and_rights(file: BinaryIO, tables: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """A font without the table says nothing about itself: then it may be embedded."""
    if "OS/2" not in tables:
        return 400, 0
    weight, _, rights = struct.unpack(">HHH", _read(file, tables["OS/2"][0] + 4, 6))
    return weight, rights


def _slanted(file: BinaryIO, tables: Mapping[str, tuple[int, int]]) -> bool:
    if "head" not in tables:
        return False
    (style,) = struct.unpack(">H", _read(file, tables["head"][0] + STYLE_AT, 2))
    return bool(style & ITALIC)


def _names(file: BinaryIO, tables: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Return the family's names and the full ones, Chinese before others, the family before the full name."""
    if "name" not in tables:
        return ()
    offset, length = tables["name"]
    table = _read(file, offset, length)
    _, count, strings = struct.unpack(">HHH", table[:6])
    found: list[tuple[int, int, str]] = []
    for row in struct.iter_unpack(">6H", table[6 : 6 + 12 * min(count, MOST_NAMES)]):
        platform, encoding, language, kind, size, place = row
        if kind in (FAMILY, FULL, TYPOGRAPHIC_FAMILY):
            text = _decode(platform, encoding, table[strings + place : strings + place + size]).strip("\0 ")
            order = 0 if language in CHINESE and platform == 3 else 1
            found.append((order, (FAMILY, TYPOGRAPHIC_FAMILY, FULL).index(kind), text))
    return tuple(
        dict.fromkeys(text for _, _, text in sorted(found, key=lambda each: each[:2]) if text.isprintable() and text)
    )


def _decode(platform: int, encoding: int, data: bytes) -> str:
    if platform == 1:
        return data.decode("gb18030" if encoding == 25 else "mac_roman", "replace")
    return data.decode("gb18030" if encoding == 3 and platform == 3 and len(data) % 2 else "utf-16-be", "replace")


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    data = file.read(length)
    if len(data) < length:
        raise ValueError
    return data
