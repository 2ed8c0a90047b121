"""Rules of posts."""

from dangjian_desktop.schemes.scheme import Rule

RULES: tuple[Rule, ...] = ()
