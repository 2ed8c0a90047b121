"""Packages cut short at every length and with every single bit flipped: 100 % refused, whatever keeps them closed."""

import random
from pathlib import Path

import pytest

from dangjian_desktop.bundle.archive import Trust, read_bundle
from dangjian_desktop.bundle.manifest import Party, Period
from dangjian_desktop.bundle.outgoing import Outgoing, prepare, write_bundle
from dangjian_desktop.bundle.seal import new_keys, public_of
from dangjian_desktop.core.errors import UserError

SENDER, RECEIVER = new_keys(), new_keys()
PASSWORD = "1234 5678 9012 3456 7890"
TRUST = Trust(RECEIVER, PASSWORD, {"a": frozenset({public_of(SENDER).verify})})
SEALINGS: dict[str, dict[str, object]] = {
    "plain": {},
    "signed": {"keys": SENDER},
    "password": {"keys": SENDER, "password": PASSWORD},
    "keys": {"keys": SENDER, "recipients": (public_of(RECEIVER),)},
}
FLIPS = 1000
"""Bits flipped of each package here; `make nightly` flips all of them."""


def small(folder: Path, sealing: str) -> bytes:
    content = Outgoing(
        kind="report",
        package_id="0190",
        sender=Party(id="a", name="机电党支部", kind="branch"),
        addressee=Party(name="机电学院党总支"),
        installation_id="i",
        lineage_id="l",
        sequence=7,
        previous="",
        period=Period(year=2026, quarter=3),
        claimed_time="2026-09-30T09:00:00",
        app_version="0.1.0",
        tables={"members": [{"id": "0001", "name": "张三"}, {"id": "0002", "name": "李四"}]},
        attachments={},
        **SEALINGS[sealing],  # type: ignore[arg-type]
    )
    return write_bundle(folder, prepare(content), {"说明.txt": b"text"}).path.read_bytes()


def is_refused(path: Path, trust: Trust) -> bool:
    try:
        read_bundle(path, trust=trust)
    except UserError as error:
        return error.code.startswith("BUNDLE-")
    return False


def trust_for(sealing: str) -> Trust:
    return Trust() if sealing == "plain" else TRUST


@pytest.mark.parametrize("sealing", SEALINGS)
def test_case_25_a_package_cut_at_any_length_is_refused(tmp_path: Path, sealing: str) -> None:
    whole = small(tmp_path, sealing)
    path = tmp_path / "cut.zip"
    path.write_bytes(whole)
    assert not is_refused(path, trust_for(sealing))
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert is_refused(path, trust_for(sealing)), length


def flip(tmp_path: Path, sealing: str, bits: int | None) -> int:
    """Flip so many bits, one at a time, and return how many were tried."""
    whole = small(tmp_path, sealing)
    path = tmp_path / "flip.zip"
    every = range(len(whole) * 8)
    tried = every if bits is None else random.Random(25).sample(every, min(bits, len(every)))
    for bit in tried:
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert is_refused(path, trust_for(sealing)), bit
    return len(tried)


@pytest.mark.parametrize("sealing", SEALINGS)
def test_case_25_a_package_with_a_flipped_bit_is_refused(tmp_path: Path, sealing: str) -> None:
    assert flip(tmp_path, sealing, FLIPS) >= FLIPS


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("sealing", SEALINGS)
def test_case_25_every_single_flipped_bit_is_refused(tmp_path: Path, sealing: str) -> None:
    print(sealing, flip(tmp_path, sealing, None), "bits flipped, all refused")
