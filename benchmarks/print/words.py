"""The words that every engine sets: 1,000 letters (样例1) and a ledger of 500 rows (样例5)."""

from datetime import datetime
from typing import NamedTuple

from dangjian_desktop.reports.form import Form, Row, Values
from dangjian_desktop.reports.forms.commitment_ledger import COMMITMENT_LEDGER
from dangjian_desktop.reports.forms.post_contract import POST_CONTRACT
from dangjian_desktop.reports.wording import load, put_in

LETTERS, ROWS, BLOCK = 1_000, 500, 5
MADE = datetime(2026, 11, 24)
LONG_PER_TEN = (4, 9)
BRANCH = "中共某某职业技术学院机电工程系教工支部委员会"
NAMES = (
    "刘镕",
    "周䶮",
    "张三",
    "何\U00020bb7",
    "欧阳明华",
    "陈\U0002cc56",
    "阿卜杜拉·玛木提江",
    "李四",
    "孟喆",
    "王建国",
)
DUTIES = (
    "认真学习党的理论和路线方针政策，按时参加“三会一课”，每月撰写学习心得1篇",
    "树立优良教风，刻苦钻研业务，带头承担2门以上专业课程的教学改革（含实训环节）",
    "联系3名学生和2间宿舍，每周走访一次，了解学习、生活和思想情况，及时向支部反映",
)
PLEDGES = (
    "上好示范课",
    "每月走访学生宿舍1次，帮助学习有困难的学生制定计划，期末前全部通过补考",
    "牵头完成《机电设备维修》活页式教材编写，组织教师集体备课不少于8次，并在全系推广使用",
    "为实训室更换老化线路",
    "参加社区志愿服务4次，每次不少于2小时，带动本教研室的党员和入党积极分子共同参加",
)
SAME = {"date": "2026年11月24日", "post": "教育示范岗"}


class LetterWords(NamedTuple):
    """One letter as plain texts, in the order of the page; ``body`` are its paragraphs."""

    title: str
    body: tuple[str, ...]
    signatures: tuple[str, ...]
    office: str
    day: str


def letter_values(place: int) -> Values:
    """Return what fills a letter; two in ten have duties that need a second page."""
    count = 12 if place % 10 in LONG_PER_TEN else 2
    duties = tuple(DUTIES[(place + n) % len(DUTIES)] for n in range(count))
    fields = {"branch": BRANCH, "member": name(place), **SAME}
    return Values(fields, {"duties": duties})


def ledger_values() -> Values:
    """Return what fills the ledger: blocks of five promises a person."""
    rows = tuple(Row((PLEDGES[n % len(PLEDGES)], f"2026年{n % 12 + 1}月底前"), name(n // BLOCK)) for n in range(ROWS))
    fields = {"branch": BRANCH, "members": str(ROWS // BLOCK), "commitments": str(ROWS)}
    return Values(fields, rows=rows)


def name(place: int) -> str:
    """Return a name: ten kinds of them, rare characters among them, each person's with a number."""
    return f"{NAMES[place % len(NAMES)]}{place}"


def for_peers(job: str) -> dict[str, object]:
    """Return a job's words as plain data, as JSON can hold it."""
    return {"letters": [_letter(n)._asdict() for n in range(LETTERS)]} if job == "letters" else _ledger()


def _letter(place: int) -> LetterWords:
    values = letter_values(place)
    duties = [f"{n}.{text}" for n, text in enumerate(values.items["duties"], 1)]
    fields = {**values.fields, "duties": f"{'；'.join(duties)}。"}
    say = {key: put_in(_text(POST_CONTRACT, key), fields) for key in ("title", "seal", "date", "secretary", "holder")}
    body = (put_in(_text(POST_CONTRACT, key), fields) for key in BODY)
    return LetterWords(say["title"], tuple(body), (say["secretary"], say["holder"]), say["seal"], say["date"])


BODY = ("preamble", "member", "post", "duties", "fourth", "fifth", "copies")


def _ledger() -> dict[str, object]:
    values = ledger_values()
    blocks = [values.rows[start : start + BLOCK] for start in range(0, ROWS, BLOCK)]
    return {
        "title": put_in(_text(COMMITMENT_LEDGER, "title"), values.fields),
        "info": put_in(_text(COMMITMENT_LEDGER, "info"), values.fields),
        "head": [_text(COMMITMENT_LEDGER, key) for key in ("number", "member", "text", "due")],
        "blocks": [{"name": rows[0].group, "rows": [row.cells for row in rows]} for rows in blocks],
    }


def _text(form: Form, key: str) -> str:
    return load("proofread").text(form, key)
