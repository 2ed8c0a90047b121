"""Rules of pioneers."""

from dangjian_desktop.schemes.scheme import Rule

RULES: tuple[Rule, ...] = ()
