"""Keys of other offices: met with their first package, confirmed over the phone, followed when a PC changes, revoked."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dangjian_desktop.bundle import archive
from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.generations import keys_of, vouching
from dangjian_desktop.bundle.seal import PublicKeys, fingerprint
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.office import KeyRevocation, OfficeKey
from dangjian_desktop.models.office import Office as OfficeRecord
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.own_keys import own_fingerprint
from dangjian_desktop.services.trust import CONFIRMED, REPLACED, REVOKED, UNCONFIRMED, WAITING, revoked_in, trust_of
from dangjian_desktop.services.work import Office, Work

Key = Mapping[str, Any]


@dataclass(frozen=True)
class MetKey:
    """A key of another office as people see it; ``endorsed`` says that the key before it vouches for it."""

    office_id: str
    office_name: str
    fingerprint: str
    state: str
    met_at: str
    confirmed_at: str
    endorsed: bool


def own_print(office: Office) -> str:
    """Return this installation's fingerprint; a data file of an earlier version gets its keys now."""
    with office.reading() as connection:
        known = own_fingerprint(connection)
    if known and not (office.identity and office.identity.succession):
        return known
    with office.work("建立通信密钥"):
        pass
    with office.reading() as connection:
        return own_fingerprint(connection)


def met_keys(office: Office) -> list[MetKey]:
    """Return the keys of other offices, by the offices' names, the newest first."""
    keys, offices = table_of(OfficeKey), table_of(OfficeRecord)
    statement = (
        select(keys, offices.c.name.label("office_name"))
        .join(offices, offices.c.id == keys.c.office_id, isouter=True)
        .order_by(offices.c.name, keys.c.met_at.desc(), keys.c.id)
    )
    with office.reading() as connection:
        revoked = revoked_in(connection)
        return [
            MetKey(
                row.office_id,
                row.office_name or "（还没有收到过它的资料）",
                row.fingerprint,
                REVOKED if row.fingerprint in revoked else row.state,
                row.met_at,
                row.confirmed_at,
                bool(row.endorsed_by),
            )
            for row in connection.execute(statement)
        ]


def meet(work: Work, package: Incoming) -> None:
    """Keep the key that signed a package which is being taken over; part of that transaction.

    The first key of an office is 未确认; one that a known key vouches for gets that one's state. Keys whose
    installation it took the place of become 已更换.
    """
    signer, manifest = package.signer, package.manifest
    if signer is None:
        return
    known = _keys_of(work.connection, manifest.sender.id)
    present = known.get(signer)
    if present is None:
        by = _endorser(work.connection, package, known)
        state = by["state"] if by else UNCONFIRMED
        state = UNCONFIRMED if state == REPLACED else state
        _keep(work, manifest.sender.id, manifest.installation_id, signer, state, by["fingerprint"] if by else "")
    for each, public in _vouching(work.connection, package):
        row = known.get(public)
        if not each.beside and row and row["state"] in (UNCONFIRMED, CONFIRMED):
            work.put(OfficeKey, [{**row, "state": REPLACED}])


def key_notes(connection: Connection, package: Incoming) -> tuple[str, ...]:
    """Return what a person should know of the key that signed a package."""
    signer, sender = package.signer, package.manifest.sender
    if signer is None:
        return ()
    known = _keys_of(connection, sender.id)
    if not known:
        return (f"“{sender.name}”的密钥指纹：{fingerprint(signer)}。请打电话核对，然后在“通信密钥…”里确认。",)
    row = known.get(signer)
    if row and row["state"] == REPLACED:
        return (f"这个包出自“{sender.name}”已经换掉的电脑，请向“{sender.name}”核对两台电脑里的资料。",)
    if row is None:
        return (f"“{sender.name}”换了密钥（新指纹 {fingerprint(signer)}），由原来的密钥担保。",)
    return ()


def introduce(office: Office, path: Path, *, password: str = "") -> MetKey:
    """Keep the key that signed a package of an office whose known keys do not vouch for it, for a person to confirm.

    Nothing else is taken from the package, and the key is not believed before it is confirmed. Raises UserError when
    the package is not signed or its office is not known.
    """
    with office.reading() as connection:
        trust = trust_of(connection, password=password)
    package = archive.read_bundle(path, trust=archive.Trust(trust.keys, password, {}, trust.revoked, trust.former))
    sender, signer = package.manifest.sender, package.signer
    if signer is None:
        raise UserError("ENROL-UNSIGNED", f"“{path.name}”没有签名，里面没有密钥。请让“{sender.name}”升级程序再生成。")
    with office.reading() as connection:
        known = _keys_of(connection, sender.id)
        if not _name_of(connection, sender.id):
            text = f"本单位还不认识“{sender.name}”。请先接收它的上报包或欢迎文件，密钥会一起登记。"
            raise UserError("ENROL-UNKNOWN", text)
    if signer not in known:
        with office.work(f"登记密钥：{sender.name}") as work:
            state = WAITING if known else UNCONFIRMED
            _keep(work, sender.id, package.manifest.installation_id, signer, state, "")
    return next(each for each in met_keys(office) if each.fingerprint == fingerprint(signer))


def confirm(office: Office, name: str, digits: str) -> MetKey:
    """Mark an office's key as confirmed by people who compared its fingerprint; raise UserError when none is like it."""
    wanted = re.sub(r"\D", "", digits)
    keys = _named(office, name)
    found = [key for key in keys if key.fingerprint.replace(" ", "") == wanted]
    if not found:
        shown = "；".join(f"{key.fingerprint}（{key.state}）" for key in keys)
        text = f"“{keys[0].office_name}”没有这个指纹的密钥，没有确认。本机登记的是：{shown}。请再核对一遍。"
        raise UserError("ENROL-FINGERPRINT", text)
    (key,) = found
    if key.state == REVOKED:
        raise UserError("ENROL-REVOKED", f"“{key.office_name}”的这个密钥已经吊销，不能再确认。请让它重新登记密钥。")
    with office.work(f"确认密钥：{key.office_name}") as work:
        row = next(
            row for row in _keys_of(work.connection, key.office_id).values() if row["fingerprint"] == key.fingerprint
        )
        work.put(OfficeKey, [{**row, "state": CONFIRMED, "confirmed_at": office.clock().isoformat()}])
    return next(each for each in met_keys(office) if each.fingerprint == key.fingerprint)


def revoke(office: Office, name: str, *, digits: str = "", reason: str) -> list[MetKey]:
    """Let a key, or all of an office's keys, be believed no more, because its PC was lost; return them.

    What a revoked key vouched for waits to be confirmed by a person; the list of revocations goes down with replies.
    """
    wanted = re.sub(r"\D", "", digits)
    keys = [key for key in _named(office, name) if not wanted or key.fingerprint.replace(" ", "") == wanted]
    if not keys:
        raise UserError("ENROL-FINGERPRINT", f"“{name}”没有这个指纹的密钥，没有吊销。请用 enrol 查看登记的密钥。")
    with office.work(f"吊销密钥：{keys[0].office_name}") as work:
        for key in keys:
            _revoke(work, key, reason)
    gone = {key.fingerprint for key in keys}
    return [each for each in met_keys(office) if each.fingerprint in gone]


def retired_installations(connection: Connection, office_id: str) -> tuple[str, ...]:
    """Return an office's installations that another has taken the place of, or whose key was revoked."""
    revoked = revoked_in(connection)
    rows = _keys_of(connection, office_id).values()
    gone = {row["installation_id"] for row in rows if row["state"] == REPLACED or row["fingerprint"] in revoked}
    alive = {
        row["installation_id"]
        for row in rows
        if row["state"] in (UNCONFIRMED, CONFIRMED) and row["fingerprint"] not in revoked
    }
    return tuple(sorted(each for each in gone - alive if each))


def _revoke(work: Work, key: MetKey, reason: str) -> None:
    values = {"office_id": key.office_id, "fingerprint": key.fingerprint, "reason": reason}
    row_id = str(uuid.uuid5(uuid.UUID(work.office.office_id), f"revoked/{key.office_id}/{key.fingerprint}"))
    if row_id in work.rows_by_id(table_of(KeyRevocation), [row_id]):
        work.update(KeyRevocation, {row_id: {"deleted": False, "reason": reason}})
    else:
        work.insert(KeyRevocation, [{"id": row_id, "revoked_on": work.office.clock().date(), **values}])
    rows = list(_keys_of(work.connection, key.office_id).values())
    work.put(OfficeKey, [{**row, "state": REVOKED} for row in rows if row["fingerprint"] == key.fingerprint])
    fallen = {key.fingerprint}
    while more := [r for r in rows if r["endorsed_by"] in fallen - {r["fingerprint"]} and not r["confirmed_at"]]:
        work.put(OfficeKey, [{**row, "state": WAITING} for row in more])
        rows = [row for row in rows if row not in more]
        fallen |= {row["fingerprint"] for row in more}


def _keep(work: Work, office_id: str, installation_id: str, public: PublicKeys, state: str, by: str) -> None:
    row = {
        "id": str(uuid.uuid5(uuid.UUID(work.office.office_id), f"{office_id}/{public.verify} {public.seal}")),
        "office_id": office_id,
        "installation_id": installation_id,
        "verify_key": public.verify,
        "seal_key": public.seal,
        "fingerprint": fingerprint(public),
        "state": state,
        "endorsed_by": by,
        "met_at": work.office.clock().isoformat(),
        "confirmed_at": "",
    }
    work.put(OfficeKey, [row])


def _keys_of(connection: Connection, office_id: str) -> dict[PublicKeys, Key]:
    table = table_of(OfficeKey)
    rows = connection.execute(select(table).where(table.c.office_id == office_id).order_by(table.c.met_at, table.c.id))
    return {PublicKeys(row["verify_key"], row["seal_key"]): dict(row) for row in rows.mappings()}


def _vouching(connection: Connection, package: Incoming) -> Iterator[tuple[Any, PublicKeys]]:
    signer = package.signer or keys_of("")
    return vouching(signer, package.manifest.former, revoked_in(connection))


def _endorser(connection: Connection, package: Incoming, known: Mapping[PublicKeys, Key]) -> Key | None:
    """Return the known key that leads to the signer; one that only has another sealing key is its own."""
    believed = {
        public.verify: row for public, row in known.items() if row["state"] in (UNCONFIRMED, CONFIRMED, REPLACED)
    }
    line = [package.signer, *(public for _, public in _vouching(connection, package))]
    return next((believed[public.verify] for public in line if public and public.verify in believed), None)


def _name_of(connection: Connection, office_id: str) -> str:
    table = table_of(OfficeRecord)
    return connection.execute(select(table.c.name).where(table.c.id == office_id)).scalar() or ""


def _named(office: Office, name: str) -> Sequence[MetKey]:
    """Return the keys of the office of this name; raise UserError naming those that there are."""
    keys = met_keys(office)
    found = [key for key in keys if match_key(key.office_name) == match_key(name)]
    if found:
        return found
    known = "、".join(dict.fromkeys(key.office_name for key in keys)) or "还没有认识任何单位"
    raise UserError("ENROL-NAME", f"没有登记过“{name}”的密钥。已登记的单位：{known}。")
