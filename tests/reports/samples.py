"""Values that fill each form, with the names and texts that are hard to print, and how a test reads a page."""

from collections.abc import Sequence
from datetime import datetime

from dangjian_desktop.reports.form import Form, Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.layout import lay_out
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.pdf import Document, write_pdf
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wording import load

BRANCH = "中共某某职业技术学院机电工程系教工支部委员会"
LONG_NAME = "阿布都热合曼·买买提·吐尔逊·艾山江·阿不都克里木"
NAMES = ("刘镕", "孟喆", "周䶮", "陈\U0002cc56", "何\U00020bb7", LONG_NAME)
MOMENT = datetime(2026, 11, 24, 9, 0)
DEEDS = "该同志长期承担实训教学，带头完成课程改革，指导学生在技能大赛中获奖，受到师生好评。"
FORM = {form.number: form for form in FORMS}


def values_for(number: int, name: str = NAMES[0]) -> Values:
    """Return what fills a form; ``name`` is the person wherever one is named."""
    person = {
        "office": BRANCH,
        "name": name,
        "sex": "女",
        "ethnicity": "维吾尔族",
        "birth": "1978年5月",
        "work_start": "2000年7月",
        "joined": "1999年7月",
        "education": "硕士研究生",
        "duty": "系主任",
        "deeds": DEEDS * 6,
        "branch_opinion": "同意推荐。",
        "general_opinion": "同意授予称号。",
    }
    ledger = {"branch": BRANCH, "members": "2", "commitments": "5", "fulfilled": "4"}
    pledges = [*((BRANCH, f"办好实事{n}") for n in "一二"), *((name, f"上好示范课{n}") for n in "一二三")]
    return {
        1: Values(
            {"branch": BRANCH, "member": name, "post": "教育示范岗", "date": "2026年11月24日"},
            {"duties": ("树立优良教风，刻苦钻研业务", "带动身边同志提高教学水平")},
        ),
        2: Values(
            {"branch": BRANCH, "count": "3", "date": ""},
            {"posts": ("教育示范岗", "服务学生岗")},
            (Row(("教育示范岗", f"{name}、张三")), Row(("服务学生岗", "李四"))),
        ),
        3: Values({"branch": BRANCH}, rows=(Row((name, "系主任", "机电楼/三层", "走访教室，联系学生。")),)),
        4: Values(
            {"member": name, "duty": "系主任", "area": "机电楼/三层"},
            rows=(Row(("谈心", "2026年11月20日", "与三名学生谈心，了解学习困难。", "")),),
        ),
        5: Values(ledger, rows=tuple(Row((text, "年底前"), who) for who, text in pledges)),
        6: Values(
            {"member": name, "duty": "系主任"}, {"commitments": ("上好示范课", "每月走访一次学生宿舍", "帮扶一名学生")}
        ),
        7: Values(ledger, rows=tuple(Row((text, "已完成", ""), who) for who, text in pledges)),
        8: Values(person),
        9: Values({**person, "kind": "工作标兵"}),
    }[number]


def pages(
    number: int,
    values: Values | None = None,
    *,
    blank: bool = False,
    source: bool = False,
    options: Options | None = None,
) -> tuple[Sheet, ...]:
    """Lay out one of the nine forms."""
    wording = load("source" if source else "proofread")
    return lay_out(FORM[number], values or Values(), blank=blank, wording=wording, options=options)


def pdf_of(form: Form | int, sheets: Sequence[Sheet], copies: int = 1) -> bytes:
    """Write pages as a PDF with a pinned moment."""
    number = form if isinstance(form, int) else form.number
    return write_pdf([Document(tuple(sheets), f"样例{number}", copies)], title="样例", author=BRANCH, created=MOMENT)


def words(sheets: Sequence[Sheet]) -> str:
    """Return all words in reading order, without white space: above the table, row by row, below it."""
    found = []
    for sheet in sheets:
        top = sheet.grid.y if sheet.grid else sheet.height
        outside = sheet.outside()
        found += [line.text for line in outside if line.y <= top]
        if sheet.grid:
            cells = sorted(sheet.grid.cells, key=lambda cell: (cell.row, cell.column))
            found += [cell.text for cell in cells]
        found += [line.text for line in outside if line.y > top]
    return squeezed("".join(found))


def squeezed(text: str) -> str:
    """Return a text without white space of any kind."""
    return "".join(text.split())
