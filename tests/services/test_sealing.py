"""Packages that are signed and sealed, opened with passwords, and kept in the outbox until they are answered."""

import io
import random
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from sqlalchemy import insert, update

from dangjian_desktop.bundle.seal import Keys, fingerprint, new_keys, public_of
from dangjian_desktop.core.errors import UserError
from dangjian_desktop.models.office import Installation, KeyRevocation, OfficeKey
from dangjian_desktop.models.tables import table_of
from dangjian_desktop.services import exchange, outbox
from dangjian_desktop.services.digest import digest
from dangjian_desktop.services.password_file import password_for, read_password
from dangjian_desktop.services.work import Office
from tests.conftest import MakeOffice
from tests.services.exchange_year import fill

HEAD, BRANCH = "机电学院党总支", "机电党支部"
PASSWORD = "1234 5678 9012 3456 7890"


@pytest.fixture
def head(make_office: MakeOffice) -> Office:
    return with_keys(make_office(HEAD, "general-branch"), new_keys())


@pytest.fixture
def branch(make_office: MakeOffice) -> Office:
    office = with_keys(make_office(BRANCH, superior=HEAD), new_keys())
    fill(office, "张三", "李镕")
    return office


def with_keys(office: Office, keys: Keys | None) -> Office:
    with office.work("换密钥") as work:
        secrets = {"signing_key": keys.signing if keys else "", "sealing_key": keys.sealing if keys else ""}
        work.connection.execute(update(table_of(Installation)).values(secrets))
    return office


def meet(office: Office, other: Office, state: str = "已确认") -> None:
    """Let an office know another's keys."""
    with other.reading() as connection:
        row = connection.execute(table_of(Installation).select()).one()
    public = public_of(Keys(row.signing_key, row.sealing_key))
    values = {
        "id": f"{office.office_id[:8]}{row.installation_id[-20:]}{state}",
        "office_id": other.office_id,
        "installation_id": row.installation_id,
        "verify_key": public.verify,
        "seal_key": public.seal,
        "fingerprint": fingerprint(public),
        "state": state,
        **dict.fromkeys(("endorsed_by", "met_at", "confirmed_at"), ""),
    }
    with office.work("认识") as work:
        work.connection.execute(insert(table_of(OfficeKey)).values(values))


def know_superior(branch: Office, head: Office) -> None:
    """The branch has its head's first answer."""
    exchange.apply(head, [exchange.pack(branch, folder(branch)).path], adopt=True)
    exchange.apply(branch, [exchange.reply(head, BRANCH, folder(head)).path])


def folder(office: Office) -> Path:
    return Path(str(office.engine.url.database)).parent / "U盘"


def outside(path: Path) -> bytes:
    """All that a finder of the stick can read."""
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def words_of_cover(path: Path) -> str:
    with zipfile.ZipFile(path) as archive, pdfplumber.open(io.BytesIO(archive.read("封面.pdf"))) as pdf:
        return "".join(page.extract_text() for page in pdf.pages)


def one(office: Office, path: Path, **options: object) -> exchange.BundlePlan:
    (plan,) = exchange.apply(office, [path], **options)  # type: ignore[arg-type]
    return plan


def test_once_the_offices_have_met_only_the_receiver_can_open_what_is_sent(
    head: Office, branch: Office, make_office: MakeOffice
) -> None:
    know_superior(branch, head)
    meet(branch, head)
    meet(head, branch)
    packed = exchange.pack(branch, folder(branch))
    assert packed.mark == f"加密给“{HEAD}”，只有该单位的电脑能打开"
    assert "张三".encode() not in outside(packed.path)
    assert "加密给" in words_of_cover(packed.path)
    other = with_keys(make_office("文传党总支", "general-branch"), new_keys())
    assert one(other, packed.path).code == "BUNDLE-ADDRESSEE"
    assert one(head, packed.path).status == "new"


def test_sealed_plain_and_with_password_bring_the_same_content(
    head: Office, branch: Office, make_office: MakeOffice
) -> None:
    plain = exchange.pack(branch, folder(branch))
    locked = exchange.pack(branch, folder(branch), password=PASSWORD)
    assert plain.mark.startswith("未加密")
    assert "张三".encode() in outside(plain.path)
    assert "张三".encode() not in outside(locked.path)
    assert PASSWORD.replace(" ", "").encode() not in outside(locked.path).replace(b" ", b"")
    assert one(head, locked.path, adopt=True).code == "BUNDLE-PASSWORD"
    assert one(head, locked.path, adopt=True, password="1234").code == "BUNDLE-PASSWORD"
    assert one(head, locked.path, adopt=True, password=PASSWORD).counts["new"] == 18
    content = digest(head)
    assert one(head, plain.path).counts["new"] == 0
    assert digest(head) == content


def test_a_sender_whose_key_is_known_is_not_believed_without_it(head: Office, branch: Office) -> None:
    unsigned = exchange.pack(with_keys(branch, None), folder(branch)).path
    assert one(head, unsigned, adopt=True).status == "new"
    mine = new_keys()
    meet(head, with_keys(branch, mine))
    plan = one(head, exchange.pack(with_keys(branch, None), folder(branch)).path)
    assert (plan.code, "没有签名" in plan.title) == ("BUNDLE-SIGNATURE", True)
    plan = one(head, exchange.pack(with_keys(branch, new_keys()), folder(branch)).path)
    assert (plan.code, "指纹" in plan.title) == ("BUNDLE-KEY", True)
    assert one(head, exchange.pack(with_keys(branch, mine), folder(branch)).path).status == "new"


def test_a_revoked_key_speaks_for_nobody_and_leaves_its_office_unbelieved(head: Office, branch: Office) -> None:
    keys = new_keys()
    meet(head, with_keys(branch, keys), "已吊销")
    assert one(head, exchange.pack(with_keys(branch, None), folder(branch)).path, adopt=True).code == "BUNDLE-SIGNATURE"
    with head.work("吊销") as work:
        work.insert(
            KeyRevocation,
            [
                {
                    "office_id": branch.office_id,
                    "fingerprint": fingerprint(public_of(keys)),
                    "revoked_on": head.clock().date(),
                }
            ],
        )
    plan = one(head, exchange.pack(with_keys(branch, keys), folder(branch)).path, adopt=True)
    assert plan.code == "BUNDLE-REVOKED"


def test_a_copy_stays_in_the_outbox_until_the_reply_names_its_hash(
    head: Office, branch: Office, tmp_path: Path
) -> None:
    first = exchange.pack(branch, folder(branch)).path
    second = exchange.pack(branch, folder(branch)).path
    assert outbox.waiting(branch) == {1, 2}
    again = outbox.write_again(branch, tmp_path / "another stick")
    assert (again.name, again.read_bytes()) == (second.name, second.read_bytes())
    assert outbox.write_again(branch, tmp_path / "another stick", 1).read_bytes() == first.read_bytes()
    exchange.apply(head, [again], adopt=True)
    reply = exchange.reply(head, BRANCH, folder(head)).path
    one(branch, reply)
    assert outbox.waiting(branch) == set()
    assert list((tmp_path / outbox.FOLDER).glob("上报*")) == []
    with pytest.raises(UserError) as caught:
        outbox.write_again(branch, tmp_path / "another stick")
    assert caught.value.code == "OUTBOX-EMPTY"


def test_what_cannot_be_written_to_the_stick_was_not_sent(branch: Office, tmp_path: Path) -> None:
    stick = tmp_path / "file"
    stick.write_bytes(b"no folder")
    with pytest.raises(UserError) as caught:
        exchange.pack(branch, stick)
    assert caught.value.code == "BUNDLE-WRITE"
    assert exchange.sent(branch) == []
    assert outbox.waiting(branch) == set()


def test_the_file_of_a_password_is_made_once_never_beside_the_package(tmp_path: Path) -> None:
    path = tmp_path / "口令.txt"
    password, made = password_for(path, tmp_path / "U盘")
    assert made
    assert len(password.replace(" ", "")) == 20
    assert password_for(path, tmp_path / "U盘") == (password, False)
    assert read_password(path) == password
    with pytest.raises(UserError) as caught:
        password_for(tmp_path / "U盘" / "口令.txt", tmp_path / "U盘")
    assert caught.value.code == "PASSWORD-PLACE"
    for content in (b"", b" \n", b"\xff\xfe", b"1" * 2000):
        path.write_bytes(content)
        with pytest.raises(UserError) as caught:
            read_password(path)
        assert caught.value.code == "PASSWORD-FILE"


@pytest.mark.parametrize("sealing", ["plain", "password", "keys"])
def test_case_25_damaged_packages_leave_the_data_file_as_it_was_to_the_byte(
    head: Office, branch: Office, tmp_path: Path, sealing: str
) -> None:
    if sealing == "keys":
        know_superior(branch, head)
        meet(branch, head)
    packed = exchange.pack(branch, folder(branch), password=PASSWORD if sealing == "password" else "")
    whole, chance = packed.path.read_bytes(), random.Random(25)
    damaged = [whole[:length] for length in chance.sample(range(len(whole)), 40)]
    for bit in chance.sample(range(len(whole) * 8), 80):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        damaged.append(bytes(flipped))
    paths = [tmp_path / f"{number}.zip" for number in range(len(damaged))]
    for path, data in zip(paths, damaged, strict=True):
        path.write_bytes(data)
    data_file = Path(str(head.engine.url.database))
    before = data_file.read_bytes()
    plans = exchange.apply(head, paths, adopt=True, password=PASSWORD)
    assert {plan.status for plan in plans} == {"refused"}
    assert {plan.code.partition("-")[0] for plan in plans} == {"BUNDLE"}
    assert data_file.read_bytes() == before
    assert one(head, packed.path, adopt=True, password=PASSWORD).status == "new"
