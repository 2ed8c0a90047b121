"""Opening a welcome file, or any package for the key that signed it."""

from pathlib import Path

from dangjian_desktop.bundle import archive
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.names import match_key
from dangjian_desktop.services.enrolment import MetKey, introduce, met_keys
from dangjian_desktop.services.exchange_rows import card_of, superior_name
from dangjian_desktop.services.receiving import BundlePlan, apply
from dangjian_desktop.services.trust import trust_of
from dangjian_desktop.services.work import Office

INTRODUCED = "已登记这个包里的密钥，包里的其他内容没有读入。请核对指纹后确认，再接收这个包。"


def open_welcome(office: Office, path: Path, *, password: str = "") -> tuple[BundlePlan, MetKey | None]:
    """Receive the welcome file of the level above, which thereby becomes known by its id and its key.

    Of another package, and of a welcome file signed by a key that nobody vouches for, only the key is kept, for a person
    to confirm. Raises UserError when the file cannot be read or comes from another office than the one named as superior.
    """
    with office.reading() as connection:
        trust = trust_of(connection, password=password)
        superior = superior_name(connection, card_of(connection, office.office_id))
    seen = archive.Trust(trust.keys, password, {}, trust.revoked, trust.former)
    package = archive.read_bundle(path, trust=seen)
    manifest = package.manifest
    if manifest.kind == "settings":
        if superior and match_key(superior) != match_key(manifest.sender.name):
            text = f"本单位登记的上级是“{superior}”，这个欢迎文件来自“{manifest.sender.name}”，没有读入。请核对“单位资料”。"
            raise UserError("WELCOME-SUPERIOR", text)
        (plan,) = apply(office, [path], adopt=True)
        if plan.code != "BUNDLE-KEY":
            return plan, next((key for key in met_keys(office) if key.office_id == manifest.sender.id), None)
    key = introduce(office, path, password=password)
    code, number = package.check_code, manifest.sequence
    return BundlePlan(path.name, "same", INTRODUCED, "", manifest.sender.name, number, code), key
