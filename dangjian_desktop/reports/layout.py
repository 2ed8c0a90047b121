"""From a form and its values to pages: everything is decided here, the writers only draw.

The ways of setting are imported when they are first asked for: a new process that prints one form needs one of them.
"""

from dangjian_desktop.reports.fonts import shown
from dangjian_desktop.reports.form import Approval, Form, Ledger, Values
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wording import Wording


def lay_out(
    form: Form, values: Values, *, blank: bool, wording: Wording, options: Options | None = None
) -> tuple[Sheet, ...]:
    """Return the pages of a form, blank or filled; no text is ever cut. ``options.paper`` A3 enlarges those of A4."""
    chosen = options or Options()
    sheets = _on_a4(form, values, blank=blank, wording=wording, options=chosen)
    if chosen.paper != "A3":
        return sheets
    from dangjian_desktop.reports.wall import on_a3

    return on_a3(sheets)


def _on_a4(form: Form, values: Values, *, blank: bool, wording: Wording, options: Options) -> tuple[Sheet, ...]:
    wording = wording.as_shown(form)
    seen = as_shown(values, one_line_fields=not isinstance(form.body, Approval))
    if isinstance(form.body, Approval):
        from dangjian_desktop.reports.approval import lay_out_approval

        return lay_out_approval(form, form.body, seen, blank=blank, wording=wording, options=options)
    if isinstance(form.body, Ledger):
        from dangjian_desktop.reports.ledger import lay_out_ledger

        return lay_out_ledger(form, form.body, seen, blank=blank, wording=wording, options=options)
    from dangjian_desktop.reports.letter import lay_out_letter

    return lay_out_letter(form, form.body, seen, blank=blank, wording=wording)


def room_in_cell(
    form: Form, values: Values, field: str, *, wording: Wording, options: Options
) -> tuple[float, int, int]:
    """Return of a long text of forms 8 and 9 its size, how many characters still go in, how many do not (F8.11)."""
    if not isinstance(form.body, Approval):
        raise TypeError(form.key)
    from dangjian_desktop.reports import approval

    seen = as_shown(values, one_line_fields=False)
    return approval.room_in_cell(form, form.body, seen, field, wording=wording.as_shown(form), options=options)


def as_shown(values: Values, *, one_line_fields: bool) -> Values:
    """Return all texts as the fonts can show them; long ones keep their line feeds, a name or a title has none."""

    def long(text: str) -> str:
        if text.isprintable():  # no line feed in it
            return shown(text.rstrip())
        return "\n".join([shown(line.rstrip()) for line in text.splitlines()])

    def short(text: str) -> str:
        if text.isprintable():
            return shown(text.strip())
        return " ".join([shown(line.strip()) for line in text.splitlines()])

    field = short if one_line_fields else long
    return values._replace(
        fields={key: field(text) for key, text in values.fields.items()},
        items={key: tuple(map(long, texts)) for key, texts in values.items.items()},
        rows=tuple([row._replace(cells=tuple(map(long, row.cells)), group=short(row.group)) for row in values.rows]),
    )
