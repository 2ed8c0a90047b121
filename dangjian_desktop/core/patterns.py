"""Sentences with fields: ``{member}`` stands for a value that is put in when a paper is made."""

import re
from typing import NamedTuple

FIELD = re.compile(r"\{(\w+)\}")


class Field(NamedTuple):
    """A field of a sentence by its name."""

    name: str


Piece = str | Field
"""What a sentence is made of: stretches of text and fields."""


def pieces(pattern: str) -> list[Piece]:
    """Divide a sentence at its fields; braces that make no field are text. `pattern_of` puts it together again."""
    found: list[Piece] = []
    place = 0
    for match in FIELD.finditer(pattern):
        found += [pattern[place : match.start()], Field(match[1])]
        place = match.end()
    return [piece for piece in [*found, pattern[place:]] if piece != ""]


def pattern_of(parts: list[Piece]) -> str:
    """Return the sentence that these pieces make."""
    return "".join(f"{{{part.name}}}" if isinstance(part, Field) else part for part in parts)


def fields_in(pattern: str) -> tuple[str, ...]:
    """Return the names of a sentence's fields, each once, in their order."""
    return tuple(dict.fromkeys(FIELD.findall(pattern)))


def has_stray_brace(pattern: str) -> bool:
    """Tell whether a brace stands alone, so that a field may be broken."""
    return any(brace in piece for piece in pieces(pattern) if isinstance(piece, str) for brace in "{}")
