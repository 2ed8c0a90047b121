"""What a person has told of rows that may be somebody who is known: the same person or not; asked once, remembered."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dangjian_desktop.core.names import match_key

Pair = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """Answers by key: a row's own key, and the member's id or the key of the earlier row that it may be.

    Keys are digests, so that what is remembered outside the data file names nobody.
    """

    same: frozenset[Pair] = field(default_factory=frozenset)
    different: frozenset[Pair] = field(default_factory=frozenset)

    def with_answer(self, key: str, rivals: tuple[str, ...], *, same: bool) -> "Told":
        """Return the answers with one more; it replaces what was said of the same pairs."""
        pairs = frozenset((key, rival) for rival in rivals)
        if same:
            return Told(self.same | pairs, self.different - pairs)
        return Told(self.same - pairs, self.different | pairs)

    def are_same(self, key: str, rival: str) -> bool:
        """Tell whether both were said to be one person."""
        return (key, rival) in self.same

    def are_different(self, key: str, rival: str) -> bool:
        """Tell whether both were said to be two people."""
        return (key, rival) in self.different


NOTHING_TOLD = Told()


def key_of(values: Mapping[str, Any]) -> str:
    """Return what a roster's row is known by: a digest of name, month of birth and month of joining."""
    marks = "|".join((match_key(values.get("name", "")), values.get("birth") or "", values.get("joined") or ""))
    return hashlib.sha256(marks.encode()).hexdigest()[:20]
