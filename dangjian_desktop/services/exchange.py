"""Packages out and in: pack, look at, merge, answer (exchange.md)."""

from dangjian_desktop.services.receiving import BundlePlan, Subordinate, apply, preview, subordinates
from dangjian_desktop.services.sending import Packed, Sent, pack, reply, sent, welcome

__all__ = [
    "BundlePlan",
    "Packed",
    "Sent",
    "Subordinate",
    "apply",
    "pack",
    "preview",
    "reply",
    "sent",
    "subordinates",
    "welcome",
]
