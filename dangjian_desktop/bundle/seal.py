"""Keys, signatures and seals: Ed25519 says who wrote a package, the age format keeps it from other eyes."""

import base64
import hashlib
import io
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dangjian_desktop.bundle.age_password import is_affordable, lock
from dangjian_desktop.core.errors import UserError

KEY_BYTES, SIGNATURE_BYTES = 32, 64
PASSWORD_GROUPS, GROUP_DIGITS = 5, 4
FINGERPRINT_GROUPS = 8
HEADER = b"age-encryption.org/v1\n"
HEADER_BYTES = 8192
"""A header names a recipient in 100 bytes; a package goes to a few offices."""
ENDORSEMENT = "党建台账：本机密钥由下列密钥接替\n".encode()
"""Begins what an endorsement signs, so that no signed manifest can pass for one: a manifest begins with a brace."""


@dataclass(frozen=True)
class Keys:
    """The two secrets of an installation: to sign with, and to open what is sealed to it."""

    signing: str
    sealing: str


@dataclass(frozen=True)
class PublicKeys:
    """What others need of an installation: to check its signatures, and to seal to it."""

    verify: str
    seal: str


def new_keys() -> Keys:
    """Return the keys of a new installation."""
    signing = base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()
    return Keys(signing, str(pyrage.x25519.Identity.generate()))


def public_of(keys: Keys) -> PublicKeys:
    """Return the public side of an installation's keys."""
    verify = base64.b64encode(_private(keys).public_key().public_bytes_raw()).decode()
    return PublicKeys(verify, str(pyrage.x25519.Identity.from_str(keys.sealing).to_public()))


def are_public_keys(public: PublicKeys) -> bool:
    """Tell whether both are well-formed, so that they may be kept."""
    if _exactly(public.verify, KEY_BYTES) is None:
        return False
    try:
        return str(pyrage.x25519.Recipient.from_str(public.seal)) == public.seal
    except pyrage.RecipientError:
        return False


def fingerprint(public: PublicKeys) -> str:
    """Return eight groups of four digits to read over the phone; both keys count (106 bits)."""
    whole = int.from_bytes(hashlib.sha256(f"{public.verify}\n{public.seal}".encode()).digest(), "big")
    digits = f"{whole % 10 ** (FINGERPRINT_GROUPS * GROUP_DIGITS):0{FINGERPRINT_GROUPS * GROUP_DIGITS}d}"
    return _grouped(digits)


def sign(keys: Keys, data: bytes) -> str:
    """Return the signature of some bytes."""
    return base64.b64encode(_private(keys).sign(data)).decode()


def is_signed(public: PublicKeys, data: bytes, signature: str) -> bool:
    """Tell whether the holder of these keys signed exactly these bytes; malformed text is no signature."""
    key, given = _exactly(public.verify, KEY_BYTES), _exactly(signature, SIGNATURE_BYTES)
    if key is None or given is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(given, data)
    except InvalidSignature:
        return False
    return True


def endorse(old_keys: Keys, new_public: PublicKeys) -> str:
    """Return the old key's word that a new one takes its place."""
    return sign(old_keys, _endorsed(new_public))


def is_endorsed(old_public: PublicKeys, new_public: PublicKeys, endorsement: str) -> bool:
    """Tell whether the old key vouched for the new one."""
    return is_signed(old_public, _endorsed(new_public), endorsement)


def new_password() -> str:
    """Return a password made by the program: five groups of four digits (66 bits), heard and typed without doubt."""
    return _grouped("".join(secrets.choice("0123456789") for _ in range(PASSWORD_GROUPS * GROUP_DIGITS)))


def plain_password(text: str) -> str:
    """Return what counts of a password as typed: no blanks or dashes, and full-width digits are digits."""
    return re.sub(r"[\s\-—–]", "", unicodedata.normalize("NFKC", text))


def seal_to(recipients: Sequence[PublicKeys], data: bytes) -> bytes:
    """Return data that only these installations can open."""
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(each.seal) for each in recipients]))


def seal_with(password: str, data: bytes) -> bytes:
    """Return data that opens with a password."""
    return lock(plain_password(password), data)


def unseal(data: bytes, *, keys: Keys | None = None, password: str = "") -> bytes:
    """Return what was sealed to these keys or with this password.

    Raises UserError: BUNDLE-PASSWORD when the password is lacking or wrong, BUNDLE-SEAL when sealed to others or damaged.
    """
    header = data[:HEADER_BYTES]
    if not header.startswith(HEADER) or b"\n--- " not in header:
        raise UserError("BUNDLE-SEAL", "包里加密的内容已损坏，打不开。请让发送单位重新生成。")
    with_password = header.startswith(HEADER + b"-> scrypt ")
    if with_password and not plain_password(password):
        raise UserError("BUNDLE-PASSWORD", "这个包加了口令。请向发送单位问口令，输入以后再接收。")
    if with_password and not is_affordable(header):
        raise UserError("BUNDLE-LIMIT", "打开这个包的口令要用的内存超过限度，没有读入。请核对来源。")
    try:
        if with_password:
            return bytes(pyrage.passphrase.decrypt(data, plain_password(password)))
        opened = io.BytesIO()
        pyrage.decrypt_io(io.BytesIO(data), opened, [pyrage.x25519.Identity.from_str(keys.sealing)] if keys else [])
        return opened.getvalue()
    except (pyrage.DecryptError, OSError):
        if with_password:
            text = "口令不对，或者包已损坏。请向发送单位核对口令；仍打不开就请重新生成。"
            raise UserError("BUNDLE-PASSWORD", text) from None
        text = "这个包不是加密给本机的，或者已损坏，打不开。请发送单位核对接收单位，重新生成。"
        raise UserError("BUNDLE-SEAL", text) from None


def _private(keys: Keys) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(keys.signing, validate=True))


def _exactly(text: str, size: int) -> bytes | None:
    """Read base64 that is written in the one right way: its last character has bits that other readers ignore."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if len(data) == size and base64.b64encode(data).decode() == text else None


def _endorsed(public: PublicKeys) -> bytes:
    return ENDORSEMENT + f"{public.verify}\n{public.seal}\n".encode()


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + GROUP_DIGITS] for start in range(0, len(digits), GROUP_DIGITS))
