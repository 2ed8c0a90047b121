"""Every card fits its records: parametrised over SCHEMES, so that a sixth scheme is covered the day it is added."""

from pathlib import Path

import pytest

from dangjian_desktop.models.tables import table_of
from dangjian_desktop.schemes import SCHEMES
from dangjian_desktop.schemes.scheme import Kind, Ledger, Scheme
from dangjian_desktop.schemes.shared import GENERAL_LEDGERS

LEDGERS = [ledger for scheme in SCHEMES for ledger in scheme.ledgers] + list(GENERAL_LEDGERS)
SOURCE = (Path(__file__).parents[1] / "data" / "source-document.txt").read_text(encoding="utf-8")
REQUIREMENTS = (Path(__file__).parents[2] / "docs" / "requirements.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_every_column_is_a_column_of_its_record(ledger: Ledger) -> None:
    columns = table_of(ledger.record).columns
    for column in ledger.columns:
        assert column.key in columns
        assert bool(column.choices) == (column.kind is Kind.CHOICE)
    assert set(ledger.identity) | set(ledger.order) | set(ledger.fixed) <= set(columns.keys())
    assert len({column.heading for column in ledger.columns}) == len(ledger.columns)


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_what_the_record_needs_can_be_typed(ledger: Ledger) -> None:
    typed = {column.key for column in ledger.columns} | set(ledger.fixed) | {"id", "owner_id", "revision", "deleted"}
    for column in table_of(ledger.record).columns:
        assert column.name in typed or column.nullable or column.default is not None or column.name == "person_id"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_step_names_ledgers_and_forms_of_its_card(scheme: Scheme) -> None:
    keys = {ledger.key for ledger in scheme.ledgers}
    assert all(set(step.ledgers) <= keys and step.ledgers for step in scheme.steps)
    assert keys == {key for step in scheme.steps for key in step.ledgers}
    assert {form for step in scheme.steps for form in step.forms} == {fill.form for fill in scheme.fills}


def test_the_five_schemes_stand_in_the_source_order_and_fill_all_nine_forms() -> None:
    assert [scheme.key for scheme in SCHEMES] == ["posts", "areas", "commitments", "pioneers", "pacesetters"]
    assert sorted(fill.form for scheme in SCHEMES for fill in scheme.fills) == list(range(1, 10))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_rule_has_its_requirement_and_its_place(scheme: Scheme) -> None:
    assert len({rule.id for rule in scheme.rules}) == len(scheme.rules)
    for rule in scheme.rules:
        assert f"**{rule.id}**" in REQUIREMENTS or f"| {rule.id.removeprefix('A7-')} |" in REQUIREMENTS
        assert rule.ledger in {ledger.key for ledger in LEDGERS}
        assert rule.source.endswith("。")
