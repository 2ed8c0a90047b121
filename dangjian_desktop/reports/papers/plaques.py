"""Plaques to stand or hang: 标兵亮相牌 (B18) and the desk plaque of 党员先锋岗 (X09)."""

from collections.abc import Iterator

from dangjian_desktop.reports.form import Values
from dangjian_desktop.reports.page import POINT, TABLE, TITLE, centred, outline, wide, wrap_name
from dangjian_desktop.reports.papers.ballot import HALF, dashes
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.papers.table import LANDSCAPE, PORTRAIT
from dangjian_desktop.reports.sheet import Line, Picture, Rule, Sheet

CARD_EDGE, HALF_EDGE, INSIDE = 12.0, 14.0, 2.0
PHOTO = (34.0, 76.0, 60.0, 80.0)
"""The photo's box on the card: left, top, width, height."""

WORDS_LEFT, WORDS_RIGHT = 108.0, 272.0


def lay_out_pacesetter_plaque(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return a landscape card: the title large, photo at the left, name, department and quarter at the right."""
    fields, width = values.fields, LANDSCAPE.width
    lines = [*_words(fields.get("kind", "") or "　　标兵", 84, 30, width - 60, 46, most=1, first=0)]
    rows = ((fields.get("name", ""), TITLE, 48.0, 94.0, 2), (fields.get("department", ""), "kai", 26.0, 122.0, 2))
    for number, (text, face, size, y, most) in enumerate(rows, start=1):
        lines += _words(text, size, WORDS_LEFT, WORDS_RIGHT - WORDS_LEFT, y, face=face, most=most, first=number * 10)
    lines += _words(fields.get("period", ""), 26, WORDS_LEFT, WORDS_RIGHT - WORDS_LEFT, 144, face="kai", first=30)
    lines += _words(fields.get("office", ""), 20, 30, width - 60, 178, face="kai", first=40)
    x, y, photo_width, photo_height = PHOTO
    rules = [*_double(CARD_EDGE, width, LANDSCAPE.height), *outline((x, x + photo_width), (y, y + photo_height))]
    pictures: tuple[Picture, ...] = ()
    if values.photo:
        pictures = (Picture(x + 1, y + 1, photo_width - 2, photo_height - 2, values.photo),)
    else:
        lines.append(centred("照　片", TABLE, 14, x, photo_width, y + photo_height / 2, -1)._replace())
    return (Sheet(width, LANDSCAPE.height, tuple(lines), tuple(rules), pictures, margins=LANDSCAPE),)


def lay_out_pioneer_plaque(values: Values, blank: bool) -> tuple[Sheet, ...]:
    """Return a page to fold across its middle into a tent: both faces read upright when it stands."""
    fields, height = values.fields, HALF.height
    face = [*_words("党员先锋岗", 80, 24, HALF.width - 48, 47, most=1, first=0)]
    face += _words(fields.get("name", ""), 36, 24, HALF.width - 48, 80, first=10)
    face += _words(fields.get("department", ""), 22, 24, HALF.width - 48, 101, face="kai", first=20)
    number = fields.get("number", "")
    for place, words in enumerate((fields.get("office", ""), f"编号：{number}" if number else "")):
        face += _words(words, 14, 24, HALF.width - 48, 115 + place * 8, face="kai", first=30 + place * 10)
    edge = list(_double(HALF_EDGE, HALF.width, height))
    lower = [line._replace(y=line.y + height) for line in face]
    upper = [line._replace(x=HALF.width - line.x, y=height - line.y, paragraph=-1, turned=True) for line in face]
    rules = [*edge, *(rule._replace(y1=rule.y1 + height, y2=rule.y2 + height) for rule in edge), *dashes(height)]
    return (Sheet(PORTRAIT.width, PORTRAIT.height, (*lower, *upper), tuple(rules), margins=PORTRAIT),)


def _double(edge: float, width: float, height: float) -> Iterator[Rule]:
    """A frame of two rules, the outer one heavy."""
    for inset, weight in ((edge, 2.0), (edge + INSIDE, 0.5)):
        for rule in outline((inset, width - inset), (inset, height - inset)):
            yield rule._replace(weight=weight)


def _words(
    text: str, size: float, left: float, room: float, middle: float, *, first: int, face: str = TITLE, most: int = 2
) -> Iterator[Line]:
    """Set a text about the height ``middle``, as large as ``size`` where it fits on ``most`` lines, else smaller."""
    while size > 10 and _lines_of(text, face, size, room) > most:
        size -= 1
    lines = wrap_name(text, face, size, room)
    step = size * 1.3 * POINT
    for place, part in enumerate(lines):
        y = middle + (place - (len(lines) - 1) / 2) * step + size * 0.36 * POINT
        yield centred(part, face, size, left, room, y, first + place)._replace(role="title", leading=size * 1.3)


def _lines_of(text: str, face: str, size: float, room: float) -> int:
    return 1 if wide(text, face, size) <= room else len(wrap_name(text, face, size, room))


PACESETTER_PLAQUE = PaperKind("pacesetter_plaque", "标兵亮相牌", "B18", "member", lay_out_pacesetter_plaque, blank=True)
PIONEER_PLAQUE = PaperKind("pioneer_plaque", "党员先锋岗桌牌", "X09", "member", lay_out_pioneer_plaque, blank=True)
