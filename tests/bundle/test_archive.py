"""Reading packages that were cut, edited, forged or blown up: each is refused in words, never half read."""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dangjian_desktop.bundle.archive import read_bundle
from dangjian_desktop.bundle.container import SEAL, SEAL_BYTES
from dangjian_desktop.bundle.limits import Limits
from dangjian_desktop.bundle.lines import canonical_json
from dangjian_desktop.bundle.manifest import Party, Period
from dangjian_desktop.bundle.outgoing import Outgoing, Written, prepare, write_bundle
from dangjian_desktop.core.errors import UserError

ROWS = [{"id": f"{number:04}", "name": f"张{number}", "deleted": False} for number in range(40)]


def package() -> Outgoing:
    return Outgoing(
        kind="report",
        package_id="0190",
        sender=Party(id="a", name="机电/党支部", kind="branch"),
        addressee=Party(name="机电学院党总支"),
        installation_id="i",
        lineage_id="l",
        sequence=7,
        previous="",
        period=Period(year=2026, quarter=3),
        claimed_time="2026-09-30T09:00:00",
        app_version="0.1.0",
        tables={"members": ROWS},
    )


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return write_bundle(tmp_path, prepare(package()), {"说明.txt": b"text"})


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UserError) as caught:
        assert read_bundle(path, limits or Limits()).tables
    assert caught.value.message.endswith("。")
    return caught.value.code


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_was_written_is_read_back_with_its_check_code_in_the_name(written: Written) -> None:
    read = read_bundle(written.path)
    assert written.path.name == f"上报_机电_党支部_2026Q3_第007号_{written.check_code}.zip"
    assert read.check_code == written.check_code
    assert list(read.tables["members"]) == ROWS
    assert read.manifest.counts == {"members": 40}


def test_the_same_content_is_the_same_file_to_the_byte(tmp_path: Path, written: Written) -> None:
    again = write_bundle(tmp_path / "again", prepare(package()), {"说明.txt": b"text"})
    assert again.path.read_bytes() == written.path.read_bytes()


def sealed_again(data: bytes | bytearray) -> bytes:
    """Give changed bytes the hash that a forger would give them."""
    whole = bytes(data[:-SEAL_BYTES])
    return whole + SEAL + hashlib.sha256(whole).hexdigest().encode()


def edited_row(files: dict[str, bytes]) -> None:
    files["data/members.jsonl"] = files["data/members.jsonl"].replace("张3".encode(), "王3".encode(), 1)


def extra_file(files: dict[str, bytes]) -> None:
    files["data/posts.jsonl"] = b""


def missing_file(files: dict[str, bytes]) -> None:
    del files["data/members.jsonl"]


def no_manifest(files: dict[str, bytes]) -> None:
    del files["manifest.json"]


def manifest_with(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = canonical_json({**json.loads(files["manifest.json"]), **changes})

    return change


def pretty_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]), indent=1).encode()


def stranger(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files[name] = b"x"

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (edited_row, "BUNDLE-HASH"),
        (extra_file, "BUNDLE-ENTRY"),
        (missing_file, "BUNDLE-ENTRY"),
        (no_manifest, "BUNDLE-MANIFEST"),
        (pretty_manifest, "BUNDLE-MANIFEST"),
        (manifest_with(format={"major": 2, "minor": 0}), "BUNDLE-VERSION"),
        (manifest_with(format={"minor": 0}), "BUNDLE-MANIFEST"),
        (manifest_with(sequence=0), "BUNDLE-MANIFEST"),
        (manifest_with(sequence="7"), "BUNDLE-MANIFEST"),
        (manifest_with(counts={"members": 39}), "BUNDLE-COUNT"),
        (manifest_with(kind="virus"), "BUNDLE-MANIFEST"),
        (stranger("../evil.txt"), "BUNDLE-PATH"),
        (stranger("/etc/passwd"), "BUNDLE-PATH"),
        (stranger("data/../../x.jsonl"), "BUNDLE-PATH"),
        (stranger("run.exe"), "BUNDLE-PATH"),
        (stranger("attachments/x.jpg"), "BUNDLE-PATH"),
    ],
)
def test_case_27_34_an_edited_package_is_refused_with_its_own_code(
    tmp_path: Path, written: Written, change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    files = entries(written.path)
    change(files)
    assert refused(zipped(tmp_path / "edited.zip", files)) == code


def test_case_24_a_newer_minor_format_is_read_and_its_fields_are_kept(tmp_path: Path, written: Written) -> None:
    files = entries(written.path)
    manifest_with(format={"major": 1, "minor": 9}, seal="later")(files)
    read = read_bundle(zipped(tmp_path / "newer.zip", files))
    assert read.manifest.model_dump()["seal"] == "later"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path, written: Written) -> None:
    path = tmp_path / "double.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries(written.path).items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", b"{}")
    assert refused(path) == "BUNDLE-PATH"


def test_a_link_inside_the_package_is_refused(tmp_path: Path, written: Written) -> None:
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries(written.path).items():
            info = zipfile.ZipInfo(name)
            if name == "说明.txt":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                info.create_system = 3
            archive.writestr(info, content)
    assert refused(path) == "BUNDLE-PATH"


def test_case_34_a_bomb_is_refused_with_the_number(tmp_path: Path, written: Written) -> None:
    files = entries(written.path) | {"说明.txt": b"0" * (40 << 20)}
    path = zipped(tmp_path / "bomb.zip", files)
    with pytest.raises(UserError, match="200 倍") as caught:
        read_bundle(path)
    assert caught.value.code == "BUNDLE-LIMIT"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file_bytes=100),
        Limits(entries=2),
        Limits(table_bytes=100),
        Limits(manifest_bytes=100),
        Limits(rows=39),
        Limits(total_bytes=100),
        Limits(line_bytes=10),
    ],
)
def test_case_34_each_limit_holds(written: Written, limits: Limits) -> None:
    assert refused(written.path, limits) == "BUNDLE-LIMIT"


def test_an_office_that_reports_for_its_branches_may_send_more_rows(tmp_path: Path) -> None:
    branch = package()
    general = replace(branch, sender=Party(id="a", name="机电党总支", kind="general-branch"))
    few = Limits(rows=39)
    assert refused(write_bundle(tmp_path, prepare(branch), {}).path, few) == "BUNDLE-LIMIT"
    assert read_bundle(write_bundle(tmp_path, prepare(general), {}).path, few).tables


@pytest.mark.parametrize(
    "row",
    [
        b'{"id":"1","x":1.5}',
        b'{"id":1}',
        b"[]",
        b'{"id": "1"}',
        b"{",
        b'{"id":"1","x":' + b"[" * 9 + b"]" * 9 + b"}",
        b"\xff",
    ],
)
def test_a_row_that_is_not_canonical_json_is_refused(tmp_path: Path, written: Written, row: bytes) -> None:
    files = entries(written.path)
    content = row + b"\n"
    files["data/members.jsonl"] = content
    listing = {"data/members.jsonl": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}}
    manifest_with(entries=listing, counts={"members": 1})(files)
    assert refused(zipped(tmp_path / "row.zip", files)) == "BUNDLE-JSON"


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all" * 100])
def test_a_file_that_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert refused(path) == "BUNDLE-ZIP"


def test_a_password_zip_and_a_missing_file_are_refused(tmp_path: Path, written: Written) -> None:
    data = bytearray(written.path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 8] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(data)
    assert refused(path) == "BUNDLE-HASH"
    path.write_bytes(sealed_again(data))
    assert refused(path) == "BUNDLE-ZIP"
    assert refused(tmp_path / "nowhere.zip") == "BUNDLE-MISSING"


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match="空间不够") as caught:
        write_bundle(tmp_path / "full", prepare(package()), {})
    assert caught.value.code == "BUNDLE-WRITE"
    assert list((tmp_path / "full").iterdir()) == []
