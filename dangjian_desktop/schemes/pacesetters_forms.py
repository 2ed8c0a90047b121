"""How records of pacesetters become the values of its forms."""

from dangjian_desktop.schemes.scheme import Fill

FILLS: tuple[Fill, ...] = ()
