"""The embedded faces, with a fallback for every single character; a missing one is told, never silent."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import resource
from dangjian_desktop.reports.drawn_font import DrawnFont
from dangjian_desktop.reports.private_use import standard_of
from dangjian_desktop.reports.truetype import BROKEN, EM, TrueType

RARE = ("song", "rare-g", "rare-b")
LAST = (*RARE, "fangsong", "fangsong-supplement")
FACES: dict[str, tuple[str, ...]] = {
    "fangsong": ("fangsong", "fangsong-supplement", *RARE),
    "kai": ("kai", "kai-supplement", *LAST),
    "title": ("title", *LAST),
    "hei": ("hei", *LAST),
    "song": LAST,
}
"""Each face and the files that are asked in turn for a character; a character that one face has, all have."""

LATIN_FROM = "song"
LATIN_BELOW = 0x250
SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
COMBINING_FROM, COMBINING_TO = "\u0300", "\u036f"
COMBINED = re.compile(f"[^{COMBINING_FROM}-{COMBINING_TO}][{COMBINING_FROM}-{COMBINING_TO}]+")


class FontFile(NamedTuple):
    """A font outside the program: its file, its place in a collection, and a mark that changes with its content."""

    path: Path
    place: int = 0
    stamp: str = ""


class _Outside:
    """The fonts outside the program that are in use: before a face's own file, and after all others.

    ``edition`` counts the changes, so that who remembers a measure knows when it is old.
    """

    def __init__(self) -> None:
        self.first: dict[str, str] = {}
        self.last: tuple[str, ...] = ()
        self.files: dict[str, FontFile] = {}
        self.edition = 0


_outside = _Outside()


def use_fonts(faces: Mapping[str, FontFile] | None = None, own: Sequence[FontFile] = ()) -> None:
    """Put fonts of this PC before their faces and the user's own files after all others; without any, only the shipped.

    Nothing is opened here: each file is loaded when a character asks for it. Files must have been verified before.
    """
    first = {face: f"pc-{face}" for face in FACES if face in (faces or {})}
    last = {f"own-{place}": file for place, file in enumerate(own, 1)}
    files = {**{name: (faces or {})[face] for face, name in first.items()}, **last}
    if files == _outside.files:
        return
    for name in _outside.files.keys() & _opened.keys():
        _opened.pop(name).unregister()
    _outside.first, _outside.last, _outside.files = first, (*first.values(), *last), files
    _outside.edition += 1
    for cached in (file_for, _advances, _shapes):
        cached.cache_clear()


def edition() -> int:
    """Return a number that is another one after the fonts in use changed."""
    return _outside.edition


def loaded_files() -> tuple[str, ...]:
    """Return the names of the font files that this process has opened so far."""
    return tuple(_opened)


_opened: dict[str, DrawnFont] = {}


def font(file: str) -> DrawnFont:
    """Return a font file ready for drawing; loaded when first needed.

    Raise UserError for a file from outside the program that cannot be read any more.
    """
    if file not in _opened:
        _opened[file] = _load(file)
    return _opened[file]


def _load(file: str) -> DrawnFont:
    _mend_reportlab()
    outside = _outside.files.get(file)
    try:
        data = outside.path.read_bytes() if outside else _mapped(resource("fonts", f"{file}.ttf"))
        loaded = DrawnFont(file, TrueType(data, outside.place if outside else 0))
    except (OSError, *BROKEN) as error:
        if not outside:
            raise
        name = outside.path.name
        raise UserError("FONT-BROKEN", f"字体文件“{name}”打不开或已经损坏。请移除它，或换一个字体，再打印。") from error
    pdfmetrics.registerFont(loaded)
    return loaded


def _mapped(path: Path) -> mmap:
    """Of a shipped file only what is looked at comes into memory; one from outside is read, so that it can be removed."""
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


@cache
def file_for(character: str, face: str) -> str | None:
    """Return the font file that has a character, or None when none has."""
    return next((file for file in _chain(character, face) if _has(file, ord(character))), None)


def _chain(character: str, face: str) -> Iterator[str]:
    """The Song face's letters and digits are used in 仿宋 and 楷体 too, as GB/T 9704 asks."""
    if face in ("fangsong", "kai") and ord(character) < LATIN_BELOW:
        if LATIN_FROM in _outside.first:
            yield _outside.first[LATIN_FROM]
        yield LATIN_FROM
    if face in _outside.first:
        yield _outside.first[face]
    yield from FACES[face]
    yield from _outside.last


def _has(file: str, code: int) -> bool:
    """A font may name a character and draw nothing for it: that is not having it, but for the spaces."""
    source = font(file).source
    glyph = source.glyph(code)
    return bool(glyph) and (source.has_shape(glyph) or _is_space(chr(code)) or code == 0x3000)


def missing_characters(text: str) -> list[str]:
    """Return the characters of a text that no font has, each once, in their order."""
    return [c for c in dict.fromkeys(_seen(text)) if _drawable(c) is None]


def shown(text: str) -> str:
    """Return a text as it is drawn: invisible marks left out, an unknown character as its code point in brackets."""
    shapes = _shapes()
    return text if shapes.alike.issuperset(text) else _composed(text).translate(shapes)


class _Shapes(dict[int, str]):
    """What is drawn for each character, by code point; found once for each.

    ``alike`` are those met so far that are drawn as they stand wherever they stand, as most texts are throughout.
    """

    def __init__(self) -> None:
        super().__init__()
        self.alike = {chr(code) for code in range(ord(" "), ord("~") + 1)}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _unseen(character):
            shape = ""
        elif _is_space(character):
            shape = " "
        else:
            shape = _drawable(character) or f"〔U+{code:04X}〕"
        self[code] = shape
        if shape == character and not COMBINING_FROM <= character <= COMBINING_TO:
            self.alike.add(character)
        return shape


@cache
def _shapes() -> _Shapes:
    return _Shapes()


def _drawable(character: str) -> str | None:
    """Return a character, or one of the same shape that a font has, or None when no font has any.

    Of the same shape are what Unicode calls canonical, and the place that GB 18030-2022 gives to a private one. The
    Song face is asked because it opens the fewest files; a character that it has, every face has.
    """
    if character == "\n" or file_for(character, "song"):
        return character
    twins = (unicodedata.normalize("NFC", character), standard_of(character))
    return next((twin for twin in twins if len(twin) == 1 and file_for(twin, "song")), None)


def runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Split a shown text into stretches of one font file: (file, text)."""
    current, stretch = "", ""
    for character in text:
        file = file_for(character, face) or current or FACES[face][0]
        if file != current and stretch:
            yield current, stretch
            stretch = ""
        current, stretch = file, stretch + character
    if stretch:
        yield current, stretch


class _Advances(dict[str, float]):
    """How wide each character of a face is, in parts of EM: a letter of a hundred lines asks thousands of times."""

    def __init__(self, face: str) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        source = font(file_for(character, self._face) or FACES[self._face][0]).source
        advance = self[character] = float(source.advance(source.glyph(ord(character))))
        return advance


@cache
def _advances(face: str) -> _Advances:
    return _Advances(face)


def width(text: str, face: str, size: float) -> float:
    """Return how wide a shown text is, in points."""
    return sum(map(_advances(face).__getitem__, text)) * size / EM


def _seen(text: str) -> str:
    """Leave out what has no shape of its own; a letter and its accents become one character, all else stays as typed.

    A whole-text NFC would change names: it maps the compatibility ideographs (U+F900 on) to other characters.
    """
    return "".join(" " if _is_space(c) else c for c in _composed(text) if not _unseen(c))


def _composed(text: str) -> str:
    return COMBINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def _is_space(character: str) -> bool:
    """The ideographic space keeps its width; all others are drawn as the ordinary one."""
    return character == "\t" or (unicodedata.category(character) == "Zs" and character != "\u3000")


def _unseen(character: str) -> bool:
    """Control and format characters (joiners, marks of direction) and selectors of variants draw nothing."""
    return character not in "\n\t" and (unicodedata.category(character) in ("Cc", "Cf") or character in SELECTORS)


def _mend_reportlab() -> None:
    """Replace reportlab's ToUnicode map, which is wrong above U+FFFF: names would print but not be found."""
    rl_config.invariant = 1
    rl_config.useA85 = 0  # plain bytes are smaller and sooner written than their ASCII form
    ttfonts.makeToUnicodeCMap = _to_unicode


def _to_unicode(fontname: str, subset: list[int]) -> str:
    codes = [(place, code) for place, code in enumerate(subset) if code]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(codes), 100):
        part = codes[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for place, code in part]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
