"""Keys, signatures and seals as the two offices use them."""

import re

import pyrage
import pytest

from dangjian_desktop.bundle.age_password import CHUNK
from dangjian_desktop.bundle.seal import (
    Keys,
    PublicKeys,
    are_public_keys,
    endorse,
    fingerprint,
    is_endorsed,
    is_signed,
    new_keys,
    new_password,
    plain_password,
    public_of,
    seal_to,
    seal_with,
    sign,
    unseal,
)
from dangjian_desktop.core.errors import UserError

BRANCH, OTHER = new_keys(), new_keys()
DATA = "先锋岗推荐\n".encode() * 50


def test_what_was_signed_is_known_to_the_byte_and_by_its_signer_alone() -> None:
    signature = sign(BRANCH, DATA)
    assert is_signed(public_of(BRANCH), DATA, signature)
    assert not is_signed(public_of(OTHER), DATA, signature)
    assert not is_signed(public_of(BRANCH), DATA + b" ", signature)


def test_no_flipped_bit_of_a_signature_passes() -> None:
    signature = sign(BRANCH, DATA).encode()
    for bit in range(len(signature) * 8):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not is_signed(public_of(BRANCH), DATA, flipped.decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    ["", "x", "é", "A" * 88, "\n" + sign(BRANCH, DATA), sign(BRANCH, DATA) + "\n"],
    ids=["none", "short", "no ascii", "no signature", "a line before", "a line after"],
)
def test_other_text_is_no_signature(text: str) -> None:
    assert not is_signed(public_of(BRANCH), DATA, text)
    assert not is_signed(PublicKeys(text, text), DATA, sign(BRANCH, DATA))
    assert not are_public_keys(PublicKeys(text, text))


def test_a_fingerprint_is_eight_groups_of_four_digits_over_both_keys() -> None:
    mine, other = public_of(BRANCH), public_of(OTHER)
    assert re.fullmatch(r"\d{4}( \d{4}){7}", fingerprint(mine))
    assert len({fingerprint(mine), fingerprint(other), fingerprint(PublicKeys(mine.verify, other.seal))}) == 3
    assert are_public_keys(mine)
    assert not are_public_keys(PublicKeys(mine.verify, mine.seal.upper()))


def test_an_endorsement_is_of_one_new_key_by_one_old_key_and_no_manifest_can_pass_for_it() -> None:
    new = public_of(OTHER)
    endorsement = endorse(BRANCH, new)
    assert is_endorsed(public_of(BRANCH), new, endorsement)
    assert not is_endorsed(new, new, endorsement)
    assert not is_endorsed(public_of(BRANCH), public_of(new_keys()), endorsement)
    assert not is_endorsed(public_of(BRANCH), new, sign(BRANCH, f"{new.verify}\n{new.seal}\n".encode()))


def test_sealed_to_two_offices_opens_at_both_and_nowhere_else() -> None:
    sealed = seal_to([public_of(BRANCH), public_of(OTHER)], DATA)
    assert unseal(sealed, keys=BRANCH) == unseal(sealed, keys=OTHER) == DATA
    assert DATA[:9] not in sealed
    for keys in (new_keys(), None):
        assert refusal(sealed, keys=keys) == "BUNDLE-SEAL"


def test_a_password_is_66_bits_of_digits_and_is_taken_as_people_type_it() -> None:
    password = new_password()
    assert re.fullmatch(r"\d{4}( \d{4}){4}", password)
    assert password != new_password()
    sealed = seal_with(password, DATA)
    full_width = str.maketrans("0123456789", "０１２３４５６７８９")
    for typed in (password, password.replace(" ", ""), password.replace(" ", "-"), password.translate(full_width)):
        assert unseal(sealed, password=typed + "\n") == DATA
    assert refusal(sealed, password="1234") == refusal(sealed) == "BUNDLE-PASSWORD"


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_the_password_form_is_the_age_formats_own(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    sealed = seal_with("口令 1234", data[:size])
    assert bytes(pyrage.passphrase.decrypt(sealed, plain_password("口令 1234"))) == data[:size]


@pytest.mark.parametrize("cost", [b"18", b"20", b"30", b"63", b"99", b"0", b"015", b"-1", b"1e9", b""])
def test_a_cost_beyond_the_limit_is_refused_before_it_is_paid(cost: bytes) -> None:
    sealed = seal_with("1234", DATA).replace(b" 15\n", b" " + cost + b"\n", 1)
    assert refusal(sealed, password="1234") == "BUNDLE-LIMIT"


@pytest.mark.parametrize("by_password", [False, True])
def test_sealed_data_that_was_cut_or_changed_is_refused(by_password: bool) -> None:
    sealed = seal_with("1234", DATA) if by_password else seal_to([public_of(BRANCH)], DATA)
    flipped = bytearray(sealed)
    flipped[-20] ^= 1
    for damaged in (sealed[:-1], sealed[:60], b"", sealed + b"\0", bytes(flipped), b"x" + sealed):
        assert refusal(damaged, keys=BRANCH, password="1234") in ("BUNDLE-SEAL", "BUNDLE-PASSWORD")


def refusal(sealed: bytes, *, keys: Keys | None = None, password: str = "") -> str:
    with pytest.raises(UserError) as caught:
        unseal(sealed, keys=keys, password=password)
    assert caught.value.message.endswith("。")
    return caught.value.code
