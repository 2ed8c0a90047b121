"""How a row that this office changes says who changed which field, and in whose knowledge (exchange.md, Who wrote what)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_desktop.bundle.siblings import NOBODY, join
from dangjian_desktop.models.tables import canonical


def written(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    writer: str,
    asked: Mapping[str, Sequence[Mapping[str, int]]],
    *,
    answer: str = "",
) -> dict[str, Any]:
    """Return a row as this writer changes it from ``old`` to ``new``, in the knowledge of the values ``asked`` about.

    ``answer`` names a field that is confirmed though its value stays.
    """
    names = [name for name in asked if name == answer or new[name] != old[name]]
    known = [versions for name in names for versions in asked[name]]
    highest = max([old["revision"], *(revision for versions in known for revision in versions.values())])
    row = {**new, "revision": highest + 1}
    text = versioned({**old, "revision": highest}, new, writer)
    if names:
        versions: dict[str, dict[str, int]] = json.loads(text or "{}")
        for name in names:
            versions[name] = join([versions.get(name, {}), *asked[name], {writer: highest + 1}])
        text = canonical(versions)
    return {**row, "versions": text}


def versioned(old: Mapping[str, Any], new: Mapping[str, Any], writer: str) -> str:
    """Return the ``versions`` of a row whose fields this writer changes from ``old`` to ``new``.

    A deletion knows of all that was written in the row before it.
    """
    versions: dict[str, dict[str, int]] = json.loads(old["versions"] or "{}")
    if not versions and old["revision"] > 1:
        versions[NOBODY] = {NOBODY: old["revision"]}
    known = dict(versions)
    for name, value in new.items():
        if name not in ("revision", "versions") and value != old[name]:
            before = known.values() if name == "deleted" else [known.get(name, {})]
            versions[name] = join([*before, {writer: old["revision"] + 1}])
    return canonical(versions) if versions.keys() - {NOBODY} else str(old["versions"])
