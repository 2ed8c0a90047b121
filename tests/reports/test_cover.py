"""The cover of a package: one page with room to sign and stamp, whatever the package holds."""

from dangjian_desktop.reports.cover import Cover, lay_out_cover
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.services.cover import NOTE, PLACES, TITLES
from tests.reports.samples import BRANCH

FACTS = (
    ("报送单位", BRANCH),
    ("接收单位", "学院党委"),
    ("年度季度", "2026年第四季度"),
    ("序号", "第 4 号"),
    ("校验码", "FOEQPOTD"),
    ("加密方式", "未加密，谁都能打开，请专人携带"),
    ("生成日期", "2026年12月28日"),
    ("联系电话", "校内6001"),
)
SENT = (*(x.title for s in SCHEMES for x in s.ledgers), "单位资料", "单位名称", "下属支部确认")
EVERYTHING = tuple((title, n) for n, title in enumerate(SENT, start=101))
SEAL = 42.0


def test_a_cover_with_every_ledger_is_one_page_with_room_for_two_seals() -> None:
    (sheet,) = lay_out_cover(Cover(TITLES["report"], FACTS, PLACES["report"], NOTE, EVERYTHING))
    assert sheet.grid is not None
    assert sheet.grid.heights[-1] >= SEAL
    columns = [cell for cell in sheet.grid.cells if cell.row == len(sheet.grid.heights) - 1]
    assert [cell.text.split("\n")[0] for cell in columns] == ["报送单位（盖章）：", "接收单位（盖章）："]
    assert all(sum(sheet.grid.widths[c.column : c.column + c.columns]) >= SEAL for c in columns)


def test_a_cover_names_each_content_with_its_count_and_the_code_large() -> None:
    (sheet,) = lay_out_cover(Cover(TITLES["report"], FACTS, PLACES["report"], NOTE, EVERYTHING))
    assert sheet.grid is not None
    cells = {(cell.row, cell.column): cell for cell in sheet.grid.cells}
    beside = [
        (cell.text, cells[row, column + 1].text)
        for (row, column), cell in cells.items()
        if column in (0, 2, 4) and (row, column + 1) in cells
    ]
    assert {(title, str(count)) for title, count in EVERYTHING} <= set(beside)
    assert [cell.size for cell in cells.values() if cell.text == "FOEQPOTD"] == [26]


def test_no_fact_of_a_cover_is_left_out() -> None:
    (sheet,) = lay_out_cover(Cover(TITLES["report"], FACTS, PLACES["report"], NOTE, EVERYTHING))
    assert sheet.grid is not None
    texts = [cell.text for cell in sheet.grid.cells]
    assert all(texts[texts.index(name) + 1] == words for name, words in FACTS)


def test_long_contents_run_on_and_lose_nothing() -> None:
    contents = tuple((f"台账{n}", n) for n in range(300))
    sheets = lay_out_cover(Cover(TITLES["reply"], FACTS, PLACES["reply"], NOTE, contents))
    assert len(sheets) > 1
    words = [line.text for sheet in sheets for line in sheet.lines]
    assert all(words.count(name) == 1 for name, _ in contents)
