"""Font files as they are read and cut down, against fontTools' reading of the same files."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from dangjian_desktop.core.paths import resource
from dangjian_desktop.reports.truetype import BROKEN, EM, TrueType
from tests.reports.made_fonts import make_collection, make_font

SHIPPED = sorted(path.name for path in resource("fonts").glob("*.ttf"))
PROBES = (0x20, 0x41, 0xB7, 0x4E00, 0x515A, 0x9555, 0x4DAE, 0x20BB7, 0x2CC56, 0x30000, 0xFF0C, 0x2F00, 0x10FFFF)


def drawn(font: TTFont, name: str) -> list[object]:
    """A shape as the strokes of a pen, the parts of a composite one resolved."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


def composed(path: Path) -> Path:
    """A font whose é is made of two parts, whose last two shapes share one advance, and whose map has no far planes."""
    order = [".notdef", "acute", "e", "eacute", "bar", "zero"]
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0x65: "e", 0xE9: "eacute", 0x7C: "bar", 0x30: "zero"})
    glyphs: dict[str, object] = {}
    for place, name in enumerate(order):
        pen = TTGlyphPen(glyphs)
        if name == "eacute":
            pen.addComponent("e", (1, 0, 0, 1, 0, 0))
            pen.addComponent("acute", (0.5, 0, 0, 0.5, 300, 400))
        else:
            pen.moveTo((place, 0))
            pen.lineTo((place, 700 + place))
            pen.lineTo((500, 7))
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (1024 if n < 3 else 1000, n) for n, name in enumerate(order)})
    builder.setupHorizontalHeader(ascent=1800, descent=-200)
    builder.setupNameTable({"familyName": "Parts", "styleName": "Regular", "psName": "Parts-Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.save(path)
    return path


@pytest.fixture(params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> Iterator[tuple[TrueType, TTFont]]:
    path = resource("fonts", request.param)
    with TTFont(path, lazy=True) as theirs:
        yield TrueType(path.read_bytes()), theirs


def test_a_shipped_font_is_read_as_fonttools_reads_it(shipped: tuple[TrueType, TTFont]) -> None:
    mine, theirs = shipped
    best = theirs.getBestCmap()
    order, advances, units = theirs.getReverseGlyphMap(), theirs["hmtx"], theirs["head"].unitsPerEm
    for code in (*PROBES, *list(best)[::97]):
        name = best.get(code, theirs.getGlyphName(0))
        assert mine.glyph(code) == order[name], hex(code)
        assert mine.advance(order[name]) == round(advances[name][0] * EM / units)
    assert mine.name == theirs["name"].getDebugName(6)
    reach = (theirs["OS/2"].sTypoAscender, theirs["OS/2"].sTypoDescender)
    assert (mine.ascent, mine.descent) == tuple(round(each * EM / units) for each in reach)


def test_a_subset_draws_the_same_shapes(shipped: tuple[TrueType, TTFont]) -> None:
    mine, theirs = shipped
    best = theirs.getBestCmap()
    names = [best[code] for code in list(best)[::997]]
    subset = TTFont(BytesIO(mine.subset([0, *map(theirs.getGlyphID, names)])))
    assert [drawn(subset, subset.getGlyphName(place)) for place in range(1, len(names) + 1)] == [
        drawn(theirs, name) for name in names
    ]


def test_a_subset_brings_the_parts_that_a_shape_is_made_of(tmp_path: Path) -> None:
    path = composed(tmp_path / "parts.ttf")
    source, theirs = TrueType(path.read_bytes()), TTFont(BytesIO(path.read_bytes()))
    wanted = ["eacute", "zero", "eacute", "bar"]
    subset = TTFont(BytesIO(source.subset([0, *(theirs.getGlyphID(name) for name in wanted)])), checkChecksums=2)
    made = [subset.getGlyphName(place) for place in range(1, 5)]
    assert [drawn(subset, name) for name in made] == [drawn(theirs, name) for name in wanted]
    assert [subset["hmtx"][name] for name in made] == [theirs["hmtx"][name] for name in wanted]
    assert subset["maxp"].numGlyphs == 1 + 4 + 2
    assert subset["cmap"].getcmap(1, 0).cmap == {code: subset.getGlyphName(code) for code in range(1, 5)}


def test_widths_are_thousandths_whatever_the_units_of_the_file(tmp_path: Path) -> None:
    font = TrueType(composed(tmp_path / "parts.ttf").read_bytes())
    assert [font.advance(font.glyph(ord(c))) for c in "eé|"] == [500, 488, 488]
    assert font.glyph(ord("x")) == 0


def test_each_font_of_a_collection_is_its_own(tmp_path: Path) -> None:
    data = make_collection(tmp_path / "two.ttc", {"One": "甲乙", "Two": "丙"}).read_bytes()
    assert [bool(TrueType(data, index).glyph(ord("丙"))) for index in (0, 1)] == [False, True]


@pytest.mark.parametrize("cut", [0, 3, 100, 700])
def test_a_broken_file_is_refused(tmp_path: Path, cut: int) -> None:
    data = make_font(tmp_path / "whole.ttf", "甲乙丙").read_bytes()
    with pytest.raises(BROKEN):
        TrueType(data[:cut]).subset([0, 1, 2, 3])


def test_outlines_that_papers_cannot_embed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BROKEN, match="glyf"):
        TrueType(make_font(tmp_path / "curves.otf", "甲", cff=True).read_bytes())
