"""The menus as data: a key is a method of the window or of the grid, or a function of file_menu.py, print_menu.py, help_menu.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A menu line: the window's verb, its text and its keys; with no key it is a separator."""

    verb: str = ""
    text: str = ""
    keys: str = ""
    tip: str = ""


LINE = Item()
MENUS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "文件(&F)",
        (
            Item("new_file", "新建数据文件(&N)…"),
            Item("open_file", "打开数据文件(&O)…", "Ctrl+O"),
            LINE,
            Item("import_workbook", "导入 Excel/WPS 表格(&I)…", "Ctrl+I"),
            Item("export_workbook", "导出为 Excel/WPS 表格(&E)…"),
            Item("write_template", "导出模板(&T)…"),
            Item("write_summary", "汇总表(&M)…", tip="各单位的数字一行一个单位"),
            LINE,
            Item("tell_saved", "保存(&S)", "Ctrl+S", "每改一格都已自动保存"),
            Item("particulars", "单位资料(&P)…"),
            LINE,
            Item("close", "退出(&Q)", "Ctrl+Q"),
        ),
    ),
    (
        "编辑(&E)",
        (
            Item("undo", "撤销(&U)", "Ctrl+Z"),
            Item("redo", "重做(&R)", "Ctrl+Y"),
            LINE,
            Item("cut", "剪切(&T)", "Ctrl+X"),
            Item("copy", "复制(&C)", "Ctrl+C"),
            Item("paste", "粘贴(&P)", "Ctrl+V"),
            Item("clear_cells", "清除内容(&D)", tip="也可以按 Delete 键"),
            Item("fill_down", "向下填充(&F)", "Ctrl+D"),
            Item("put_today", "填写今天的日期(&A)", "Ctrl+;"),
            Item("ask_removal", "删除所选行(&L)", "Ctrl+-"),
        ),
    ),
    (
        "数据(&D)",
        (
            Item("check", "数据检查(&C)", "F7"),
            Item("next_problem", "到下一处问题(&N)", tip="也可以在表格里按 F8 键"),
            Item("refresh", "重新读取(&R)", "F5"),
        ),
    ),
    (
        "打印(&P)",
        (
            Item("print_centre", "打印中心(&P)", "Ctrl+P"),
            Item("print_blank", "打印空白表格(&B)"),
            Item("change_wording", "改措辞和栏目(&W)…", tip="样例1到样例7"),
        ),
    ),
    (
        "帮助(&H)",
        (
            Item("open_logs", "打开日志文件夹(&L)"),
            Item("about", "关于党建台账(&A)"),
        ),
    ),
)
ALWAYS = frozenset({"new_file", "open_file", "close", "open_logs", "about"})
GRID_VERBS = frozenset({"cut", "copy", "paste", "clear_cells", "fill_down", "put_today", "ask_removal", "next_problem"})
