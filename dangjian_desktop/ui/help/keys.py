"""快捷键: the keys of menus, pages, grids and lists, gathered from where each is declared."""

from __future__ import annotations

from dangjian_desktop.ui.actions import MENUS
from dangjian_desktop.ui.grid.keys import GRID_KEYS
from dangjian_desktop.ui.words import (
    APPROVAL_KEYS,
    CARD_KEY,
    FORM_KEYS,
    HELP_KEY,
    PAGE_KEYS,
    PAGES,
    PERIOD_KEYS,
    POST_KEYS,
    STEP_KEYS,
)

SHOWN = {"PgDown": "PgDn", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "回车"}


def all_keys() -> tuple[tuple[str, str, str], ...]:
    """Return where each key counts, the key and what it does."""
    return (
        ("任何一页、任何窗口", HELP_KEY, "打开这一页的说明"),
        *(("任何一页", keys, f"到“{title}”") for keys, (_, title) in zip(PAGE_KEYS, PAGES, strict=True)),
        *(
            (f"菜单“{title.partition('(')[0]}”", shown(item.keys), item.text.partition("(")[0])
            for title, items in MENUS
            for item in items
            if item.keys and item.keys != HELP_KEY
        ),
        *(("任何一页", shown(keys), what) for keys, what in PERIOD_KEYS.items()),
        *(("五项工作", shown(keys), what) for keys, what in STEP_KEYS.items()),
        *(("设岗定责", keys, f"把所选的人定到第 {place} 个岗位") for place, keys in enumerate(POST_KEYS, start=1)),
        *(("表格", keys, what) for keys, what in GRID_KEYS),
        ("党员名册", CARD_KEY, "打开、关上党员卡片"),
        *(("先锋岗、标兵评选", shown(keys), what) for keys, what in FORM_KEYS.items()),
        *(("审批的名单", shown(keys), what) for keys, what in APPROVAL_KEYS.items()),
    )


def shown(keys: str) -> str:
    """Return a key as it is written on Chinese keyboards and in menus."""
    return "+".join(SHOWN.get(key, key) for key in keys.split("+"))
