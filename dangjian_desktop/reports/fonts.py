"""The embedded faces, with a fallback for every single character; a missing one is told, never silent."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from dangjian_desktop.core.paths import resource

RARE = ("song", "rare-b", "rare-g")
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
SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
COMBINED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")
EM = 1000


@cache
def font(file: str) -> ttfonts.TTFont:
    """Return a font file ready for drawing; loaded when first needed."""
    _mend_reportlab()
    loaded = ttfonts.TTFont(file, str(resource("fonts", f"{file}.ttf")), asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def file_for(character: str, face: str) -> str | None:
    """Return the font file that has a character, or None when none has."""
    chain = FACES[face]
    if face in ("fangsong", "kai") and ord(character) < 0x250:
        chain = (LATIN_FROM, *chain)
    return next((file for file in chain if ord(character) in font(file).face.charToGlyph), None)


def missing_characters(text: str) -> list[str]:
    """Return the characters of a text that no font has, each once, in their order."""
    return [c for c in dict.fromkeys(_seen(text)) if _drawable(c) is None]


def shown(text: str) -> str:
    """Return a text as it is drawn: invisible marks left out, an unknown character as its code point in brackets."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_drawable(c) or f"〔U+{ord(c):04X}〕" for c in _seen(text))


def _drawable(character: str) -> str | None:
    """Return a character, or the one of the same shape that Unicode calls canonical, or None when no font has either."""
    if character == "\n" or file_for(character, "fangsong"):
        return character
    canonical = unicodedata.normalize("NFC", character)
    return canonical if len(canonical) == 1 and file_for(canonical, "fangsong") else None


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


def width(text: str, face: str, size: float) -> float:
    """Return how wide a shown text is, in points."""
    return sum(_advance(character, face) for character in text) * size / EM


@cache
def _advance(character: str, face: str) -> float:
    loaded = font(file_for(character, face) or FACES[face][0]).face
    return float(loaded.charWidths.get(ord(character), loaded.defaultWidth))


def _seen(text: str) -> str:
    """Leave out what has no shape of its own; a letter and its accents become one character, all else stays as typed.

    A whole-text NFC would change names: it maps the compatibility ideographs (U+F900 on) to other characters.
    """
    composed = COMBINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return "".join(" " if _is_space(c) else c for c in composed if not _unseen(c))


def _is_space(character: str) -> bool:
    """The ideographic space keeps its width; all others are drawn as the ordinary one."""
    return character == "\t" or (unicodedata.category(character) == "Zs" and character != "\u3000")


def _unseen(character: str) -> bool:
    """Control and format characters (joiners, marks of direction) and selectors of variants draw nothing."""
    return character not in "\n\t" and (unicodedata.category(character) in ("Cc", "Cf") or character in SELECTORS)


def _mend_reportlab() -> None:
    """Replace reportlab's ToUnicode map, which is wrong above U+FFFF: names would print but not be found."""
    rl_config.invariant = 1
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
