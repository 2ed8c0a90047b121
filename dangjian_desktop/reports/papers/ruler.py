"""打印机校准页: where a printer really puts what is laid out."""

from collections.abc import Iterator

from dangjian_desktop.reports.page import BODY, POINT, TABLE, baseline, centred, wide, wrap
from dangjian_desktop.reports.papers.kind import PaperKind
from dangjian_desktop.reports.sheet import Line, Margins, Rule, Sheet

WIDTH, HEIGHT = 210, 297
FRAME = 10
CROSSES = ((40, 50), (170, 50), (40, 250), (170, 250))
CROSS_ARM = 4
TITLE_FACE_SIZE, TEXT_SIZE, NUMBER_SIZE = 22.0, 14.0, 8.0
TEXT = Margins(WIDTH, HEIGHT, 78, 40, 40, 60)
STEPS = (
    "1. 打印本页时选“实际大小”或缩放 100%，不要选“适合纸张”。",
    "2. 量四个十字：左右相距 130 毫米，上下相距 200 毫米。不相等就是打印时缩放了，请改正后重新打印。",
    "3. 量左边框线到纸张左边缘的距离 A，量上边框线到纸张上边缘的距离 B，应当都是 10 毫米。",
    "4. 横向偏移 = 10 − A，纵向偏移 = 10 − B，单位是毫米。正数把内容移向右、移向下，负数移向左、移向上。",
    "5. 把两个数填进这台打印机的偏移设置，再打印一次本页，量得的 A、B 都是 10 毫米就对准了。",
)
RECORD = ("打印机：", "A =　　　　毫米，横向偏移 =　　　　毫米", "B =　　　　毫米，纵向偏移 =　　　　毫米", "日期：")


def lay_out_ruler() -> tuple[Sheet, ...]:
    """Return one page of A4 with millimetre rulers from two edges, a frame 10 mm within all four, and crosses."""
    rules = [*_frame(), *(rule for x, y in CROSSES for rule in _cross(x, y)), *_ticks()]
    lines = [*_numbers(), *_labels(), *_words()]
    return (Sheet(WIDTH, HEIGHT, tuple(lines), tuple(rules), margins=TEXT),)


def _frame() -> list[Rule]:
    right, bottom = WIDTH - FRAME, HEIGHT - FRAME
    return [
        Rule(0, FRAME, WIDTH, FRAME, 0.35),
        Rule(FRAME, 0, FRAME, HEIGHT, 0.35),
        Rule(right, FRAME, right, bottom, 0.35),
        Rule(FRAME, bottom, right, bottom, 0.35),
    ]


def _cross(x: float, y: float) -> list[Rule]:
    return [Rule(x - CROSS_ARM, y, x + CROSS_ARM, y, 0.35), Rule(x, y - CROSS_ARM, x, y + CROSS_ARM, 0.35)]


def _ticks() -> Iterator[Rule]:
    """A tick each millimetre, from the edge of the paper; longer ones at 5 and 10."""
    for at in range(WIDTH + 1):
        yield Rule(at, FRAME, at, FRAME + _tick(at), 0.25)
    for at in range(HEIGHT + 1):
        yield Rule(FRAME, at, FRAME + _tick(at), at, 0.25)


def _tick(at: int) -> float:
    return 4.0 if at % 10 == 0 else 3.0 if at % 5 == 0 else 2.0


def _numbers() -> Iterator[Line]:
    for at in range(20, WIDTH - FRAME, 10):
        yield centred(str(at), TABLE, NUMBER_SIZE, at - 5, 10, FRAME + 7.5, -1)
    for at in range(20, HEIGHT, 10):
        yield Line(FRAME + 5, at + NUMBER_SIZE * 0.36 * POINT, str(at), TABLE, NUMBER_SIZE)


def _labels() -> Iterator[Line]:
    for x, y in CROSSES:
        yield centred(f"（{x}，{y}）", TABLE, NUMBER_SIZE, x - 20, 40, y + CROSS_ARM + 4, -1)


def _words() -> Iterator[Line]:
    yield centred("打印机校准页", "title", TITLE_FACE_SIZE, 0, WIDTH, TEXT.top - 8, 0)
    step, y = TEXT_SIZE * 1.6 * POINT, float(TEXT.top)
    for number, text in enumerate((*STEPS, *RECORD), start=1):
        y += 3 if number == len(STEPS) + 1 else 0
        hang = wide(text[:3], BODY, TEXT_SIZE) if number <= len(STEPS) else 0
        for place, part in enumerate(wrap(text, BODY, TEXT_SIZE, TEXT.inner - hang, indent=-hang)):
            y += step
            inset = hang if place else 0
            foot = baseline(y, TEXT_SIZE, TEXT_SIZE * 1.6)
            yield Line(TEXT.left + inset, foot, part, BODY, TEXT_SIZE, paragraph=number, leading=TEXT_SIZE * 1.6)


RULER = PaperKind(
    "ruler", "打印机校准页", "3.5", "office", lambda _values, _blank: lay_out_ruler(), blank=True, filled=False
)
