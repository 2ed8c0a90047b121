"""Whether a package may be taken at all: pure answers from what the receiving office knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.core.names import match_key

BRANCH = "branch"


@dataclass(frozen=True)
class Known:
    """A package that was taken over earlier."""

    package_id: str
    digest: str
    kind: str
    from_id: str
    lineage_id: str
    installation_id: str
    sequence: int


@dataclass(frozen=True)
class Receiver:
    """The receiving office: who it is, its superior, its units by id, what it received and sent."""

    office_id: str
    name: str
    kind: str
    superior_id: str
    superior_name: str
    units: Mapping[str, str]
    packages: tuple[Known, ...] = ()
    sent: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Admission:
    """The answer: ``status`` new, same, stale or refused; ``notes`` are sentences that a new package deserves."""

    status: str
    title: str
    code: str = ""
    notes: tuple[str, ...] = ()


def admit(package: Incoming, receiver: Receiver, *, adopt: bool) -> Admission:
    """Decide on a package as a whole (exchange.md, Receiving, steps 2 to 4)."""
    manifest = package.manifest
    if manifest.sender.id == receiver.office_id:
        return Admission("same", "这是本单位自己生成的包，校验完好，不用接收。")
    refusal = _kind_refusal(package, receiver) or _address_refusal(package, receiver)
    if refusal is None and manifest.kind == "report":
        refusal = _unit_refusal(package, receiver, adopt=adopt)
    elif refusal is None:
        refusal = _superior_refusal(package, receiver, adopt=adopt)
    return refusal or _place_in_order(package, receiver)


def _kind_refusal(package: Incoming, receiver: Receiver) -> Admission | None:
    kind = package.manifest.kind
    if kind not in ("report", "reply"):
        return _refused("BUNDLE-KIND", "本机程序不认识这一类包。请先升级本机程序。")
    if kind == "report" and receiver.kind == BRANCH:
        return _refused("BUNDLE-KIND", "这是上报包，应由党总支接收；本支部只接收回执。请交给上级党组织。")
    return None


def _address_refusal(package: Incoming, receiver: Receiver) -> Admission | None:
    addressee = package.manifest.addressee
    known = bool(addressee.id)
    mine = addressee.id == receiver.office_id if known else match_key(addressee.name) == match_key(receiver.name)
    if mine or not (known or addressee.name):
        return None
    text = f"这个包是给“{addressee.name}”的，不是给本单位“{receiver.name}”的，没有读入。请核对文件，或请发送单位核对上级名称。"
    return _refused("BUNDLE-ADDRESSEE", text)


def _unit_refusal(package: Incoming, receiver: Receiver, *, adopt: bool) -> Admission | None:
    sender = package.manifest.sender
    if sender.id in receiver.units or adopt:
        return None
    rows = sum(package.manifest.counts.values())
    text = (
        f"“{sender.name}”还不是本单位的下属支部（包里有 {rows} 行，校验码 {package.check_code}）。"
        "请与支部核对校验码，确认后选“确认为本单位下属支部”。"
    )
    return _refused("BUNDLE-UNKNOWN", text)


def _superior_refusal(package: Incoming, receiver: Receiver, *, adopt: bool) -> Admission | None:
    sender = package.manifest.sender
    if receiver.superior_id:
        if sender.id == receiver.superior_id:
            return None
        text = f"这份回执来自“{sender.name}”，不是本单位的上级“{receiver.superior_name}”，没有读入。请核对文件。"
        return _refused("BUNDLE-SENDER", text)
    answered = any(each.package_id in receiver.sent for each in package.manifest.acknowledged)
    if answered or adopt or match_key(sender.name) == match_key(receiver.superior_name):
        return None
    text = f"“{sender.name}”还不是本单位的上级。请核对校验码 {package.check_code}，确认后再接收。"
    return _refused("BUNDLE-UNKNOWN", text)


def _place_in_order(package: Incoming, receiver: Receiver) -> Admission:
    manifest = package.manifest
    for known in receiver.packages:
        if known.digest == package.digest:
            return Admission("same", "已接收过，未作改动。")
        if known.package_id == manifest.package_id:
            return _refused("BUNDLE-CHANGED", "同一个包接收过，但这个文件的内容被改动过，没有读入。请向发送单位核对。")
    earlier = [
        known for known in receiver.packages if (known.from_id, known.kind) == (manifest.sender.id, manifest.kind)
    ]
    line = [known for known in earlier if known.lineage_id == manifest.lineage_id]
    newest = max((known.sequence for known in line), default=0)
    if any(known.sequence == manifest.sequence for known in line):
        text = f"收到过同为第 {manifest.sequence} 号、内容不同的包：发送单位可能有两台电脑各有一份数据，没有读入。请先核对用哪一台。"
        return _refused("BUNDLE-FORK", text)
    if manifest.sequence < newest:
        return Admission("stale", f"已接收过更新的第 {newest} 号，这个第 {manifest.sequence} 号只供查看，未作改动。")
    return Admission(
        "new", f"第 {manifest.sequence} 号，可以接收。", notes=_notes(manifest.sequence, newest, earlier, line)
    )


def _notes(sequence: int, newest: int, earlier: list[Known], line: list[Known]) -> tuple[str, ...]:
    notes = []
    if line and sequence > newest + 1:
        missing = "、".join(str(number) for number in range(newest + 1, min(sequence, newest + 6)))
        notes.append(f"{missing} 号未收到，内容已包含在第 {sequence} 号。")
    if earlier and not line:
        notes.append("发送单位的数据文件重建过或从备份恢复过，请特别核对下面的变化。")
    return tuple(notes)


def _refused(code: str, title: str) -> Admission:
    return Admission("refused", title, code)
