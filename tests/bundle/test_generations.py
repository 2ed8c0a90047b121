"""Who vouches for a key that was not met yet: unbroken endorsements alone, and never those of a revoked key."""

from dangjian_desktop.bundle.generations import endorser
from dangjian_desktop.bundle.manifest import Former
from dangjian_desktop.bundle.seal import Keys, PublicKeys, endorse, fingerprint, new_keys, public_of

LINE: list[Keys] = [new_keys() for _ in range(4)]
PUBLIC: list[PublicKeys] = [public_of(keys) for keys in LINE]


def former(*generations: int) -> list[Former]:
    """What the keys of these generations leave, each endorsing the next of the line."""
    return [
        Former(
            installation_id=f"i{each}",
            keys=f"{PUBLIC[each].verify} {PUBLIC[each].seal}",
            endorsement=endorse(LINE[each], PUBLIC[each + 1]),
        )
        for each in generations
    ]


def test_a_known_key_vouches_through_any_number_of_generations() -> None:
    for known in range(3):
        assert endorser(PUBLIC[3], former(0, 1, 2), {PUBLIC[known].verify}, set()) == PUBLIC[known].verify


def test_nobody_vouches_across_a_gap_for_a_stranger_or_without_a_known_key() -> None:
    assert endorser(PUBLIC[3], former(0, 1), {PUBLIC[0].verify}, set()) == ""
    assert endorser(PUBLIC[3], former(0, 2), {PUBLIC[0].verify}, set()) == ""
    assert endorser(public_of(new_keys()), former(0, 1, 2), {PUBLIC[0].verify}, set()) == ""
    assert endorser(PUBLIC[3], former(0, 1, 2), set(), set()) == ""


def test_a_revoked_key_vouches_for_nothing_and_neither_does_what_stands_before_it() -> None:
    revoked = {fingerprint(PUBLIC[1])}
    assert endorser(PUBLIC[3], former(0, 1, 2), {PUBLIC[0].verify, PUBLIC[1].verify}, revoked) == ""
    assert endorser(PUBLIC[3], former(0, 1, 2), {PUBLIC[2].verify}, revoked) == PUBLIC[2].verify


def test_keys_that_are_none_vouch_for_nothing() -> None:
    odd = former(2)[0].model_copy(update={"keys": "x y"})
    assert endorser(PUBLIC[3], [odd], {"x"}, set()) == ""
