"""What a package says of itself: manifest.json, canonical and checked before anything else is read."""

import base64
import hashlib
import json
import unicodedata
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dangjian_desktop.core.errors import UserError

FORMAT_MAJOR = 1
FORMAT_MINOR = 0
PackageKind = Literal["report", "reply", "settings", "transfer", "move"]


class Part(BaseModel):
    """A part of the manifest: strict types; fields of a newer minor format are kept."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class Format(Part):
    """The two numbers of the format: a newer major is refused, a newer minor is read."""

    major: int
    minor: int


class Party(Part):
    """An office as sender or addressee; ``id`` is empty for a superior that has not been met yet."""

    id: str = ""
    name: str
    kind: str = ""


class Period(Part):
    """The year and quarter that a package reports on."""

    year: int
    quarter: int = Field(ge=1, le=4)


class Entry(Part):
    """The hash and size of one file in the package."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Acknowledged(Part):
    """A package that the sender has taken over."""

    package_id: str
    sequence: int
    digest: str


class Manifest(Part):
    """The whole of manifest.json (exchange.md, The file); ``signer`` is for the sealed form of a later version."""

    format: Format
    app_version: str
    kind: PackageKind
    package_id: str = Field(min_length=1, max_length=64)
    sender: Party
    addressee: Party
    installation_id: str
    lineage_id: str
    sequence: int = Field(ge=1)
    previous: str = ""
    acknowledged: tuple[Acknowledged, ...] = ()
    period: Period
    claimed_time: str
    counts: dict[str, int]
    entries: dict[str, Entry]
    attachments_required: tuple[str, ...] = ()
    signer: str | None = None


def canonical_json(value: Any) -> bytes:  # noqa: ANN401  (any JSON value)
    """Return the one way a JSON value is written: sorted keys, no spaces, NFC."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text).encode()


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the bytes of manifest.json."""
    return canonical_json(manifest.model_dump(mode="json"))


def check_code(manifest: bytes) -> str:
    """Return the 校验码: the first eight base32 characters of the manifest's SHA-256."""
    return base64.b32encode(hashlib.sha256(manifest).digest()).decode()[:8]


def digest_of(manifest: bytes) -> str:
    """Return the package's digest, by which it is known for ever."""
    return hashlib.sha256(manifest).hexdigest()


def read_manifest(data: bytes) -> Manifest:
    """Return a manifest from its bytes; raise UserError naming the first field that is wrong."""
    try:
        raw = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _damaged("不是有效的文字内容") from None
    if not isinstance(raw, dict):
        raise _damaged("不是有效的文字内容")
    _check_version(raw.get("format"))
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError as error:
        place = "/".join(str(part) for part in error.errors()[0]["loc"])
        raise _damaged(f"“{place}”不对") from None
    if canonical_json(raw) != data:
        raise _damaged("写法与本程序生成的不同")
    return manifest


def _check_version(form: object) -> None:
    major = form.get("major") if isinstance(form, dict) else None
    if type(major) is not int:
        raise _damaged("没有格式版本")
    if major > FORMAT_MAJOR:
        raise UserError(
            "BUNDLE-VERSION", f"这个包由更新的程序生成（格式 {major}，本机能读到 {FORMAT_MAJOR}）。请先升级本机程序。"
        )


def _damaged(what: str) -> UserError:
    return UserError("BUNDLE-MANIFEST", f"包里的 manifest.json {what}。请让发送单位重新生成。")
