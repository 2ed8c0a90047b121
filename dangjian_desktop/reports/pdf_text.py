"""Writes lines of text as PDF operators: one text object a line, in one pass over its characters."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from dangjian_desktop.reports import fonts
from dangjian_desktop.reports.page import spacing
from dangjian_desktop.reports.sheet import Sheet

POINT = 25.4 / 72
ESCAPED = {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\"}


class _Codes(dict[str, tuple[str, str]]):
    """By character of a face: the name of the embedded subset that has it, and its escaped code in that subset."""

    def __init__(self, face: str, canvas: Canvas) -> None:
        super().__init__()
        drawn: Any = canvas  # its document is one that the stubs do not know
        self._face, self._document = face, drawn._doc

    def __missing__(self, character: str) -> tuple[str, str]:
        font = fonts.font(fonts.file_for(character, self._face) or fonts.FACES[self._face][0])
        ((subset, encoded),) = font.splitString(character, self._document)
        name = font.getSubsetInternalName(subset, self._document)[1:]
        found = self[character] = (name, ESCAPED.get(encoded[0]) or _printable(encoded[0]))
        return found


class TextWriter:
    """The lines of one PDF: what was written once, a fixed sentence say, is not built again."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas: Any = canvas  # its page's code is a list that the stubs do not know
        self._codes: dict[str, _Codes] = {}
        self._shows: dict[tuple[str, str, float, float | None], str] = {}

    def draw(self, sheet: Sheet) -> None:
        """Draw a page's lines on the canvas's present page.

        A change of font inside one text object does not split a name for those who extract text.
        """
        height, shows, written = sheet.height, self._shows, self._canvas._code
        for line in sheet.lines:
            if not line.text.strip():
                continue
            key = (line.text, line.face, line.size, line.width)
            show = shows.get(key)
            if show is None:
                show = shows[key] = self._show(line.text.rstrip(), line.face, line.size, line.width)
            x, y = line.x / POINT, (height - line.y) / POINT
            turn = "-1 0 0 -1" if line.turned else "1 0 0 1"
            written.append(f"BT {turn} {x:.3f} {y:.3f} Tm {show} ET")

    def _show(self, text: str, face: str, size: float, width: float | None) -> str:
        """Return the operators that show a text; ``width`` spreads it to that many millimetres."""
        space, places = spacing(text, face, size, width) if width is not None else (0.0, frozenset[int]())
        space /= POINT
        # Where a line is not loosened, in a dash or a number, the space after each character is taken back.
        back = f") {1000 * space / size:.3f} (" if space and len(places) < len(text) - 1 else ""
        parts = [f"{space:.5f} Tc"] if space else []
        codes = self._codes.get(face)
        if codes is None:
            codes = self._codes[face] = _Codes(face, self._canvas)
        current, shown = "", ""
        for place, character in enumerate(text, start=1):
            name, code = codes[character]
            if name != current:
                if shown:
                    parts.append(f"/{current} {size:g} Tf {_operator(shown)}")
                current, shown = name, ""
            shown += code
            if back and place < len(text) and place not in places:
                shown += back
        parts.append(f"/{current} {size:g} Tf {_operator(shown)}")
        return " ".join([*parts, "0 Tc"] if space else parts)


def _operator(shown: str) -> str:
    return f"[({shown})] TJ" if ") " in shown else f"({shown}) Tj"


def _printable(code: int) -> str:
    return chr(code) if 32 <= code < 127 else f"\\{code:03o}"
