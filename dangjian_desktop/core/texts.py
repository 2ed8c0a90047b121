"""Text as people type and paste it, without what nobody sees and no file format keeps."""

import re

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return ``text`` trimmed, with plain line ends, without control and zero-width characters."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
