"""Rare names of every block, drawn in a letter, a table and an approval form, come back unbroken from three readers."""

from functools import cache
from io import BytesIO

import pdfplumber
import pypdf
import pypdfium2
import pytest

from dangjian_desktop.reports.fonts import missing_characters, shown
from dangjian_desktop.reports.form import Row, Values
from dangjian_desktop.reports.pdf import Document, write_pdf
from tests.reports.samples import BRANCH, MOMENT, pages, squeezed, values_for

BY_BLOCK = {
    "通用规范汉字表": "刘镕 孟喆 张堃 王赟 李玥 陈珺 周祎 吴璟 郑昇 冯旻 蒋淼 沈翀 韩旸 杨玘 朱祺",
    "表外": "赵喆堃 孙頔 何囧 吕龘 施靐",
    "扩展 A": "周䶮 孔㛃 曹㸌 严㬎 华㻽 金䜣",
    "U+9FA6-9FFF": "魏\u9fb4 陶\u9fcd 姜\u9fd4 戚\u9fef 谢\u9ffc 邹\u9fff",
    "扩展 B": "何\U00020bb7 喻\U00020000 柏\U00024a12 水\U0002a6d6 窦\U0002a6dd 章\U00020087",
    "扩展 C": "云\U0002a700 苏\U0002b5b2 潘\U0002b734 葛\U0002b739",
    "扩展 D": "奚\U0002b740 范\U0002b7c5 彭\U0002b81d",
    "扩展 E": "郎\U0002b820 陈\U0002cc56 鲁\U0002c9a9 韦\U0002cea1 昌𬭎",
    "扩展 F": "马\U0002ceb0 苗\U0002d0aa 凤\U0002ebe0",
    "扩展 G": "花\U00030000 方\U00030001 俞\U00030edd 任\U0003106c",
    "扩展 H": "袁\U00031350 柳\U00031351 鲍\U000323af",
    "兼容汉字": "史\uf92c 唐\ufa0e 费\ufa11 廉\ufa29 岑\ufa1b 薛\uf900",
    "兼容补充": "雷\U0002f800 贺\U0002fa1d",
}
LONG = (
    "阿布都热合曼·买买提·吐尔逊·艾山江·阿不都克里木",
    "古丽\U0002cc56·买合木提·阿卜杜热西提·依明江·\U00030000",
    "扎西多吉·旺堆·次仁·洛桑",
    "买买提·\U00020bb7",
)
NAMES = (*" ".join(BY_BLOCK.values()).split(), *LONG)


def of_form(number: int) -> bytes:
    if number == 5:
        rows = tuple(Row((f"办好实事{place}", "年底前"), name) for place, name in enumerate(NAMES))
        documents = [Document(pages(5, Values({"branch": BRANCH}, rows=rows)), "样例5")]
    else:
        documents = [Document(pages(number, values_for(number, name)), name) for name in NAMES]
    return write_pdf(documents, title="样例", author=BRANCH, created=MOMENT)


@cache
def pdf_with_all_names(number: int) -> bytes:
    return of_form(number)


def by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def by_pypdfium2(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
        return "\n".join(texts)


def by_pdfplumber(pdf: bytes) -> str:
    """Lines, and cells one by one: a name on two lines of its cell is not cut by what stands beside it."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        cells = [text for page in document.pages for row in page.extract_table() or () for text in row if text]
        return "\n".join([*cells, *(page.extract_text() for page in document.pages)])


READERS = {"pypdf": by_pypdf, "pypdfium2": by_pypdfium2, "pdfplumber": by_pdfplumber}


def test_the_names_are_many_and_from_every_block() -> None:
    assert len(set(NAMES)) >= 60
    assert {len(name) for name in LONG} >= {25}
    assert missing_characters("".join(NAMES)) == []
    assert [name for name in NAMES if shown(name) != name] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("number", [1, 5, 8])
def test_A6_issue_3_every_rare_name_is_read_back_unbroken(number: int, reader: str) -> None:
    text = READERS[reader](pdf_with_all_names(number))
    assert [name for name in NAMES if len(name) < 8 and name not in text] == []
    assert [name for name in NAMES if name not in squeezed(text)] == []
