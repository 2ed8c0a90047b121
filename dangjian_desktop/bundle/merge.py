"""Two states of one row made into one, each field by itself (exchange.md, Who wrote what)."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import ne
from types import MappingProxyType
from typing import Any, NamedTuple

from dangjian_desktop.bundle.siblings import (
    APART,
    NOBODY,
    Row,
    Sibling,
    Versions,
    base_of,
    both_kept,
    covers,
    differ,
    join,
    united,
    unknown_to_deletion,
    versions_of,
)

WHOLE_ROW = ""
"""The name under which the question is kept whether a row deleted in one place and edited in another shall go."""
Siblings = Mapping[str, tuple[Sibling, ...]]


class Merged(NamedTuple):
    """A row after merging; ``taken`` fields have a new value, ``kept`` ones a known value later than the received one.

    ``siblings`` holds the fields whose several values are not those known before, ``opened`` those of them that a person
    has to decide, ``settled`` the fields that had several values and have one now.
    """

    row: Row
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    siblings: Siblings = MappingProxyType({})
    settled: tuple[str, ...] = ()


def merged(before: Row, received: Row, known: Siblings, *, diverged: bool = False) -> Merged:
    """Merge a received row into the known one, whose fields of several values are ``known``.

    Two ``diverged`` histories of one writer keep both values even where one covers the other.
    """
    if before == received:
        return Merged(before)
    names = _to_compare(before, received, known)
    if not known and not diverged and (later := _later(before, received, names)):
        return later
    fields: dict[str, tuple[Sibling, ...]] = {}
    for name in names:
        found = _field(name, before, received, known.get(name, ()), diverged=diverged)
        if found is not None:
            fields[name] = found
    row = _row(before, received, fields)
    siblings = {name: found for name, found in fields.items() if len(found) > 1}
    settled = [name for name, found in fields.items() if name in known and len(found) == 1]
    opened = [name for name, found in siblings.items() if differ(name, found)]
    _ask_about_deletion(row, known, siblings, opened, settled)
    return Merged(
        before if row == before else row,
        tuple(name for name in fields if row[name] != before.get(name)),
        tuple(n for n, found in fields.items() if len(found) == 1 and received[n] != row[n]),
        tuple(opened),
        siblings,
        tuple(settled),
    )


def _to_compare(before: Row, received: Row, known: Siblings) -> list[str]:
    """Return the fields that differ, or that somebody else wrote, or of which several values are known."""
    was, came = before.get("versions") or {}, received.get("versions") or {}
    found = set(compress(received, map(ne, received.values(), map(before.get, received))))
    found |= received.keys() - before.keys()  # where None came, too
    found.update(known, [name for name in {*was, *came} if was.get(name) != came.get(name)])
    found -= APART
    return [name for name in received if name in found]


def _later(before: Row, received: Row, names: Sequence[str]) -> Merged | None:
    """Return the received row's fields in place of the known ones where each was written in their knowledge.

    It is what nearly every merge comes to, and what the long way round would come to as well; None when it has to be gone.
    """
    if before["deleted"] or received["deleted"]:
        return None
    was, came = before.get("versions") or {}, received.get("versions") or {}
    for name in names:
        old, new = was.get(name), came.get(name)
        if not new or NOBODY in new or (old and (old == new or NOBODY in old or not covers(new, old))):
            return None
    values, versions = {name: received[name] for name in names}, {name: came[name] for name in names}
    row = {**before, "revision": max(before["revision"], received["revision"]), **values}
    _note_versions(row, before, received, {**was, **versions})
    return Merged(before if row == before else row, tuple([name for name in names if row[name] != before.get(name)]))


def _field(
    name: str, before: Row, received: Row, known: tuple[Sibling, ...], *, diverged: bool
) -> tuple[Sibling, ...] | None:
    """Return a field's values after merging, the shown one first; None when nothing new was learnt."""
    new = Sibling(received[name], versions_of(received, name))
    if name not in before:
        return (new,)
    old = Sibling(before[name], versions_of(before, name))
    if new == old or new in known:
        return None
    everything = (old, new, *known)
    return both_kept(everything) if diverged and old.value != new.value else united(everything)


def _row(before: Row, received: Row, fields: Siblings) -> dict[str, Any]:
    row: dict[str, Any] = {**before, "revision": max(before["revision"], received["revision"])}
    versions = dict(before.get("versions") or {})
    for name, found in fields.items():
        _show(row, versions, name, found[0])
    _note_versions(row, before, received, versions)
    return row


def _note_versions(row: dict[str, Any], before: Row, received: Row, versions: dict[str, Versions]) -> None:
    base = max(base_of(before), base_of(received))
    versions.pop(NOBODY, None)
    if versions and base > 1:
        versions[NOBODY] = {NOBODY: base}
    row.pop("versions", None)
    if versions:
        row["versions"] = versions


def _show(row: dict[str, Any], versions: dict[str, Versions], name: str, shown: Sibling) -> None:
    row[name] = shown.value
    if NOBODY in shown.versions:
        versions.pop(name, None)
    else:
        versions[name] = dict(shown.versions)


def shown_first(row: Row, name: str, siblings: tuple[Sibling, ...], chosen: Sibling) -> tuple[Row, tuple[Sibling, ...]]:
    """Show another of a field's kept values; none is dropped, and nobody counts as having written anything."""
    changed = dict(row)
    versions = dict(row.get("versions") or {})
    _show(changed, versions, name, chosen)
    changed.pop("versions", None)
    if versions.keys() - {NOBODY}:
        changed["versions"] = versions
    return changed, (chosen, *(each for each in siblings if each != chosen))


def _ask_about_deletion(
    row: Row, known: Siblings, siblings: dict[str, tuple[Sibling, ...]], opened: list[str], settled: list[str]
) -> None:
    both = deletion_in_question(row)
    if both and known.get(WHOLE_ROW) != both:
        siblings[WHOLE_ROW] = both
        opened.append(WHOLE_ROW)
    elif not both and WHOLE_ROW in known:
        settled.append(WHOLE_ROW)


def deletion_in_question(row: Row) -> tuple[Sibling, ...]:
    """Return deletion and edits of a row that were made without knowledge of each other; nothing when there are none."""
    edited = unknown_to_deletion(row)
    if not edited:
        return ()
    edits = join(versions_of(row, name) for name in edited)
    return Sibling(True, versions_of(row, "deleted")), Sibling(False, edits)
