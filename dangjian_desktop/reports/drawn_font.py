"""Fonts as reportlab draws with them, read where they lie: its own reader takes every table of a file apart first."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics, ttfonts

from dangjian_desktop.reports.truetype import TrueType

STEM = 80
"""How thick an upright stroke is, roughly: only for viewers that would replace an embedded font."""


class _Characters:
    """Answers whether a font has a code point: all that reportlab asks of its map of characters."""

    def __init__(self, source: TrueType) -> None:
        self._source = source

    def __contains__(self, code: int) -> bool:
        return bool(self._source.glyph(code))


class _Widths:
    """Answers how wide a code point is, in reportlab's way of asking."""

    def __init__(self, source: TrueType) -> None:
        self._source = source

    def get(self, code: int, _otherwise: int) -> int:
        return self._source.advance(self._source.glyph(code))


class _Face(ttfonts.TTFontFace):
    """The part of a font that reportlab embeds."""

    def __init__(self, name: str, source: TrueType) -> None:
        pdfmetrics.TypeFace.__init__(self, None)
        self._source = source
        self.filename = name
        self.name, self.subfontNameX = f"{name}-{source.name}".encode("ascii"), b""
        self.charToGlyph, self.charWidths = _Characters(source), _Widths(source)
        self.flags, self.italicAngle, self.stemV = ttfonts.FF_SYMBOLIC, 0, STEM
        self.bbox, self.ascent, self.descent = source.box, source.ascent, source.descent
        self.capHeight, self.defaultWidth = source.ascent, source.advance(0)

    def getCharWidth(self, code: int) -> int:  # noqa: N802  (reportlab's name)
        return self._source.advance(self._source.glyph(code))

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802  (reportlab's name)
        return self._source.subset([self._source.glyph(code) for code in subset])


class DrawnFont(ttfonts.TTFont):
    """A font under the name that it is registered by; ``source`` is its file."""

    def __init__(self, name: str, source: TrueType) -> None:
        self.fontName, self.source = name, source
        self.face, self.encoding = _Face(name, source), ttfonts.TTEncoding()
        self.state = WeakKeyDictionary()
        self._asciiReadable, self.shapable = False, False
