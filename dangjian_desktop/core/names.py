"""Names of people: kept as typed, compared without spaces and without the dot's variants."""

import re
import unicodedata

DOTS = re.compile("[•．・‧∙⋅●]")
SPACES = re.compile(r"\s+")


def match_key(name: str) -> str:
    """Return what two spellings of the same name share (李 四 = 李四, 阿布•克 = 阿布·克)."""
    return SPACES.sub("", DOTS.sub("·", unicodedata.normalize("NFC", name)))


def join_people(names: list[str]) -> str:
    """Join names as official papers do: 张三、李四."""
    return "、".join(names)
