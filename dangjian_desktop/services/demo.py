"""The whole loop without a screen: workbooks in, papers out, packages up, decisions, replies down."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from openpyxl import Workbook

from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.ids import time_ordered_ids
from dangjian_desktop.core.paths import resource, safe_name, write_whole
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.models.database import copy_to
from dangjian_desktop.reports.repeatable import repeatable
from dangjian_desktop.services import exchange
from dangjian_desktop.services.backup_notes import FOLDER
from dangjian_desktop.services.demo_data import SHIPPED, Demo, OfficeData, generate
from dangjian_desktop.services.demo_duties import Sheets
from dangjian_desktop.services.demo_year import QUARTER, YEAR
from dangjian_desktop.services.offices import create_office
from dangjian_desktop.services.printing import Job, print_files
from dangjian_desktop.services.records import save_office
from dangjian_desktop.services.work import Office
from dangjian_desktop.services.workbook import import_workbook

CLOCK = pinned("2026-12-28T09:00")
FILES = ("teaching", "logistics", "student")
ALL = tuple(range(1, 10))
TITLE = "党建台账演示"
NOTE = "说明.txt"
STEPS_PER_BRANCH, STEPS_OF_GENERAL = 3, 3
PAPERS_OF_BRANCH = (
    "  空表               样例1至样例9的空白表",
    "  已填               样例1至样例9的填好的表；样例8、样例9 带党总支的审批意见",
)
PAPERS_OF_GENERAL = ("  空表、已填         已填的表里是全部支部的内容",)


@dataclass(frozen=True)
class Desk:
    """One made-up office at work: its texts, its open data file and its folder."""

    data: OfficeData
    office: Office
    folder: Path


def run_demo(
    out: Path,
    *,
    members: int | None = None,
    branches: int | None = None,
    papers: bool = True,
    progress: Progress = silent,
) -> None:
    """Run the loop into ``out``; an earlier demo there is replaced, anything else refused with UserError.

    Without ``papers`` nothing is printed, which takes half the time.
    """
    own = members is None and branches is None
    demo = shipped() if own else generate(_sizes(members, branches))
    _make_room(out)
    write_whole(out / NOTE, _note(demo, planted=own, papers=papers).encode("utf-8-sig"))
    printed = len(demo.branches) + 1 if papers else 0
    total = len(demo.branches) * STEPS_PER_BRANCH + STEPS_OF_GENERAL + printed
    with ExitStack() as open_files:
        for done, label in enumerate(_loop(demo, out, open_files, papers=papers)):
            progress(done, total, label)
    progress(total, total, "完成")


def shipped() -> Demo:
    """Return the made-up offices that come with the program, planted problems included."""
    general, *branches = (_shipped(name) for name in ("general", *FILES))
    return Demo(general, tuple(branches))


def _shipped(name: str) -> OfficeData:
    return OfficeData(**json.loads(resource("demo", f"{name}.json").read_text(encoding="utf-8")))


def _sizes(members: int | None, branches: int | None) -> list[int]:
    for given, most, what in ((members, 2000, "人数"), (branches, 500, "支部个数")):
        if given is not None and not 1 <= given <= most:
            raise UserError("DEMO-SIZE", f"演示的{what}写的是“{given}”。请写 1 到 {most}。")
    sizes = SHIPPED if members is None else (members,)
    return list(islice(cycle(sizes), branches or len(SHIPPED)))


def _make_room(out: Path) -> None:
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not _is_demo(out)):
        raise UserError("DEMO-FOLDER", f"“{out.name}”里已有别的文件，演示没有开始。请换一个空文件夹。")
    for folder in out.iterdir() if out.is_dir() else ():
        if folder.is_dir():
            shutil.rmtree(folder)


def _is_demo(out: Path) -> bool:
    """Tell an earlier demo by its note and by folders that each hold a data file of the same name."""
    note = out / NOTE
    if not note.is_file() or not note.read_text(encoding="utf-8-sig", errors="replace").startswith(TITLE):
        return False
    return all(each == note or (each / f"{each.name}.db").is_file() for each in out.iterdir())


def _loop(demo: Demo, out: Path, open_files: ExitStack, *, papers: bool) -> Iterator[str]:
    """Do the work in steps, giving each step's name before it is done."""
    desks = [_open(data, out, open_files) for data in demo.branches]
    packages = []
    for desk in desks:
        yield f"{desk.data.name}：导入名册与台账"
        _take_in(desk, "名册与台账.xlsx")
        if papers:
            yield f"{desk.data.name}：打印"
            _print(desk)
        yield f"{desk.data.name}：生成上报包"
        packages.append(exchange.pack(desk.office, desk.folder, year=YEAR, quarter=QUARTER).path)
    head = _open(demo.general, out, open_files)
    yield f"{head.data.name}：接收 {len(packages)} 个上报包"
    copy_to(head.office.engine, head.folder / "接收前.db")
    _receive(head, packages, adopt=True)
    yield f"{head.data.name}：审批"
    _take_in(head, "审批.xlsx")
    for desk in desks:
        yield f"{desk.data.name}：接收回执"
        answer = exchange.reply(head.office, desk.data.name, head.folder).path
        _receive(desk, [Path(shutil.copy(answer, desk.folder))])
        if papers:
            _print_filled(desk, (8, 9))
    if papers:
        yield f"{head.data.name}：打印"
        _print(head, tuple(desk.office.office_id for desk in desks))
    yield f"{head.data.name}：生成上报包"
    exchange.pack(head.office, head.folder, year=YEAR, quarter=QUARTER)


def _open(data: OfficeData, out: Path, open_files: ExitStack) -> Desk:
    name = safe_name(data.name)
    office = create_office(
        out / name / f"{name}.db",
        kind=data.kind,
        name=data.name,
        superior=data.superior,
        clock=CLOCK,
        new_id=time_ordered_ids(CLOCK, seed=f"demo/{data.name}"),
        demo=True,
    )
    open_files.callback(office.close)
    save_office(office, secretary=data.secretary, phone=data.phone)
    return Desk(data, office, out / name)


def _take_in(desk: Desk, file_name: str) -> None:
    path = desk.folder / file_name
    write_sheets(path, desk.data.sheets)
    report = import_workbook(desk.office, path)
    problems = [(name, problem) for name, sheet in report.sheets.items() for problem in sheet.problems]
    if problems:
        raise AssertionError(f"the made-up data must import without a problem: {problems[:3]}")
    _forget_copies(desk)


def write_sheets(path: Path, sheets: Sheets) -> None:
    """Write rows of texts by heading as a workbook, the same bytes each time."""
    book = Workbook()
    book.properties.created = book.properties.modified = CLOCK()
    if book.active is not None:
        book.remove(book.active)
    for name, rows in sheets.items():
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        if headings:
            sheet = book.create_sheet(name)
            sheet.append(headings)
            for row in rows:
                sheet.append([row.get(heading, "") for heading in headings])
            sheet.freeze_panes = "A2"
    buffer = BytesIO()
    book.save(buffer)
    write_whole(path, repeatable(buffer.getvalue()))


def _print(desk: Desk, units: tuple[str, ...] = ()) -> None:
    print_files(desk.office, Job(ALL, blank=True, year=YEAR, quarter=QUARTER), desk.folder / "空表")
    _print_filled(desk, ALL, units)


def _print_filled(desk: Desk, forms: tuple[int, ...], units: tuple[str, ...] = ()) -> None:
    print_files(desk.office, Job(forms, year=YEAR, quarter=QUARTER, units=units), desk.folder / "已填")


def _receive(desk: Desk, files: Sequence[Path], *, adopt: bool = False) -> None:
    plans = exchange.apply(desk.office, files, adopt=adopt)
    unmerged = [plan.title for plan in plans if plan.status != "new"]
    if unmerged:
        raise AssertionError(f"the demo's own packages must merge: {unmerged}")
    _forget_copies(desk)


def _forget_copies(desk: Desk) -> None:
    """The copies kept before an import or a merge are for people at work; here 接收前.db takes their place."""
    shutil.rmtree(desk.folder / FOLDER)


def _note(demo: Demo, *, planted: bool, papers: bool) -> str:
    lines = [
        f"{TITLE}（人名、单位和内容全部是虚构的，时间固定为 2026 年 12 月 28 日）",
        "",
        "每个单位一个文件夹，文件夹名就是单位名：",
        *(f"  {data.name}    {len(data.sheets['党员名册'])} 名党员" for data in demo.branches),
        f"  {demo.general.name}    上面 {len(demo.branches)} 个支部的上级",
        "",
        "支部的文件夹里：",
        "  名册与台账.xlsx    导入用的工作簿，党员名册和五项活动的台账各占一页",
        "  单位名.db          导入以后的数据文件，可用“文件 → 打开”查看",
        *(PAPERS_OF_BRANCH if papers else ()),
        "  上报_….zip         支部交给党总支的上报包",
        "  回执_….zip         党总支发还支部的回执，支部已经接收",
        "",
        "党总支的文件夹里：",
        "  接收前.db          接收第一个上报包之前的数据文件，可以用它把合并重做一遍",
        "  单位名.db          合并、审批以后的数据文件",
        "  审批.xlsx          导入用的审批意见",
        *(PAPERS_OF_GENERAL if papers else ()),
        "  上报_….zip         交给学院党委的上报包",
        "  回执_….zip         发给各支部的回执",
        "",
        *(["演示数据里有意留了一些没做完的事（如没有签字、没有汇报），供“数据检查”查出。"] if planted else []),
        "再次运行演示会把这个文件夹里的内容换成新的。",
        "",
    ]
    return "\r\n".join(lines)
