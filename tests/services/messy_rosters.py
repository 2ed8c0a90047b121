"""Thirty rosters as they come from office PCs, each with the columns that are meant and the errors that are planted."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from tests.services.workbooks import Cells, write_ods, write_xls, write_xlsx

WRITERS = {".xlsx": write_xlsx, ".xls": write_xls, ".ods": write_ods}


@dataclass(frozen=True)
class Messy:
    """A roster: its sheets, the columns of one sheet by letter, the cells with planted errors, its people."""

    name: str
    sheets: Mapping[str, Cells]
    columns: Mapping[str, str]
    planted: frozenset[str] = frozenset()
    people: int = 0
    sheet: str = ""
    ending: str = ".xlsx"
    merged: Sequence[str] = ()
    finish: Callable[[Path], None] = field(default=lambda path: None)

    def write(self, folder: Path) -> Path:
        """Write it into a folder."""
        path = folder / f"{self.name}{self.ending}"
        if self.ending == ".xlsx":
            write_xlsx(path, self.sheets, {self.title: self.merged})
        else:
            WRITERS[self.ending](path, self.sheets)
        self.finish(path)
        return path

    @property
    def title(self) -> str:
        """The sheet that is meant."""
        return self.sheet or next(iter(self.sheets))


def messy(name: str, cells: Cells, columns: str, planted: str = "", people: int = 0, **more: Any) -> Messy:  # noqa: ANN401  (fields of Messy)
    """Return a roster on one sheet; ``columns`` are key=letter pairs, ``planted`` cells, parted by spaces."""
    meant = {letter: key for key, _, letter in (pair.partition("=") for pair in columns.split())}
    return Messy(name, {"Sheet1": cells}, meant, frozenset(planted.split()), people, **more)


def hide(title: str) -> Callable[[Path], None]:
    """Hide a sheet of a written file."""

    def finish(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book[title].sheet_state = "hidden"
        book.save(path)

    return finish


def annotate(path: Path) -> None:
    """Put notes into cells, as people do who check a roster."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for place in ("A2", "C3"):
        sheet[place].comment = Comment("此处待核实：1999.13", "组织员")
    book.save(path)


def keep_results(results: Mapping[str, str]) -> Callable[[Path], None]:
    """Put the results that Excel would have kept beside the formulas."""

    def finish(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = "xl/worksheets/sheet1.xml"
        xml = parts[part].decode()
        for place, result in results.items():
            kind = "e" if result.startswith("#") else "str"
            xml, count = re.subn(
                rf'<c r="{place}"[^>]*><f>(.*?)</f><v ?/?>(</v>)?</c>',
                rf'<c r="{place}" t="{kind}"><f>\1</f><v>{result}</v></c>',
                xml,
            )
            assert count == 1, place
        parts[part] = xml.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    return finish


def names(count: int, first: int = 0) -> list[str]:
    """Return different names."""
    surnames, given = "王李张刘陈杨赵黄周吴徐孙", ("伟", "秀英", "建国", "敏", "静", "国强", "丽华")
    return [surnames[n % 12] + given[n % 7] for n in range(first, first + count)]


def people(count: int, *columns: Callable[[int], Any]) -> list[list[Any]]:
    """Return rows of a number, a name and what each column gives for the row's place."""
    return [[n + 1, name, *(column(n) for column in columns)] for n, name in enumerate(names(count))]


def sex(n: int) -> str:
    return "男女"[n % 2]


def dotted(n: int) -> str:
    return f"{1962 + n}.{n % 12 + 1:02}"


def joined(n: int) -> str:
    return f"{1988 + n}年{n % 9 + 1}月"


HEAD = ["序号", "姓名", "性别", "出生年月", "入党时间"]
PLAIN = "name=B sex=C birth=D joined=E"
TITLE = ["中共××学院机电工程系支部委员会党员花名册"]
ROSTERS: tuple[Messy, ...] = (
    messy("标题两行", [TITLE, ["填表时间：2026年11月"], HEAD, *people(8, sex, dotted, joined)], PLAIN, people=8),
    messy("标题合并", [TITLE, HEAD, *people(8, sex, dotted, joined)], PLAIN, people=8, merged=["A1:E1"]),
    messy(
        "两行表头合并",
        [
            ["序号", "姓名", "基本情况", None, None, "党籍", None],
            [None, None, "性别", "民族", "出生年月", "入党时间", "党员类别"],
            *people(7, sex, lambda _: "汉", dotted, joined, lambda _: "正式"),
        ],
        "name=B sex=C ethnicity=D birth=E joined=F party_kind=G",
        people=7,
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:G1"],
    ),
    messy(
        "两行表头不合并",
        [
            ["", "党员", "", "出生", "入党", "现任"],
            ["序号", "姓名", "性别", "年月", "时间", "职务"],
            *people(6, sex, dotted, joined, lambda n: "系主任" if n == 2 else ""),
        ],
        "name=B sex=C birth=D joined=E duty=F",
        people=6,
    ),
    messy(
        "少见的栏目名",
        [
            [
                "编号",
                "党员姓名",
                "性　别",
                "民族成份",
                "出生日期",
                "参加工作年月",
                "何时入党",
                "最高学历",
                "党内外职务",
                "所在系部",
                "附注",
            ],
            [1, "王伟", "男", "回族", "1970-3-5", "1992.7", "1995/6", "本科", "书记", "机电系", "支委"],
            [2, "李秀英", "女", "汉族", "1981-12-5", "2003.7", "2005/6", "硕士", "", "机电系", ""],
        ],
        "name=B sex=C ethnicity=D birth=E work_start=F joined=G education=H duty=I department=J note=K",
        people=2,
    ),
    messy(
        "带说明的栏目名",
        [
            ["姓名*", "性别（男/女）", "出生年月\n（如1978.05）", "入党时间：", "文化程度（选填）", "人员类别*"],
            ["王伟", "男", "1978.05", "1999.07", "大学本科", "教师"],
            ["李敏", "女", "1979.05", "2001.07", "大专", "管理人员"],
        ],
        "name=A sex=B birth=C joined=D education=E staff_kind=F",
        people=2,
    ),
    messy(
        "加入党组织时间和无关的列",
        [
            [
                "姓名",
                "曾用名",
                "身份证号码",
                "加入中国共产党时间",
                "转为正式党员时间",
                "入党介绍人",
                "专业技术职务",
                "手机号码",
                "籍贯",
            ],
            ["王伟", "王小伟", "110105197805010011", "1999.07", "2000.07", "李四", "副教授", "13800000000", "河北"],
            ["李敏", "", "110105197805010022", "2O01.07", "2002.07", "张三", "讲师", "13800000001", "山东"],
        ],
        "name=A joined=D",
        "D3",
        1,
    ),
    messy(
        "日期写法不一",
        [
            HEAD,
            [1, "王伟", "男", "1985.5", "1999-07-01"],
            [2, "李敏", "女", "1985-05-01", "2006/7"],
            [3, "张静", "女", "1985年5月", "2006年7月1日"],
            [4, "刘洋", "男", "198505", "20060701"],
            [5, "陈强", "男", "1985/05/01", datetime(2006, 7, 1)],
            [6, "杨帆", "男", date(1985, 5, 1), "2006.07.01"],
        ],
        PLAIN,
        people=6,
    ),
    messy(
        "日期有错",
        [
            HEAD,
            [1, "王伟", "男", "2O15.7", "1999.07"],
            [2, "李敏", "女", "1985.05", "2030.7"],
            [3, "张静", "女", "昨天", "2006.07"],
            [4, "刘洋", "男", "1985.13", "l999.07"],
            [5, "陈强", "男", "不详", ""],
            [6, "杨帆", "男", "1885.05", "2001.07"],
        ],
        PLAIN,
        "D2 E3 D4 D5 E5 D6 D7",
    ),
    messy(
        "日期成了序号",
        [
            HEAD,
            [1, "王伟", "男", 28611, 36342],
            [2, "李敏", "女", "1978.05", 36342],
            [3, "张静", "女", 1978.1, 1999.07],
        ],
        PLAIN,
        "D2 E2 E3 D4",
    ),
    messy(
        "全角数字",
        [
            HEAD,
            [1, "王伟", "男", "１９８５．０５", "２００６年７月"],
            [2, "李敏", "女", "１９８５－０５－０１", "２００６／０７"],
        ],
        PLAIN,
        people=2,
    ),
    messy(
        "姓名中间有空格",
        [
            HEAD,
            *people(3, sex, dotted, joined),
            [4, "李　四", "男", "1985.05", "2006.07"],
            [5, "李四", "男", "1985.05", "2006.07"],
            [6, "阿布都•热合曼", "男", "1985.03", ""],
        ],
        PLAIN,
        "B6",
        5,
    ),
    messy(
        "看不见的字符",
        [
            ["\ufeff序号", "\ufeff姓名", "性别\u200b", "出生年月 ", "\u00a0入党时间"],
            [1, "王伟\u200b", "男", "1985.05\u00a0", "2006.07"],
            [2, "\ufeff李敏", "女 ", " 1985.05", "2O06.07"],
        ],
        PLAIN,
        "E3",
        1,
    ),
    Messy(
        "有隐藏的工作表",
        {"名单": [HEAD, *people(5, sex, dotted, joined)], "2024年旧名单": [HEAD, *people(9, sex, dotted, joined)]},
        {"B": "name", "C": "sex", "D": "birth", "E": "joined"},
        people=5,
        finish=hide("2024年旧名单"),
    ),
    Messy(
        "说明和选项另有工作表",
        {
            "填表须知": [["请各支部认真填写，", "不得漏报。"]],
            "教工党员": [HEAD, *people(5, sex, dotted, joined), [6, "冯远", "那", "1985.05", "2006.07"]],
        },
        {"B": "name", "C": "sex", "D": "birth", "E": "joined"},
        frozenset({"C7"}),
        5,
        sheet="教工党员",
    ),
    messy(
        "有小计和合计",
        [
            HEAD,
            *people(3, sex, dotted, joined),
            ["", "小计", "3人", "", ""],
            [4, "冯远", "男", "1985.05", "2006.07"],
            ["小计", "", "1人", "", ""],
            ["", "合　计：4人", "", "", ""],
        ],
        PLAIN,
        people=4,
    ),
    messy(
        "有落款",
        [
            TITLE,
            HEAD,
            *people(3, sex, dotted, joined),
            [],
            ["", "制表人：王芳", "", "审核：李明", "2026年11月24日"],
            ["", "填表日期：2026.11.24"],
            ["注：1.本表一式两份。"],
        ],
        PLAIN,
        people=3,
    ),
    messy(
        "有空列",
        [
            ["", "序号", "", "姓名", "", "性别", "出生年月", "", "入党时间"],
            ["", 1, "", "王伟", "", "男", "1985.05", "", "2006.07"],
            ["", 2, "", "李敏", "", "女", "1985.O5", "", "2006.07"],
        ],
        "name=D sex=F birth=G joined=I",
        "G3",
        1,
    ),
    messy(
        "列的次序相反",
        [HEAD[::-1], *(row[::-1] for row in people(6, sex, dotted, joined)), ["2O07.07", "1985.05", "男", "冯远", 7]],
        "joined=A birth=B sex=C name=D",
        "A8",
        6,
    ),
    messy(
        "老格式",
        [TITLE, [], HEAD, *people(6, sex, dotted, joined), [7, "冯远", "先生", "1985.05", "今年"]],
        PLAIN,
        "C10 E10",
        6,
        ending=".xls",
    ),
    messy(
        "老格式的日期",
        [HEAD, [1, "王伟", "男", date(1985, 5, 1), 1999.07], [2, "李敏", "女", 1985.1, date(2006, 7, 1)]],
        PLAIN,
        "D3",
        1,
        ending=".xls",
    ),
    messy(
        "开放格式",
        [HEAD, *people(6, sex, dotted, joined), [7, "冯远", "男", "1985.05", "2031.01"]],
        PLAIN,
        "E8",
        6,
        ending=".ods",
    ),
    messy(
        "开放格式的数字",
        [
            ["姓名", "出生日期", "入党日期", "类别", "备注"],
            ["王伟", 1985.05, date(2006, 7, 1), "教师", 3],
            ["李敏", 28611, "2006.7", "工勤", ""],
        ],
        "name=A birth=B joined=C staff_kind=D note=E",
        "B3 D3",
        1,
        ending=".ods",
    ),
    messy(
        "数字存成文本",
        [
            ["序号", "姓名", "出生年月", "入党时间", "联系电话"],
            ["1", "王伟", "197805", "199907", "010-6001"],
            ["2", "李敏", "197913", "200107", "6002"],
        ],
        "name=B birth=C joined=D",
        "C3",
        1,
    ),
    messy(
        "有公式",
        [
            HEAD,
            [1, "王伟", "男", "1985.05", "=D2"],
            ["=A2+1", '="李"&"敏"', "女", '=TEXT(1985.05,"0.00")', "=VLOOKUP(1,2,3)"],
            [3, "=B9", "男", "1985.05", "2006.07"],
        ],
        PLAIN,
        "E3 B4",
        1,
        finish=keep_results({"E2": "2006.07", "A3": "2", "B3": "李敏", "D3": "1985.05", "E3": "#N/A", "B4": "#REF!"}),
    ),
    messy(
        "格里有批注",
        [HEAD, *people(6, sex, dotted, joined), [7, "冯远", "男", "1985-00", "2006.07"]],
        PLAIN,
        "D8",
        6,
        finish=annotate,
    ),
    messy(
        "有重复的人",
        [
            HEAD,
            [1, "王伟", "男", "1985.05", "2006.07"],
            [2, "李敏", "女", "1986.05", "2007.07"],
            [3, "王 伟", "男", "1985.05", "2006.07"],
            [4, "李敏", "女", "1990.01", "2015.07"],
            [5, "李敏", "女", "", ""],
        ],
        PLAIN,
        "B4 B6",
        3,
    ),
    messy(
        "后面有空行",
        [
            HEAD,
            *people(4, sex, dotted, joined),
            *[[None] * 5] * 40,
            ["", " ", "　", "", ""],
            [5, "", "", "", ""],
            [6, "冯远", "男", "85年", "2006.07"],
        ],
        PLAIN,
        "D48",
        4,
    ),
    messy(
        "身份证号成了数",
        [
            ["姓名", "性别", "身份证号", "入党时间", "备注"],
            ["王伟", "男", 110105197805010011, "1999.07", ""],
            ["李敏", "女", "110105197805010022", "2001.07", ""],
            ["张静", "女", "1.10105E+17", "2001.07", 6222020200012345678],
        ],
        "name=A sex=B joined=D note=E",
        "C2 C4 E4",
        2,
    ),
    messy(
        "类别叫法混用",
        [
            ["单位", "人员姓名", "类别", "人员身份", "党员状态", "性別", "学历学位", "行政职务"],
            ["机电系", "王伟", "正式党员", "在校学生", "在册", "男", "大学本科", "班长"],
            ["机电系", "李敏", "预备党员", "教师", "在册", "女", "硕士研究生", ""],
            ["机电系", "张静", "预备党员", "临时工", "在册", "女", "研究生", ""],
        ],
        "department=A name=B party_kind=C staff_kind=D state=E sex=F education=G duty=H",
        "D4 G4",
        2,
    ),
)
