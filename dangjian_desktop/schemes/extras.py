"""What a ledger on paper can show of a member besides its own columns."""

from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.book import Book
from dangjian_desktop.schemes.scheme import Extra

MEMBER_EXTRAS = (
    Extra("department", "部门", 30),
    Extra("duty_or_post", "职务（岗位名称）", 34),
    Extra("staff_kind", "人员类别"),
    Extra("party_kind", "党员类别"),
)


def member_more(book: Book, member: Member | None) -> dict[str, str]:
    """Return the texts of MEMBER_EXTRAS; empty for what is nobody's, as the branch's own commitments."""
    if member is None:
        return {}
    return {
        "department": member.department,
        "duty_or_post": book.duty_or_post(member),
        "staff_kind": member.staff_kind,
        "party_kind": member.party_kind,
    }
