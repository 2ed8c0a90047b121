"""Names of people: kept as typed, compared without spaces and without the dot's variants."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

DOTS = re.compile("[•．・‧∙⋅●]")
SPACES = re.compile(r"\s+")


def match_key(name: str) -> str:
    """Return what two spellings of the same name share (李 四 = 李四, 阿布•克 = 阿布·克)."""
    return SPACES.sub("", DOTS.sub("·", unicodedata.normalize("NFC", name)))


def join_people(names: list[str]) -> str:
    """Join names as official papers do: 张三、李四."""
    return "、".join(names)


def told_apart(people: Sequence[tuple[str, str | None, str | None]]) -> list[str]:
    """Return how each (name, month of birth, month of joining) is shown: marked only where two share the name."""
    names = Counter(match_key(name) for name, _, _ in people)
    births = Counter((match_key(name), birth) for name, birth, _ in people)

    def shown(name: str, birth: str | None, joined: str | None) -> str:
        if names[match_key(name)] == 1:
            return name
        marks = [birth or joined] if births[match_key(name), birth] == 1 else [birth, joined]
        text = "，".join(mark for mark in marks if mark)
        return f"{name}（{text}）" if text else name

    return [shown(*person) for person in people]
