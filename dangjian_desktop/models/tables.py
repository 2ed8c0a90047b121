"""The registry of records, and their rows as plain JSON values."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, ColumnDefault, Date, Integer, Table

from dangjian_desktop.models import (
    areas,
    attachment,
    commitments,
    journal,
    member,
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
        **from_plain(table, _completed(table, values)),
        "versions": canonical(versions) if versions else "",
        "unknown": canonical(unknown) if unknown else "",
    }


def misfit(kind: type[Record], values: Mapping[str, Any]) -> str | None:
    """Return a Chinese reason why JSON values do not fit a kind of row, or None when they do."""
    for column in table_of(kind).columns:
        value = values.get(column.name)
        if column.name in ("versions", "unknown"):
            continue
        if value is None:
            if not column.nullable and (column.name in values or not _may_be_missing(column)):
                return f"缺少“{column.name}”"
            continue
        wanted: type = int if isinstance(column.type, Integer) else bool if isinstance(column.type, Boolean) else str
        if type(value) is not wanted:
            return f"“{column.name}”的内容类型不对"
        if isinstance(column.type, Date):
            try:
                date.fromisoformat(str(value))
            except ValueError:
                return f"“{column.name}”不是日期：{str(value)[:20]}"
    return None if _are_versions(values.get("versions", {})) else "“versions”的写法不对"


def _completed(table: Table, values: Mapping[str, Any]) -> Plain:
    """Return a package's row with the defaults of columns that the older program which wrote it did not have."""
    defaults: Plain = {}
    for column in table.columns:
        if column.name not in values and _may_be_missing(column):
            default = column.default
            defaults[column.name] = default.arg if isinstance(default, ColumnDefault) else None
    return {**defaults, **values}


def _may_be_missing(column: Column[Any]) -> bool:
    has_default = isinstance(column.default, ColumnDefault) and column.default.is_scalar
    return column.name not in BOOKKEEPING and (column.nullable is True or has_default)


def _are_versions(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(writers, dict) and all(type(revision) is int and revision > 0 for revision in writers.values())
        for writers in value.values()
    )


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
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
