"""The registry of records, and their rows as plain JSON values."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnDefault, Date, Table

from dangjian_desktop.core.json_text import canonical_text
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
    names, days = _columns_of(table)
    return {
        key: date.fromisoformat(value) if key in days and value is not None else value
        for key, value in values.items()
        if key in names
    }


@cache
def _columns_of(table: Table) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of a table's columns, and of those among them that hold days."""
    days = frozenset(column.name for column in table.columns if isinstance(column.type, Date))
    return frozenset(column.name for column in table.columns), days


def to_travel(row: Mapping[Any, Any]) -> Plain:
    """Return a record's row as it stands in a package: ``versions`` as an object if any, ``unknown`` as fields."""
    return as_travelling(to_plain(row))


def as_travelling(plain: Plain) -> Plain:
    """Return a record's row of JSON values as it stands in a package; it may be the same dict."""
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


def canonical(values: Mapping[str, Any]) -> str:
    """Return JSON text that is equal for equal values."""
    return canonical_text(values)
