"""Small font files for tests: what a person may have on a PC, good and bad."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

EM = 1000


def make_font(
    path: Path, characters: str, *, family: str = "Test Rare", chinese: str = "", rights: int = 0, cff: bool = False
) -> Path:
    """Write a font whose every character is a filled square; ``rights`` is OS/2's fsType."""
    order = [".notdef", *(f"u{ord(c):05X}" for c in characters)]
    builder = FontBuilder(EM, isTTF=not cff)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(c): f"u{ord(c):05X}" for c in characters})
    if cff:
        builder.setupCFF(family.replace(" ", ""), {}, {name: _square(T2CharStringPen(EM, None)) for name in order}, {})
    else:
        builder.setupGlyf({name: _square(TTGlyphPen(None)) for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (EM, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    if chinese:
        builder.font["name"].setName(chinese, 1, 3, 1, 0x804)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=rights)
    builder.setupPost(keepGlyphNames=False)
    builder.save(path)
    return path


def make_collection(path: Path, fonts: dict[str, str]) -> Path:
    """Write a collection of fonts, each family with its characters."""
    collection = TTCollection()
    for family, characters in fonts.items():
        part = make_font(path.with_name("part.ttf"), characters, family=family)
        collection.fonts.append(TTFont(part))
    collection.save(path)
    path.with_name("part.ttf").unlink()
    return path


def _square(pen: TTGlyphPen | T2CharStringPen) -> object:
    pen.moveTo((100, 0))
    for point in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString() if isinstance(pen, T2CharStringPen) else pen.glyph()
