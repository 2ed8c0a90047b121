"""Walks what a screen reader is told of a screen, and finds controls without a name (screens.md 1, row 22)."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QTabBar, QWidget

Role = QAccessible.Role
CONTROLS = frozenset(
    {
        *(Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.ComboBox),
        *(Role.EditableText, Role.SpinBox, Role.Slider, Role.Table, Role.List, Role.Tree, Role.ListItem, Role.PageTab),
        *(Role.PageTabList, Role.MenuItem, Role.Link, Role.Chart, Role.Dialog, Role.Window),
    }
)
LEAVES = frozenset({Role.Table, Role.Tree, Role.ComboBox, Role.SpinBox, Role.ScrollBar})
"""What stands in them is their content: cells are read as their texts, a list's own line edit as the list."""


def unnamed(root: QWidget) -> list[str]:
    """Return a line for each control on the screen without a name."""
    walked: list[tuple[QAccessibleInterface, str]] = [(QAccessible.queryAccessibleInterface(root), "")]
    found = []
    while walked:
        each, where = walked.pop()
        role, state = each.role(), each.state()
        if state.invisible:  # type: ignore[attr-defined]
            continue
        name = each.text(QAccessible.Text.Name).strip()
        focusable = bool(state.focusable) and role not in (Role.Cell, Role.Client, Role.Pane)  # type: ignore[attr-defined]
        if (role in CONTROLS or focusable) and not name:
            found.append(f"{role.name} {_told(each)} in {where}")
        if role not in LEAVES:
            walked += [(child, name or where) for child in _children(each)]
    return found


def _children(each: QAccessibleInterface) -> list[QAccessibleInterface]:
    """Return the children; of tabs only those that there are, for Qt goes on telling of removed ones."""
    bar = each.object()
    count = bar.count() if isinstance(bar, QTabBar) else each.childCount()
    return [child for place in range(count) if (child := each.child(place)) is not None]


def _told(each: QAccessibleInterface) -> str:
    thing = each.object()
    return f"{type(thing).__name__} {thing.objectName()}" if thing else "without a widget"
