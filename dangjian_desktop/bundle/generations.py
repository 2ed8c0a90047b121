"""Whether a key that was not met yet is vouched for by one that was (exchange.md, What an endorsement proves)."""

from collections.abc import Collection, Iterator, Sequence

from dangjian_desktop.bundle.manifest import Former
from dangjian_desktop.bundle.seal import PublicKeys, are_public_keys, fingerprint, is_endorsed


def keys_of(text: str) -> PublicKeys:
    """Return the keys that a manifest writes as one text."""
    verify, _, seal = text.partition(" ")
    return PublicKeys(verify, seal)


def vouching(
    signer: PublicKeys, former: Sequence[Former], revoked: Collection[str]
) -> Iterator[tuple[Former, PublicKeys]]:
    """Yield the keys before the signer's, newest first, each of which endorsed the one after it.

    It ends at the first endorsement that does not hold, and at a revoked key: whoever found the lost PC has that key too,
    and may have endorsed whatever he likes.
    """
    after = signer
    for each in reversed(former):
        public = keys_of(each.keys)
        if not are_public_keys(public) or not is_endorsed(public, after, each.endorsement):
            return
        if fingerprint(public) in revoked:
            return
        yield each, public
        after = public


def endorser(signer: PublicKeys, former: Sequence[Former], known: Collection[str], revoked: Collection[str]) -> str:
    """Return the known signing key from which unbroken endorsements lead to the signer; empty when there is none."""
    return next((public.verify for _, public in vouching(signer, former, revoked) if public.verify in known), "")
