"""Whether a package may be taken at all: pure answers from what the receiving office knows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.manifest import Manifest
from dangjian_desktop.core.names import match_key

BRANCH = "branch"
MOVE_PACKAGE = "这是搬家包，要在新电脑上用“打开搬家包…”（命令 move）打开，不在这里接收。"
OWN_PACKAGE = "这是本单位自己生成的包，校验完好，不用接收。"
Chain = frozenset[tuple[int, str]]

FIRST_RELEASE = datetime(2026, 1, 1)
"""No package is older than the program."""


@dataclass(frozen=True)
class Known:
    """A package that was taken over earlier; ``chain`` holds number and digest of those sent before it."""

    package_id: str
    digest: str
    kind: str
    from_id: str
    lineage_id: str
    installation_id: str
    sequence: int
    check_code: str = ""
    chain: Chain = frozenset()

    @property
    def place(self) -> tuple[int, str]:
        """Number and digest, as they stand in the chains of later packages."""
        return self.sequence, self.digest


@dataclass(frozen=True)
class Receiver:
    """The receiving office: who it is, its superior, its units by id, what it received (of one sender) and sent, and now."""

    office_id: str
    name: str
    kind: str
    superior_id: str
    superior_name: str
    units: Mapping[str, str]
    packages: tuple[Known, ...] = ()
    sent: frozenset[str] = frozenset()
    now: datetime | None = None


@dataclass(frozen=True)
class Admission:
    """The answer: ``status`` new, same, stale or refused; ``notes`` are sentences that a new package deserves.

    ``diverged`` says that the package continues another history than the one known here: nothing gives way unasked.
    """

    status: str
    title: str
    code: str = ""
    notes: tuple[str, ...] = ()
    diverged: bool = False


def admit(package: Incoming, receiver: Receiver, *, adopt: bool) -> Admission:
    """Decide on a package as a whole (exchange.md, Receiving, steps 2 to 4)."""
    manifest = package.manifest
    if manifest.sender.id == receiver.office_id:
        return Admission("same", OWN_PACKAGE)
    refusal = _kind_refusal(package, receiver) or address_refusal(manifest, receiver.office_id, receiver.name)
    if refusal is None and manifest.kind == "report":
        refusal = _unit_refusal(package, receiver, adopt=adopt)
    elif refusal is None and manifest.kind != "transfer":
        refusal = _superior_refusal(package, receiver, adopt=adopt)
    if refusal:
        return refusal
    admission = _place_in_order(package, receiver)
    notes = (*admission.notes, *_clock(manifest.claimed_time, receiver.now), *_lost(manifest, receiver))
    return replace(admission, notes=notes)


def _lost(manifest: Manifest, receiver: Receiver) -> list[str]:
    """Name the packages that a reply answers though they are not known here: sent before a restore (case 30)."""
    lost = [str(each.sequence) for each in manifest.acknowledged if each.package_id not in receiver.sent]
    if manifest.kind != "reply" or not lost:
        return []
    return [
        f"它答复的第 {'、'.join(sorted(lost, key=int)[-5:])} 号上报包本机没有记录（恢复备份以前生成的），其中的审批结果照收。"
    ]


def _clock(claimed_time: str, now: datetime | None) -> list[str]:
    """Say so when the sender's clock cannot be right; the order never rests on it (case 20)."""
    claimed = datetime.fromisoformat(claimed_time).replace(tzinfo=None)
    if now is None or FIRST_RELEASE <= claimed <= now + timedelta(days=1):
        return []
    day = f"{claimed.year}年{claimed.month}月{claimed.day}日"
    return [f"包上写的生成时间是{day}，两边总有一台电脑的日期不准，请核对；不影响接收和先后次序。"]


def _kind_refusal(package: Incoming, receiver: Receiver) -> Admission | None:
    kind = package.manifest.kind
    if kind == "move":
        return _refused("BUNDLE-KIND", MOVE_PACKAGE)
    if kind == "settings" and package.manifest.sender.kind == BRANCH:
        return _refused("BUNDLE-KIND", "本机程序不认识这一类包。请先升级本机程序。")
    if kind == "report" and receiver.kind == BRANCH:
        return _refused("BUNDLE-KIND", "这是上报包，应由党总支接收；本支部只接收回执。请交给上级党组织。")
    if kind == "transfer" and (package.manifest.sender.kind == BRANCH) != (receiver.kind == BRANCH):
        return _refused("BUNDLE-KIND", "转出包由接收党员的支部接收，移交包由接收支部的党总支接收。请核对文件。")
    return None


def address_refusal(manifest: Manifest, office_id: str, name: str) -> Admission | None:
    """Return why a package is not for this office, if it is not."""
    addressee = manifest.addressee
    known = bool(addressee.id)
    mine = addressee.id == office_id if known else match_key(addressee.name) == match_key(name)
    if mine or not (known or addressee.name):
        return None
    text = f"这个包是给“{addressee.name}”的，不是给本单位“{name}”的，没有读入。请核对文件，或请发送单位核对上级名称。"
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


def chain_of(manifest: Manifest) -> Chain:
    """Return number and digest of the packages that a package says were sent before it."""
    links = {(link.sequence, link.digest) for link in manifest.chain}
    return frozenset(links | ({(manifest.sequence - 1, manifest.previous)} if manifest.previous else set()))


def _place_in_order(package: Incoming, receiver: Receiver) -> Admission:
    manifest = package.manifest
    for known in receiver.packages:
        if known.digest == package.digest:
            return Admission("same", "已接收过，未作改动。")
        if known.package_id == manifest.package_id:
            return _refused("BUNDLE-CHANGED", "同一个包接收过，但这个文件的内容被改动过，没有读入。请向发送单位核对。")
    if manifest.kind == "transfer":
        return Admission("new", f"来自“{manifest.sender.name}”，校验码 {package.check_code}，可以接收。")
    kinds = (manifest.sender.id, manifest.kind)
    earlier = [known for known in receiver.packages if (known.from_id, known.kind) == kinds]
    return _in_line(package, earlier)


def _in_line(package: Incoming, earlier: list[Known]) -> Admission:
    """Order by counters: a package that a later one says was sent before it is old; one that none knows is a fork."""
    manifest, chain = package.manifest, chain_of(package.manifest)
    later = [known for known in earlier if _came_before(package, known)]
    if later:
        newest = max(known.sequence for known in later)
        text = f"已接收过更新的第 {newest} 号，这个第 {manifest.sequence} 号只供查看，未作改动。"
        return Admission("stale", text)
    others = [known for known in earlier if not _came_after(manifest, chain, known)]
    line = [known for known in earlier if known not in others]
    same_pc = [known for known in others if known.installation_id == manifest.installation_id]
    own = [k for k in line if (k.installation_id, k.lineage_id) == (manifest.installation_id, manifest.lineage_id)]
    told = any(_side_by_side(known, other) for known in own for other in others)
    diverged = bool(same_pc) or (bool(others) and not told)
    notes = [*_gap(manifest.sequence, line, others), *(_fork(package, same_pc or others) if diverged else ())]
    copied = diverged and any(known.lineage_id == manifest.lineage_id for known in same_pc or others)
    title = f"第 {manifest.sequence} 号，可以接收。"
    return Admission("new", title, "BUNDLE-FORK" if copied else "", tuple(notes), diverged)


def _came_before(package: Incoming, known: Known) -> bool:
    """Tell whether a package is older than a known one: its chain names it, or no longer reaches back to it."""
    manifest = package.manifest
    if (manifest.sequence, package.digest) in known.chain:
        return True
    reaches = known.chain and min(known.chain)[0] <= manifest.sequence
    same_line = (known.installation_id, known.lineage_id) == (manifest.installation_id, manifest.lineage_id)
    return same_line and manifest.sequence < known.sequence and not reaches


def _came_after(package: Manifest | Known, chain: Chain, known: Known) -> bool:
    """Tell whether a package was made after a known one and in its line."""
    if known.place in chain:
        return True
    reaches = chain and min(chain)[0] <= known.sequence
    return known.lineage_id == package.lineage_id and known.sequence < package.sequence and not reaches


def _side_by_side(one: Known, other: Known) -> bool:
    """Tell whether two known packages continue two histories: that was said when the second of them was taken."""
    return not (_came_after(one, one.chain, other) or _came_after(other, other.chain, one))


def _gap(sequence: int, line: list[Known], others: list[Known]) -> list[str]:
    newest = max((known.sequence for known in line), default=0)
    if others or not line or sequence <= newest + 1:
        return []
    missing = "、".join(str(number) for number in range(newest + 1, min(sequence, newest + 6)))
    return [f"{missing} 号未收到，内容已包含在第 {sequence} 号。"]


def _fork(package: Incoming, others: list[Known]) -> list[str]:
    manifest, other = package.manifest, max(others, key=lambda known: known.sequence)
    if other.lineage_id != manifest.lineage_id:
        return ["发送单位的数据文件重建过或从备份恢复过，请特别核对下面的变化；本机较新的内容不会被改回去。"]
    return [
        f"第 {other.sequence} 号（校验码 {other.check_code}）和这个第 {manifest.sequence} 号（校验码 {package.check_code}）"
        "出自同一数据文件的两份拷贝，两份的内容都会保留，请与支部核对用哪一份。"
    ]


def _refused(code: str, title: str) -> Admission:
    return Admission("refused", title, code)
