"""Time-ordered identifiers (UUID version 7, RFC 9562)."""

import hashlib
import random
import secrets
import uuid
from collections.abc import Callable

from dangjian_desktop.core.clock import Clock

NewId = Callable[[], str]


def time_ordered_ids(clock: Clock, seed: str | None = None) -> NewId:
    """Return a source of UUIDs that sort in the order they were made.

    With ``seed`` the same calls give the same ids (demo, tests); without, the random part is secret-grade.
    The 12 bits after the version count calls within a millisecond, so ids of one batch keep their order.
    """
    bits = random.Random(seed).getrandbits if seed is not None else secrets.SystemRandom().getrandbits
    last = [0]

    def new_id() -> str:
        stamp = int(clock().timestamp() * 1000) << 12
        last[0] = max(stamp, last[0] + 1)
        value = (last[0] >> 12) << 80 | 7 << 76 | (last[0] & 0xFFF) << 64 | 2 << 62 | bits(62)
        return str(uuid.UUID(int=value))

    return new_id


def writer_of(installation_id: str) -> str:
    """Return the eight characters by which the versions of a row name the installation that wrote a field."""
    return hashlib.sha256(installation_id.encode()).hexdigest()[:8]
