"""One field that several wrote: which value was written in the knowledge of which, and which one all offices show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dangjian_desktop.bundle.lines import canonical_json

Row = Mapping[str, Any]
Versions = Mapping[str, int]
NOBODY = ""
APART = frozenset({"id", "owner_id", "revision", "versions"})
"""What a row is known by; everything else in it is a field that is merged by itself."""


UNASKED = frozenset({"reported", "reported_on", "reported_in"})
"""Fields that packing writes: two copies of a file differ in them, but no person could say which is right."""


class Sibling(NamedTuple):
    """A value of a field with the revision of each writer that it was written in the knowledge of."""

    value: Any
    versions: Versions


def covers(one: Versions, other: Versions) -> bool:
    """Tell whether ``one`` was written in the knowledge of ``other``.

    A value that no writer is named for (as the row was made, or from an older program) is known to every writer.
    """
    if NOBODY in other:
        return NOBODY not in one or one[NOBODY] >= other[NOBODY]
    return all(one.get(writer, 0) >= revision for writer, revision in other.items())


def join(versions: Iterable[Versions]) -> dict[str, int]:
    """Return versions that cover all of these."""
    joined: dict[str, int] = {}
    for each in versions:
        for writer, revision in each.items():
            joined[writer] = max(revision, joined.get(writer, 0))
    if len(joined) > 1:
        joined.pop(NOBODY, None)
    return joined


def rank(sibling: Sibling) -> tuple[int, str, bytes]:
    """Return the place of a value in the order that every office computes alike: revision, writer, canonical text."""
    revision, writer = max((revision, writer) for writer, revision in sibling.versions.items())
    return revision, writer, canonical_json(sibling.value)


def united(siblings: Iterable[Sibling]) -> tuple[Sibling, ...]:
    """Return the values that no other one covers, the one to be shown first; in whatever order they came."""
    found: list[Sibling] = []
    for each in siblings:
        if not any(each == other or _outdone(each, other) for other in found):
            found = [other for other in found if not _outdone(other, each)] + [each]
    return tuple(sorted(found, key=rank, reverse=True)) if len(found) > 1 else tuple(found)


def both_kept(siblings: Iterable[Sibling]) -> tuple[Sibling, ...]:
    """Return one sibling of each value, covered ones too; for a sender whose history is not the one known here."""
    found: dict[bytes, Sibling] = {}
    for each in sorted(siblings, key=rank, reverse=True):
        found.setdefault(canonical_json(each.value), each)
    return tuple(found.values())


def differ(field: str, siblings: Sequence[Sibling]) -> bool:
    """Tell whether a person has to choose: more than one value of a field that people fill."""
    return field not in UNASKED and len({canonical_json(each.value) for each in siblings}) > 1


def _outdone(one: Sibling, other: Sibling) -> bool:
    return covers(other.versions, one.versions) and not covers(one.versions, other.versions)


def base_of(row: Row) -> int:
    """Return the revision up to which nobody noted who changed which field of a row."""
    versions = row.get("versions")
    if not versions:
        return int(row["revision"])
    return int(versions.get(NOBODY, {}).get(NOBODY, 1))


def versions_of(row: Row, field: str) -> Versions:
    """Return a field's versions, those of the row as a whole where the field has none of its own."""
    own: Versions = (row.get("versions") or {}).get(field) or {NOBODY: base_of(row)}
    return own if len(own) == 1 or NOBODY not in own else {w: r for w, r in own.items() if w != NOBODY}


def unknown_to_deletion(row: Row) -> tuple[str, ...]:
    """Return the fields that were changed elsewhere without knowledge of the row's deletion."""
    if not row.get("deleted"):
        return ()
    deletion = versions_of(row, "deleted")
    if NOBODY in deletion:
        return ()
    return tuple(
        field
        for field in row.get("versions") or {}
        if field not in (NOBODY, "deleted") and not covers(deletion, versions_of(row, field))
    )
