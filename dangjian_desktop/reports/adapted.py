"""A ledger's own columns: added, renamed, hidden and in another order; the widths fill the page again (L399)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dangjian_desktop.reports.form import Form, Ledger, TableColumn, Values

ADDED = "own"
"""How the keys of added columns begin; a number follows."""

MOST_SHOWN = 10
SHORT_GIVES, LONG_GIVES, LEAST_LONG = 0.8, 0.45, 18.0
"""To which part of its width a column of short or of long texts shrinks, the long one at least to so many millimetres."""


class OwnColumn(NamedTuple):
    """A column as an office wants it: the key of one of the form's own, or ``own1``, ``own2`` … of an added one.

    Only an added column has a ``heading`` here, and a ``field`` of `Row.more` that fills it; without a field it is left
    for handwriting. ``width`` in millimetres and ``centred`` are of added columns too.
    """

    key: str
    shown: bool = True
    heading: str = ""
    field: str = ""
    width: float = 26.0
    centred: bool = True

    @property
    def added(self) -> bool:
        """Whether the form itself has no such column."""
        return self.key.startswith(ADDED)


def default_columns(form: Form) -> tuple[OwnColumn, ...]:
    """Return the form's own columns in its own order; none for a form that is no ledger."""
    return tuple(OwnColumn(column.key) for column in form.body.columns) if isinstance(form.body, Ledger) else ()


def fixed_count(form: Form) -> int:
    """Return how many columns stay where they are: 序号, and in 样例5 and 7 the name that is merged over its block."""
    return 1 + form.body.grouped if isinstance(form.body, Ledger) else 0


def stored(columns: Sequence[OwnColumn]) -> str:
    """Return columns as the text that is kept; `parsed` reads it."""
    kept = [
        {"key": column.key, "shown": column.shown}
        | ({"heading": column.heading, "field": column.field} if column.added else {})
        for column in columns
    ]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(form: Form, text: str) -> tuple[OwnColumn, ...]:
    """Read kept columns; what another version of the program wrote becomes whole: unknown ones go, new ones hide.

    A text that is no list of columns, or shows none that could be hidden, gives the form's own.
    """
    try:
        found = [_column(each) for each in json.loads(text)]
    except (ValueError, TypeError, AttributeError, KeyError):
        return default_columns(form)
    known = {column.key for column in default_columns(form)}
    kept = {column.key: column for column in found if column.key in known or column.added}
    for column in default_columns(form):
        kept.setdefault(column.key, column._replace(shown=False))
    fixed = [kept.pop(column.key)._replace(shown=True) for column in default_columns(form)[: fixed_count(form)]]
    others = tuple(kept.values())
    return (*fixed, *others) if any(column.shown for column in others) else default_columns(form)


def _column(values: Mapping[str, Any]) -> OwnColumn:
    return OwnColumn(
        str(values["key"]), bool(values["shown"]), str(values.get("heading", "")), str(values.get("field", ""))
    )


def adapted_form(form: Form, columns: Sequence[OwnColumn]) -> Form:
    """Return a form with an office's columns; without any it is the form itself."""
    if not isinstance(form.body, Ledger) or not columns:
        return form
    own = {column.key: column for column in form.body.columns}
    shown = [own.get(c.key) or TableColumn(c.key, c.width, c.centred) for c in columns if c.shown]
    total = sum(column.width for column in form.body.columns)
    return form._replace(body=form.body._replace(columns=_balanced(shown, total)))


def adapted_values(form: Form, values: Values, columns: Sequence[OwnColumn]) -> Values:
    """Return what fills a form with its rows' cells as an office's columns have them; ``form`` is the form itself."""
    if not isinstance(form.body, Ledger) or not columns:
        return values
    fixed = fixed_count(form)
    first = {column.key: place for place, column in enumerate(form.body.columns[fixed:])}
    shown = [column for column in columns if column.shown][fixed:]
    rows = []
    for row in values.rows:
        cells = tuple(row.cells[first[c.key]] if c.key in first else row.more.get(c.field, "") for c in shown)
        rows.append(row._replace(cells=cells, who=row.group or row.cells[0]))
    return values._replace(rows=tuple(rows))


def _balanced(columns: Sequence[TableColumn], total: float) -> tuple[TableColumn, ...]:
    """Fill the page: long texts take what is left; where too little is, they give way most, short ones a little."""
    number, *others = columns
    free = total - number.width - sum(column.width for column in others)
    if free >= 0:
        long = [column for column in others if not column.centred] or others
        share = 1 + free / sum(column.width for column in long)
        return (number, *(c._replace(width=c.width * share) if c in long else c for c in others))
    slack = sum(column.width - _least(column) for column in others)
    if -free <= slack:
        return (number, *(c._replace(width=c.width + (c.width - _least(c)) * free / slack) for c in others))
    scale = (total - number.width) / sum(map(_least, others))
    return (number, *(column._replace(width=_least(column) * scale) for column in others))


def _least(column: TableColumn) -> float:
    if column.centred:
        return column.width * SHORT_GIVES
    return min(column.width, max(LEAST_LONG, column.width * LONG_GIVES))
