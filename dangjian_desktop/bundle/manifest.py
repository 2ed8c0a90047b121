"""What a package says of itself: manifest.json, canonical and checked before anything else is read."""

import base64
import hashlib
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from dangjian_desktop.bundle.lines import canonical_json as canonical_json
from dangjian_desktop.bundle.lines import read_canonical
from dangjian_desktop.core.errors import UserError

FORMAT_MAJOR = 1
FORMAT_MINOR = 1
CHAIN_AT_MOST = 20
DEPTH = 6
MOST = 1_000_000_000
PackageKind = Literal["report", "reply", "settings", "transfer", "move"]
Sealing = Literal["plain", "password", "keys"]


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("not printable")
    return text


def _moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


Id = Annotated[str, Field(pattern=r"\A[0-9A-Za-z_-]{0,64}\z")]
Sha = Annotated[str, Field(pattern=r"\A[0-9a-f]{64}\z")]
Digest = Annotated[str, Field(pattern=r"\A([0-9a-f]{64})?\z")]
Text = Annotated[str, Field(max_length=200), AfterValidator(_printable)]
Moment = Annotated[str, Field(max_length=40), AfterValidator(_moment)]
Number = Annotated[int, Field(ge=0, le=MOST)]
Sequence = Annotated[int, Field(ge=1, le=MOST)]
TableName = Annotated[str, Field(pattern=r"\A[a-z_]{1,40}\z")]
Path = Annotated[str, Field(max_length=120)]


class Part(BaseModel):
    """A part of the manifest: strict types; fields of a newer minor format are kept."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class Format(Part):
    """The two numbers of the format: a newer major is refused, a newer minor is read."""

    major: Number
    minor: Number


class Party(Part):
    """An office as sender or addressee; ``id`` is empty for a superior that has not been met yet."""

    id: Id = ""
    name: Text
    kind: Text = ""


class Period(Part):
    """The year and quarter that a package reports on."""

    year: int = Field(ge=1900, le=2999)
    quarter: int = Field(ge=1, le=4)


class Entry(Part):
    """The hash and size of one file in the package."""

    sha256: Sha
    size: Number


class Acknowledged(Part):
    """A package that the sender has taken over."""

    package_id: Id
    sequence: Sequence
    digest: Digest


class Link(Part):
    """A package that the sender sent before in this lineage."""

    sequence: Sequence
    digest: Digest


class Former(Part):
    """A key that the sender's data file had before; ``endorsement`` is its signature of the next one, the last of the signer.

    ``keys`` are the signing and the sealing key as in ``signer``; ``beside`` says that its installation works on.
    """

    installation_id: Id
    keys: Text
    endorsement: Text
    beside: bool = False


class Manifest(Part):
    """The whole of manifest.json (exchange.md, The file); of format 1.1 are ``sealing``, ``chain`` and ``signer``.

    ``chain`` names the packages sent before this one in its lineage, oldest first; ``entries`` of a sealed package is
    its payload alone, and ``attachments_required`` stands inside. ``signer`` is the signing key, a blank and the sealing
    key of the installation that signed, one text because format 1.0 foresaw one. ``former`` are the keys before it,
    oldest first; ``retired`` names the addressee's installations that others have taken the place of.
    """

    format: Format
    app_version: Text
    kind: PackageKind
    package_id: Id = Field(min_length=1)
    sender: Party
    addressee: Party
    installation_id: Id
    lineage_id: Id
    sequence: Sequence
    previous: Digest = ""
    acknowledged: Annotated[tuple[Acknowledged, ...], Field(max_length=200)] = ()
    period: Period
    claimed_time: Moment
    counts: dict[TableName, Number]
    entries: dict[Path, Entry]
    attachments_required: tuple[Path, ...] = ()
    signer: Annotated[str, Field(max_length=200)] | None = None
    sealing: Sealing = "plain"
    chain: Annotated[tuple[Link, ...], Field(max_length=200)] = ()
    former: Annotated[tuple[Former, ...], Field(max_length=200)] = ()
    retired: Annotated[tuple[Id, ...], Field(max_length=200)] = ()

    @field_validator("sender")
    @classmethod
    def _sender_is_known_by_id(cls, sender: Party) -> Party:
        if not sender.id:
            raise ValueError("a sender without an id")
        return sender


class Contents(Part):
    """contents.json of a sealed payload: what ``Manifest`` says of a plain package, and whose payload this is."""

    package_id: Id
    counts: dict[TableName, Number]
    entries: dict[Path, Entry]
    attachments_required: tuple[Path, ...] = ()


Said = TypeVar("Said", Manifest, Contents)


def manifest_bytes(manifest: Manifest | Contents) -> bytes:
    """Return the bytes of manifest.json, or of contents.json."""
    return canonical_json(manifest.model_dump(mode="json"))


def check_code(manifest: bytes) -> str:
    """Return the 校验码: the first eight base32 characters of the manifest's SHA-256."""
    return base64.b32encode(hashlib.sha256(manifest).digest()).decode()[:8]


def digest_of(manifest: bytes) -> str:
    """Return the package's digest, by which it is known for ever."""
    return hashlib.sha256(manifest).hexdigest()


def read_manifest(data: bytes) -> Manifest:
    """Return a manifest from its bytes; raise UserError naming every field that is wrong."""
    raw = _canonical("manifest.json", data)
    _check_version(raw.get("format"))
    return _said(Manifest, "manifest.json", data)


def read_contents(data: bytes) -> Contents:
    """Return the contents of a sealed payload from their bytes; raise UserError naming every field that is wrong."""
    _canonical("contents.json", data)
    return _said(Contents, "contents.json", data)


def _canonical(name: str, data: bytes) -> dict[str, Any]:
    try:
        raw = read_canonical(data, DEPTH)
    except ValueError:
        raise _wrong(name, "写法与本程序生成的不同") from None
    if not isinstance(raw, dict):
        raise _wrong(name, "写法与本程序生成的不同")
    return raw


def _said(kind: type[Said], name: str, data: bytes) -> Said:
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        places = tuple(dict.fromkeys("/".join(_shown(part) for part in each["loc"]) for each in found))
        shown = "、".join(f"“{place}”" for place in places[:5]) + ("等" if len(places) > 5 else "")
        raise _wrong(name, f"有 {len(places)} 处不对：{shown}", places[:100]) from None


def _shown(part: object) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in str(part)[:40])


def _check_version(form: object) -> None:
    major = form.get("major") if isinstance(form, dict) else None
    if type(major) is not int:
        raise _wrong("manifest.json", "没有格式版本")
    if major > FORMAT_MAJOR:
        raise UserError(
            "BUNDLE-VERSION",
            f"这个包由更新的程序生成（格式 {str(major)[:9]}，本机能读到 {FORMAT_MAJOR}）。请先升级本机程序。",
        )


def _wrong(name: str, what: str, details: tuple[str, ...] = ()) -> UserError:
    return UserError("BUNDLE-MANIFEST", f"包里的 {name} {what}。请让发送单位重新生成。", details)
