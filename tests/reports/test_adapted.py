"""A ledger's own columns on paper: shown, hidden, added, moved; every millimetre of the page used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_desktop.reports.adapted import (
    MOST_SHOWN,
    OwnColumn,
    adapted_form,
    adapted_values,
    default_columns,
    fixed_count,
    parsed,
    stored,
)
from dangjian_desktop.reports.form import Form, Ledger, Row, Values
from dangjian_desktop.reports.forms import FORMS
from dangjian_desktop.reports.layout import lay_out
from dangjian_desktop.reports.own_texts import columns_fault
from dangjian_desktop.reports.page import Options
from dangjian_desktop.reports.sheet import Sheet
from dangjian_desktop.reports.wording import load
from tests.reports.samples import FORM, values_for

LEDGERS = [form for form in FORMS if isinstance(form.body, Ledger)]
ADDED = (OwnColumn("own1", heading="签名"), OwnColumn("own2", heading="部门", field="department", centred=True))


def rows_of(number: int) -> Values:
    """Rows that fill the form and know a department."""
    filled = values_for(number)
    rows = tuple(Row(row.cells, row.group, row.owner, {"department": "机电系"}) for row in filled.rows)
    return Values(filled.fields, filled.items, rows)


def laid_out(
    form: Form, columns: tuple[OwnColumn, ...], *, blank: bool = False, options: Options | None = None
) -> tuple[Sheet, ...]:
    wording = load("proofread").with_columns(form.number, columns)
    values = Values() if blank else adapted_values(form, rows_of(form.number), columns)
    return lay_out(adapted_form(form, columns), values, blank=blank, wording=wording, options=options)


def cells(sheet: Sheet) -> dict[tuple[int, int], str]:
    assert sheet.grid
    return {(cell.row, cell.column): cell.text for cell in sheet.grid.cells}


@pytest.mark.parametrize("form", LEDGERS, ids=lambda form: form.key)
def test_the_forms_own_columns_make_the_forms_own_paper(form: Form) -> None:
    columns = default_columns(form)
    assert adapted_form(form, columns).body == form.body
    adapted, plain = adapted_values(form, values_for(form.number), columns), values_for(form.number)
    assert [(row.group, row.cells) for row in adapted.rows] == [(row.group, row.cells) for row in plain.rows]


@pytest.mark.parametrize("form", LEDGERS, ids=lambda form: form.key)
@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("landscape", [None, False])
def test_L399_added_hidden_and_moved_columns_fill_the_page(form: Form, blank: bool, landscape: bool | None) -> None:
    fixed, own = fixed_count(form), default_columns(form)
    hidden = OwnColumn(own[-1].key, shown=False)
    columns = (*own[:fixed], *reversed(own[fixed:-1]), *ADDED, hidden)
    (first, *_) = laid_out(form, columns, blank=blank, options=Options(landscape=landscape))
    assert first.grid
    assert first.margins
    assert sum(first.grid.widths) == pytest.approx(first.margins.inner, abs=0.01)
    headings = [cells(first)[0, column] for column in range(len(first.grid.widths))]
    texts = load("proofread")
    wanted = [texts.text(form, c.key) for c in (*own[:fixed], *reversed(own[fixed:-1]))] + ["签名", "部门"]
    assert headings == wanted
    assert cells(first)[1, 0] == ("1" if not blank or form.body.numbered_samples else "")  # type: ignore[union-attr]
    if not blank:
        row = rows_of(form.number).rows[0]
        shown = [cells(first)[1, column] for column in range(fixed, len(headings))]
        assert shown == [*reversed(row.cells[:-1]), "", "机电系"]


@pytest.mark.parametrize("number", [5, 7])
def test_L399_names_stay_merged_over_their_blocks_whatever_the_other_columns_are(number: int) -> None:
    own = default_columns(FORM[number])
    (sheet,) = laid_out(FORM[number], (*own[:2], *ADDED, *reversed(own[2:])))
    (usual,) = laid_out(FORM[number], own)
    for grid in (sheet.grid, usual.grid):
        assert grid
        assert [(c.row, c.rows, c.text) for c in grid.cells if c.column == 1] == [
            (c.row, c.rows, c.text) for c in (usual.grid.cells if usual.grid else ()) if c.column == 1
        ]


def widths_of(form: Form, *columns: OwnColumn) -> list[float]:
    body = adapted_form(form, columns).body
    assert isinstance(body, Ledger)
    return [column.width for column in body.columns]


def test_long_columns_take_the_width_of_a_hidden_one() -> None:
    own = default_columns(FORM[5])
    assert widths_of(FORM[5], *own[:3], OwnColumn("due", shown=False)) == pytest.approx([15, 40, 175])


def test_where_columns_are_many_long_ones_give_way_most_and_none_more_than_it_can() -> None:
    own = default_columns(FORM[3])
    number, member, duty, area, duties, added = widths_of(FORM[3], *own, ADDED[1])
    assert number == 15
    assert member / 30 == pytest.approx(duty / 50)
    assert 0.9 < added / 26 < 1
    assert area / 50 == pytest.approx(duties / 85)
    assert 0.45 < area / 50 < 0.9
    assert sum((number, member, duty, area, duties, added)) == pytest.approx(230)


@given(st.sampled_from(LEDGERS), st.data())
def test_any_columns_that_are_taken_print_within_the_page(form: Form, data: st.DataObject) -> None:
    fixed, own = fixed_count(form), list(default_columns(form))
    added = [
        OwnColumn(f"own{n}", heading=f"加{n}", field="department", width=data.draw(st.sampled_from([26.0, 30.0, 40.0])))
        for n in range(data.draw(st.integers(0, 8)))
    ]
    others = data.draw(st.permutations(own[fixed:] + added))
    columns = (*own[:fixed], *(OwnColumn(c.key, data.draw(st.booleans()), c.heading, c.field) for c in others))
    fault = columns_fault(form, columns, ["department"])
    shown = sum(column.shown for column in columns)
    assert bool(fault) == (shown == fixed or shown > MOST_SHOWN)
    if not fault:
        assert parsed(form, stored(columns)) == columns
        for sheet in laid_out(form, columns):
            assert sheet.grid
            assert sheet.margins
            assert sum(sheet.grid.widths) == pytest.approx(sheet.margins.inner, abs=0.05)
            assert min(sheet.grid.widths) > 8


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ((OwnColumn("member"), OwnColumn("number"), OwnColumn("text"), OwnColumn("due")), "留在最前面"),
        ((OwnColumn("number"), OwnColumn("text"), OwnColumn("member"), OwnColumn("due")), "留在最前面"),
        ((OwnColumn("number"), OwnColumn("member", shown=False), OwnColumn("text"), OwnColumn("due")), "留在最前面"),
        ((OwnColumn("number"), OwnColumn("member"), OwnColumn("text")), "对不上"),
        ((*default_columns(FORM[5]), OwnColumn("own1")), "没有名称"),
        ((*default_columns(FORM[5]), OwnColumn("own1", heading="{member}")), "花括号"),
        ((*default_columns(FORM[5]), OwnColumn("own1", heading="长" * 41)), "41 个字"),
        ((*default_columns(FORM[5]), OwnColumn("own1", heading="电话", field="phone")), "没有登记"),
        ((*default_columns(FORM[5]), OwnColumn("due")), "对不上"),
    ],
)
def test_L399_columns_that_cannot_be_are_refused_in_one_sentence(columns: tuple[OwnColumn, ...], said: str) -> None:
    fault = columns_fault(FORM[5], columns, ["department"])
    assert said in fault
    assert "请" in fault


@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", '[{"key":"text"}]', "null"])
def test_a_list_of_columns_that_cannot_be_read_is_the_forms_own(text: str) -> None:
    assert parsed(FORM[5], text) == default_columns(FORM[5])


def test_columns_of_another_version_of_the_program_become_whole() -> None:
    older = stored([OwnColumn("text"), OwnColumn("forgotten"), OwnColumn("own1", heading="签名"), OwnColumn("number")])
    assert parsed(FORM[5], older) == (
        OwnColumn("number"),
        OwnColumn("member"),
        OwnColumn("text"),
        OwnColumn("own1", heading="签名"),
        OwnColumn("due", shown=False),
    )
