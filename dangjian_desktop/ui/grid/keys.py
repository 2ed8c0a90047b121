"""The keys that a grid obeys beside those of the menus, as the handbook lists them; tests press each of them."""

GRID_KEYS: tuple[tuple[str, str], ...] = (
    ("回车", "填好，往下一格"),
    ("Shift+回车", "填好，往上一格"),
    ("Tab", "填好，往右一格；到行末转下一行"),
    ("Shift+Tab", "填好，往左一格"),
    ("F2", "接着改格里原来的字"),
    ("Esc", "不改了，恢复原来的字"),
    ("Alt+回车", "格里换行"),
    ("Delete", "清除所选的格"),
    ("空格", "“是”“否”互换"),
    ("F8", "到下一处红格、黄格"),
    ("Home", "到这一行的第一格"),
    ("Ctrl+Home", "到第一行"),
    ("Ctrl+End", "到最后一行"),
    ("Ctrl+↑", "到这一栏的最上面"),
    ("Ctrl+↓", "到这一栏的最下面"),
    ("Ctrl+←", "到最左面的栏"),
    ("Ctrl+→", "到最右面的栏"),
    ("Shift+↓", "多选下面一格"),
    ("Ctrl+Shift+End", "一直选到末尾"),
)
