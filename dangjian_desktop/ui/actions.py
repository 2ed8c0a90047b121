"""The menus as data: a key is a method of the window or of the grid, or a function of one of the modules …_menu.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A menu line: the window's verb, its text and its keys; with no verb it is a separator.

    Of the lines of one ``group`` one is ticked.
    """

    verb: str = ""
    text: str = ""
    keys: str = ""
    tip: str = ""
    group: str = ""


LINE = Item()
MENUS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "文件(&F)",
        (
            Item("new_file", "新建数据文件(&N)…"),
            Item("open_file", "打开数据文件(&O)…", "Ctrl+O"),
            LINE,
            Item("import_workbook", "导入 Excel/WPS 表格(&I)…", "Ctrl+I"),
            Item("paste_workbook", "从 WPS 粘贴名册(&V)…", tip="先在 WPS 里选中名册（连表头）并复制"),
            Item("export_workbook", "导出为 Excel/WPS 表格(&E)…"),
            Item("write_template", "导出模板(&T)…"),
            Item("write_summary", "汇总表(&M)…", tip="各单位的数字一行一个单位"),
            LINE,
            Item("tell_saved", "保存(&S)", "Ctrl+S", "每改一格都已自动保存"),
            Item("particulars", "单位资料(&P)…"),
            Item("settings", "设置(&G)", "Ctrl+,", "检查和打印用的数字，写着原文的默认"),
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
            LINE,
            Item("insert_row", "插入行(&I)", "Ctrl++", "在光标所在行的上面"),
            Item("ask_removal", "删除所选行(&L)", "Ctrl+-"),
            Item("move_up", "上移(&W)", "Alt+Shift+Up", "也可以选中行号再拖动"),
            Item("move_down", "下移(&N)", "Alt+Shift+Down", "也可以选中行号再拖动"),
            LINE,
            Item("find_text", "查找(&S)…", "Ctrl+F", "汉字、全拼、首字母都可以"),
            Item("choose_columns", "显示栏目(&M)…"),
            Item("show_changes", "查看修改记录(&H)…"),
        ),
    ),
    (
        "数据(&D)",
        (
            Item("check", "数据检查(&C)", "F7"),
            Item("next_problem", "到下一处问题(&N)", tip="也可以在表格里按 F8 键"),
            Item("refresh", "重新读取(&R)", "F5"),
            LINE,
            Item("back_up", "备份(&B)…"),
            Item("restore_backup", "恢复(&S)…", tip="列出已有的备份，选一份恢复"),
            Item("verify_data", "检查数据完整性(&V)", tip="数据文件和全部备份"),
            LINE,
            Item("roll_over", "结转到下一年度(&Y)…"),
            Item("seal_year", "封存本年度(&F)…", tip="窗口上方所选的年度只能查看，随时可以解锁"),
            Item("unseal_year", "解除封存(&U)", tip="窗口上方所选的年度可以再修改"),
            LINE,
            Item("show_keys", "通信密钥(&K)…", tip="指纹的核对、确认、吊销，欢迎文件"),
            Item("choose_identity", "本机身份(&I)…", tip="有两份数据时，选这一份的用途"),
            Item("move_out", "搬到新电脑(&M)…", tip="换电脑或书记交接：搬家包和移交清单"),
            Item("move_in", "打开搬家包(&O)…"),
        ),
    ),
    (
        "组织(&O)",
        (
            Item("rename_unit", "下属支部改名(&N)…"),
            Item("split_unit", "支部分设(&S)…", tip="一个支部分为几个"),
            Item("merge_units", "支部合并(&M)…", tip="几个支部合为一个"),
            Item("dissolve_unit", "支部撤销(&X)…", tip="党员转到另一个支部"),
            Item("move_unit", "支部转隶(&T)…", tip="改由另一个党总支领导"),
            LINE,
            Item("carry_out_change", "办理上级的组织变动(&C)…", tip="上级的决定随回执带来，由本支部办理"),
        ),
    ),
    (
        "显示(&V)",
        (
            Item("theme_light", "浅色(&L)", group="theme"),
            Item("theme_dark", "深色(&D)", tip="打印预览的纸仍是白的", group="theme"),
            Item("theme_system", "跟随系统(&S)", group="theme"),
            LINE,
            Item("text_usual", "标准字(&1)", group="text"),
            Item("text_large", "大字(&2)", group="text"),
            Item("text_larger", "特大字(&3)", group="text"),
            Item("text_largest", "超大字(&4)", group="text"),
            LINE,
            Item("enlarge_text", "字大一号(&B)", "Ctrl+]", "也可以按住 Ctrl 滚动滚轮"),
            Item("reduce_text", "字小一号(&M)", "Ctrl+[", "也可以按住 Ctrl 滚动滚轮"),
        ),
    ),
    (
        "打印(&P)",
        (
            Item("print_centre", "打印中心(&P)", "Ctrl+P"),
            Item("print_person", "打印此人(&O)…", tip="所选各行的党员"),
            Item("print_blank", "打印空白表格(&B)"),
            Item("change_wording", "改措辞和栏目(&W)…", tip="样例1到样例7"),
        ),
    ),
    (
        "帮助(&H)",
        (
            Item("help_here", "本页说明(&H)", "F1"),
            Item("handbook", "操作手册(&M)…", tip="也可以打印成一本，或另存为 PDF"),
            Item("show_hints", "显示使用提示(&T)", tip="每一页第一次打开时的提示"),
            LINE,
            Item("open_demo", "打开演示支部(&E)", tip="虚构的支部，放心试；自己的数据不受影响"),
            Item("open_demo_above", "打开演示党总支(&G)", tip="虚构的党总支和它的三个支部"),
            LINE,
            Item("open_data_folder", "打开数据文件夹(&D)"),
            Item("open_logs", "打开日志文件夹(&L)"),
            Item("about", "关于党建台账(&A)"),
        ),
    ),
)
ALWAYS = frozenset(
    {
        *("new_file", "open_file", "move_in", "close"),
        *("help_here", "handbook", "show_hints", "open_demo", "open_demo_above", "open_logs", "about"),
        *("theme_light", "theme_dark", "theme_system"),
        *("text_usual", "text_large", "text_larger", "text_largest", "enlarge_text", "reduce_text"),
    }
)
TICKED = frozenset({"show_hints"})
"""Lines with a tick that the verb puts or takes away."""
GRID_VERBS = frozenset(
    {
        *("cut", "copy", "paste", "clear_cells", "fill_down", "put_today"),
        *("insert_row", "ask_removal", "move_up", "move_down"),
        *("find_text", "choose_columns", "show_changes", "next_problem", "print_person"),
    }
)
UNIT_VERBS = frozenset({"rename_unit", "split_unit", "merge_units", "dissolve_unit", "move_unit"})
"""What only an office that has units decides; the branch carries it out."""
