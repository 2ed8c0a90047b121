"""The names of the five schemes, light enough to be shown before anything heavy is imported (words.md 1)."""

from typing import NamedTuple


class SchemeWords(NamedTuple):
    """One scheme's key in code, its full name and the short name of its tab."""

    key: str
    title: str
    tab: str


SCHEME_WORDS = (
    SchemeWords("posts", "无职党员设岗定责", "设岗定责"),
    SchemeWords("areas", "党员责任区", "责任区"),
    SchemeWords("commitments", "党员承诺践诺", "承诺践诺"),
    SchemeWords("pioneers", "党员先锋岗", "先锋岗"),
    SchemeWords("pacesetters", "标兵评选", "标兵评选"),
)

OFFICE_KINDS = {"branch": "党支部", "general-branch": "党总支", "committee": "党委"}
