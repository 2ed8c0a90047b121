"""Rules of commitments."""

from dangjian_desktop.schemes.scheme import Rule

RULES: tuple[Rule, ...] = ()
