"""The names of pages and papers as the screen shows them; nothing heavy, for the first paint needs them."""

from dangjian_desktop.core.words import SCHEME_WORDS

HOME, ROSTER, PRINTING, EXCHANGE, OVERVIEW = "home", "members", "printing", "exchange", "overview"
APPROVAL, SETTINGS = "approval", "settings"

PAGES: tuple[tuple[str, str], ...] = (
    (HOME, "首页"),
    (ROSTER, "党员名册"),
    *((words.key, words.tab) for words in SCHEME_WORDS),
    (PRINTING, "打印中心"),
    (EXCHANGE, "上报与接收"),
    (OVERVIEW, "总支总览"),
    (APPROVAL, "审批"),
    (SETTINGS, "设置"),
)
FOR_UNITS = frozenset({OVERVIEW, APPROVAL})
"""Pages of an office that has units below it."""
PAGE_KEYS = (*(f"Ctrl+{place % 10}" for place in range(1, 11)), "F6", "F12")
"""The keys of each page: the digits, then what no other use has taken."""

HELP_KEY = "F1"
"""Opens the handbook where one is."""
CARD_KEY = "F4"
"""Opens and closes the member card beside the roster."""
PAPERS_KEY = "Ctrl+Return"
"""Makes the papers of a scheme's step; where nominees have a form, it opens that of the one under the cursor."""
PERIOD_KEYS = {"Alt+PgUp": "上一季度", "Alt+PgDown": "下一季度"}
"""What keys do on every page about the period."""
STEP_KEYS = {"Alt+Left": "上一步", "Alt+Right": "下一步", PAPERS_KEY: "生成这一步的表"}
"""What keys do on a scheme's page."""
POST_KEYS = tuple(f"Alt+{digit}" for digit in "1234567890")
"""Put the selected people on the first ten posts."""
FORM_KEYS = {PAPERS_KEY: "打开这个人的审批表", "Ctrl+PgUp": "上一个人的审批表", "Ctrl+PgDown": "下一个人的审批表"}
"""What keys do in 先锋岗 and 标兵评选."""
APPROVAL_KEYS = {"Return": "批准所选的人", "F8": "退回所选的人"}
"""What keys do in the list of 审批."""

FORM_TITLES = {
    1: "设岗定责目标责任状",
    2: "设岗定责公示",
    3: "党员责任区安排表",
    4: "党员责任区活动台账",
    5: "党员承诺台账",
    6: "党员公开承诺践诺书",
    7: "党员践诺统计表",
    8: "党员先锋岗审批表",
    9: "标兵党员审批表",
}
PER_PERSON = frozenset({1, 4, 6, 8, 9})
TWO_COPIES = frozenset({1})

PROGRAM = "党建台账"
DEMO_FOLDER = "演示"
"""Where the made-up offices are kept, beside the user's data files."""
DEMO_OFFICES = {"branch": "机电工程系党支部", "general-branch": "机电信息党总支"}
"""The made-up offices that are opened, by kind."""
