"""Writing the age format's password form (age-encryption.org/v1, scrypt) at a fixed cost.

The library reads it, but when writing it takes its cost from the speed of the PC at hand: a new PC at headquarters would ask
for more memory than an old one at a branch has. The passwords are made by the program with 66 bits, so a small cost will do.
"""

import base64
import os
import re
from collections.abc import Iterator

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

COST, MOST_COST = 15, 17
"""Logarithms: scrypt takes 1 KB of memory times two to this power, so 32 MB to write and at most 128 MB to read."""
CHUNK = 64 << 10
STANZA = re.compile(rb"\Aage-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- ")


def is_affordable(header: bytes) -> bool:
    """Tell whether a file locked with a password names a cost that any PC can pay, and no other way in."""
    found = STANZA.match(header)
    return found is not None and int(found[1]) <= MOST_COST


def lock(password: str, data: bytes) -> bytes:
    """Return data in the age format, to be opened with a password by any program that knows the format."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrap = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << COST, r=8, p=1)
    body = ChaCha20Poly1305(wrap.derive(password.encode())).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_base64(salt), COST, _base64(body))
    mac = hmac.HMAC(_derived(file_key, b"", b"header"), hashes.SHA256())
    mac.update(header)
    chunks = b"".join(_chunks(_derived(file_key, nonce, b"payload"), data))
    return header + b" " + _base64(mac.finalize()) + b"\n" + nonce + chunks


def _chunks(key: bytes, data: bytes) -> Iterator[bytes]:
    cipher, last = ChaCha20Poly1305(key), max(0, (len(data) - 1) // CHUNK)
    for number in range(last + 1):
        nonce = number.to_bytes(11, "big") + (b"\x01" if number == last else b"\x00")
        yield cipher.encrypt(nonce, data[number * CHUNK : (number + 1) * CHUNK], None)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(key)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
