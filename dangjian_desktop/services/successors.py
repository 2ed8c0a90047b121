"""When this data file learns that another has taken its place, it is for reading only (exchange.md, cases 8 and 10)."""

from sqlalchemy import Connection, select

from dangjian_desktop.bundle.generations import vouching
from dangjian_desktop.bundle.manifest import Manifest
from dangjian_desktop.bundle.seal import PublicKeys, fingerprint, public_of
from dangjian_desktop.core.dates import print_day
from dangjian_desktop.models.office import Installation
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services.identity import set_standing
from dangjian_desktop.services.trust import own_keys, revoked_in
from dangjian_desktop.services.work import Office

GO_ON = "确需在这里录入，请在菜单“数据”里选“本机身份…”（命令 identity）。"
BY_ANOTHER = f"本单位的数据已由另一台电脑接着用（{{day}}得知），这里只能查看。{GO_ON}"
LOST = f"上级已吊销这台电脑的密钥（{{day}}得知），这里只能查看。请与上级联系；{GO_ON}"


def heed_successor(office: Office, manifest: Manifest, signer: PublicKeys | None) -> str:
    """Make the data file read-only when a package proves that it has a successor; return the sentence to tell, if so.

    The proof is an endorsement by this file's own key, in a package of the own office, or the word of the level above in
    a reply. Nothing else of the package is used, so its seal need not be opened.
    """
    if office.identity is None or office.standing or signer is None:
        return ""
    with office.reading() as connection:
        sentence = _reason(connection, office, manifest, signer)
    if sentence:
        set_standing(office.engine, office.identity, sentence)
    return sentence


def _reason(connection: Connection, office: Office, manifest: Manifest, signer: PublicKeys) -> str:
    keys, day = own_keys(connection), print_day(office.clock().date())
    if keys is None:
        return ""
    own = public_of(keys)
    if manifest.sender.id == office.office_id:
        line = vouching(signer, manifest.former, ())
        replaced = any(public == own and not each.beside for each, public in line)
        return BY_ANOTHER.format(day=day) if replaced else ""
    installation = connection.execute(select(table_of(Installation).c.installation_id)).scalar()
    if manifest.kind != "reply" or installation not in manifest.retired:
        return ""
    return (LOST if fingerprint(own) in revoked_in(connection) else BY_ANOTHER).format(day=day)
