"""The registry of records, and their rows as plain JSON values."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from sqlalchemy import Boolean, Column, ColumnDefault, Date, Integer, String, Table

from dangjian_desktop.models import (
    areas,
    attachment,
    commitments,
    journal,
    member,
    moves,
    nomination,
    office,
    pacesetters,
    pioneers,
    posts,
    publicity,
    received,
)
from dangjian_desktop.models.base import BOOKKEEPING, Base, Record
from dangjian_desktop.models.bounds import are_versions, day_fault, is_revision, number_fault, text_fault

RECORDS: tuple[type[Record], ...] = (
    office.Office,
    office.OfficeName,
    office.Setting,
    office.WordingText,
    office.Adoption,
    office.KeyRevocation,
    member.Member,
    member.MemberState,
    moves.Transfer,
    moves.Arrival,
    moves.UnitChange,
    moves.UnitAssignment,
    posts.Post,
    posts.PostApplication,
    posts.PostAssignment,
    posts.PostReview,
    posts.PostDifficulty,
    areas.Area,
    areas.AreaAssignment,
    areas.AreaExemption,
    areas.AreaActivity,
    areas.QuarterReport,
    areas.AreaProblem,
    areas.AreaPlan,
    areas.AreaAssessment,
    commitments.Commitment,
    commitments.CommitmentLetter,
    commitments.CommitmentReminder,
    commitments.CommitmentFeedback,
    commitments.Appraisal,
    nomination.Nomination,
    nomination.Decision,
    nomination.Plaque,
    nomination.TitleEnd,
    nomination.Filing,
    nomination.ChangeRequest,
    nomination.RequestAnswer,
    pioneers.PioneerInspection,
    pioneers.QuotaWaiver,
    pacesetters.Vote,
    pacesetters.Candidacy,
    publicity.Publicity,
    publicity.Meeting,
    attachment.Attachment,
)
"""Every kind of row that travels and counts in the digest, parents before children."""

LOCAL = (
    office.Installation,
    office.OfficeKey,
    office.FormerKeys,
    attachment.AttachmentContent,
    received.ReceivedPackage,
    received.ParkedRow,
    received.SentPackage,
    received.FieldConflict,
    received.Question,
    received.TakenLines,
    received.ForeignRow,
    journal.JournalEntry,
    journal.JournalChange,
    journal.PrintedPaper,
)
"""Kinds of row that never leave this data file."""

BY_TABLE: dict[str, type[Record]] = {record.__tablename__: record for record in RECORDS}

Plain = dict[str, Any]
"""A row as JSON values: days are ISO text."""


def table_of(kind: type[Base]) -> Table:
    """Return the Core table of a kind of row."""
    table = kind.__table__
    assert isinstance(table, Table)
    return table


def to_plain(row: Mapping[Any, Any]) -> Plain:
    """Return a row read from the data file as JSON values."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def from_plain(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return JSON values as the column types of ``table``; unknown keys are left out."""
    days = {column.name for column in table.columns if isinstance(column.type, Date)}
    return {
        key: date.fromisoformat(value) if key in days and value is not None else value
        for key, value in values.items()
        if key in table.columns
    }


def to_travel(row: Mapping[Any, Any]) -> Plain:
    """Return a record's row as it stands in a package: ``versions`` as an object if any, ``unknown`` as fields."""
    plain = to_plain(row)
    versions, unknown = plain.pop("versions"), plain.pop("unknown")
    if versions:
        plain["versions"] = json.loads(versions)
    return {**json.loads(unknown), **plain} if unknown else plain


def from_travel(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a package's row as a whole row of ``table``; fields that it does not know become ``unknown``.

    Fields that the older program which wrote it did not know get their defaults.
    """
    versions = values.get("versions")
    unknown = {key: value for key, value in values.items() if key not in table.columns}
    return {
        **from_plain(table, {**defaults_of(table), **values}),
        "versions": canonical(versions) if versions else "",
        "unknown": canonical(unknown) if unknown else "",
    }


def misfit(kind: type[Record], values: Mapping[str, Any]) -> str | None:
    """Return a Chinese reason why JSON values do not fit a kind of row, or None when they do."""
    for name, nullable, wanted, fault in _expected(kind):
        value = values.get(name)
        if value is None:
            if not nullable and (name in values or name not in defaults_of(table_of(kind))):
                return f"缺少“{name}”"
        elif type(value) is not wanted:
            return f"“{name}”的内容类型不对"
        elif wrong := fault(value):
            return f"“{name}”{wrong}"
    if not is_revision(values["revision"]):
        return "“revision”数值不对"
    return None if are_versions(values.get("versions", {})) else "“versions”的写法不对"


@cache
def _expected(kind: type[Record]) -> tuple[tuple[str, bool, type, Callable[[Any], str]], ...]:
    """Return each column's name, whether it may be empty, its JSON type, and what finds fault with a value."""
    return tuple(
        (
            column.name,
            bool(column.nullable),
            int if isinstance(column.type, Integer) else bool if isinstance(column.type, Boolean) else str,
            _fault_of(column),
        )
        for column in table_of(kind).columns
        if column.name not in ("versions", "unknown")
    )


def _fault_of(column: Column[Any]) -> Callable[[Any], str]:
    if isinstance(column.type, Date):
        return day_fault
    if isinstance(column.type, Integer | Boolean):
        return number_fault
    return partial(text_fault, length=column.type.length if isinstance(column.type, String) else None)


@cache
def defaults_of(table: Table) -> Mapping[str, Any]:
    """Return the defaults of columns that an older program may not have had, so that its rows lack them."""
    return {
        column.name: column.default.arg if isinstance(column.default, ColumnDefault) else None
        for column in table.columns
        if column.name not in BOOKKEEPING and _may_be_missing(column)
    }


def _may_be_missing(column: Column[Any]) -> bool:
    has_default = isinstance(column.default, ColumnDefault) and column.default.is_scalar and not column.foreign_keys
    return column.nullable is True or has_default


def references() -> dict[str, dict[str, str]]:
    """Return, for each table, which column points to which table."""
    return {
        record.__tablename__: {
            column.name: next(iter(column.foreign_keys)).column.table.name
            for column in table_of(record).columns
            if column.foreign_keys
        }
        for record in RECORDS
    }


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(values: Mapping[str, Any]) -> str:
    """Return JSON text that is equal for equal values."""
    return ENCODER.encode(values)
