"""The verbs of 审批, run on the worker; each imports its service when it is first called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dangjian_desktop.core.dates import parse_day
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.progress import Progress, silent
from dangjian_desktop.ui.print_verbs import Pdf

if TYPE_CHECKING:
    from dangjian_desktop.services.deciding import Outcome
    from dangjian_desktop.services.decision_queue import Queue, Waiting
    from dangjian_desktop.services.work import Changes, Office

CONSULTED = {"organisation_opinion": "organisation", "discipline_opinion": "discipline", "police_opinion": "police"}


@dataclass(frozen=True)
class Asked:
    """What may be asked to change of a nomination, by field: heading and present text."""

    nomination: str
    fields: Mapping[str, tuple[str, str]]


def queue(office: Office, year: int) -> Queue:
    """Return the nominations before this office."""
    from dangjian_desktop.services.decision_queue import read_queue

    return read_queue(office, year=year)


def day_of(office: Office, text: str, what: str) -> date:
    """Read a day as people type it."""
    try:
        return parse_day(text, office.clock().date())
    except ValueError:
        raise UserError("DAY", f"“{what}”写的是“{text}”，看不出是哪一天。请写成 2026.11.24 这样。") from None


def write(office: Office, rows: Sequence[Waiting], field: str, texts: Mapping[str, str]) -> Outcome | None:
    """Save one field of the form as typed, for all chosen rows where that makes sense; None while its pair is empty."""
    from dangjian_desktop.services import decisions

    ids, text = [row.id for row in rows], texts[field]
    if field in ("opinion", "signer"):
        return decisions.write_opinion(office, nominations=ids, **{field: text})
    if field in CONSULTED:
        return decisions.consult(office, nominations=ids, **{CONSULTED[field]: text})
    if field in ("public_from", "public_to"):
        return _publish(office, ids, texts)
    if field == "objection":
        return decisions.object_to(office, nomination=ids[0], objection=text)
    if field == "objection_handled":
        return decisions.handle_objection(office, nomination=ids[0], handling=text)
    if field == "clash_note":
        return decisions.explain_clash(office, nomination=ids[0], note=text)
    return _write_title(office, rows, field, texts)


def _publish(office: Office, ids: Sequence[str], texts: Mapping[str, str]) -> Outcome | None:
    from dangjian_desktop.services import decisions

    if not texts["public_from"]:
        return None
    begins_on = day_of(office, texts["public_from"], "公示开始")
    if not texts["public_to"]:
        return decisions.publish_long_enough(office, nominations=ids, begins_on=begins_on)
    ends_on = day_of(office, texts["public_to"], "公示结束")
    return decisions.publish(office, nominations=ids, begins_on=begins_on, ends_on=ends_on)


def _write_title(office: Office, rows: Sequence[Waiting], field: str, texts: Mapping[str, str]) -> Outcome | None:
    from dangjian_desktop.services import titles

    first = rows[0]
    if field == "plaque_number":
        return titles.number_plaques(office, numbers={first.id: texts[field]})
    if field == "plaque_issued_on":
        issued_on = day_of(office, texts[field], "授牌日期")
        return titles.award_plaques(office, nominations=[row.id for row in rows], issued_on=issued_on)
    if not texts["filing_number"]:
        return None
    filed_on = day_of(office, texts["filed_on"] or "今天", "备案日期")
    filing = titles.file_titles if "file" in first.moves else titles.note_filing
    return filing(office, numbers={first.id: texts["filing_number"]}, filed_on=filed_on)


def approve(office: Office, ids: Sequence[str], day: str) -> Outcome:
    """Approve on a day; who cannot be is left with the reason."""
    from dangjian_desktop.services import decisions

    return decisions.approve(office, nominations=ids, decided_on=day_of(office, day, "审批日期"))


def refuse(office: Office, ids: Sequence[str], day: str, reason: str) -> Outcome:
    """Disagree on a day."""
    from dangjian_desktop.services import decisions

    return decisions.refuse(office, nominations=ids, decided_on=day_of(office, day, "审批日期"), reason=reason)


def send_back(office: Office, ids: Sequence[str], reason: str) -> Outcome:
    """Return with a reason."""
    from dangjian_desktop.services import decisions

    return decisions.send_back(office, nominations=ids, reason=reason)


def withdraw(office: Office, ids: Sequence[str]) -> Outcome:
    """Take the own word back."""
    from dangjian_desktop.services import decisions

    return decisions.withdraw(office, nominations=ids)


def number_on(office: Office, ids: Sequence[str]) -> Outcome:
    """Give the approved ones the next free plaque numbers."""
    from dangjian_desktop.services import titles

    numbers = titles.suggest_numbers(office, nominations=ids)
    if not numbers:
        raise UserError("NUMBER-NONE", "选中的推荐人选都不用编号：还没有批准，或者已经编过。")
    return titles.number_plaques(office, numbers=numbers)


def end_title(office: Office, ids: Sequence[str], kind: str, ground: str, ended_on: date, explanation: str) -> Outcome:
    """End titles by 调整 or 撤销."""
    from dangjian_desktop.services import titles

    if kind == "调整":
        return titles.adjust_title(office, nominations=ids, ended_on=ended_on, explanation=explanation)
    return titles.revoke_title(office, nominations=ids, ground=ground, ended_on=ended_on, explanation=explanation)


def answer(office: Office, request: str, *, accepted: bool, reason: str) -> Changes:
    """Grant or decline a branch's wish."""
    from dangjian_desktop.services import requests

    if accepted:
        return requests.accept(office, request=request, note=reason)
    return requests.decline(office, request=request, reason=reason)


def papers(office: Office, rows: Sequence[Waiting], progress: Progress = silent) -> Pdf:
    """Return the approval forms of these nominations as one PDF; they are of one year and one quarter."""
    from dangjian_desktop.services import printing

    quarter = max(row.quarter for row in rows)
    job = printing.Job(
        (8, 9),
        year=rows[0].year,
        quarter=quarter or None,
        units=tuple(dict.fromkeys(row.unit_id for row in rows)),
        records=tuple(row.id for row in rows),
    )
    made = printing.make_pdf(office, job, progress)
    return Pdf(made.pdf, printing.page_count(made.pdf), made.notes, made)


def askable(office: Office, nomination: str) -> Asked:
    """Return what a branch may ask to change of a closed nomination."""
    from dangjian_desktop.services.requests import present_texts

    return Asked(nomination, present_texts(office, nomination=nomination))


def ask(office: Office, nomination: str, field: str, wanted: str, reason: str) -> Changes:
    """Ask the level above for leave to change a field."""
    from dangjian_desktop.services import requests

    return requests.ask(office, nomination=nomination, field=field, wanted=wanted, reason=reason)
