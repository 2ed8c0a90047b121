"""Packing and receiving, beside a raw floor in the same run: `python -m benchmarks.exchange.run --bundles 50`."""

import argparse
import hashlib
import io
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PIL import Image
from sqlalchemy import insert

from benchmarks.exchange.data import MEMBERS, branch_rows, changed, sqlite_rows
from dangjian_desktop.bundle.manifest import Link, Party, Period
from dangjian_desktop.bundle.outgoing import Outgoing, Written, prepare, write_bundle
from dangjian_desktop.core.clock import pinned
from dangjian_desktop.core.ids import time_ordered_ids, writer_of
from dangjian_desktop.models.attachment import Attachment, AttachmentContent
from dangjian_desktop.models.bulk import as_stored
from dangjian_desktop.models.tables import BY_TABLE, table_of
from dangjian_desktop.services import exchange, receiving
from dangjian_desktop.services.backups import Backup, keep_copy_before
from dangjian_desktop.services.offices import create_office, open_office
from dangjian_desktop.services.work import Office

CLOCK = pinned("2026-11-24T09:00")
HEAD = "机电学院党总支"
PHOTOS, PHOTO_SIZE = 50, (295, 413)
BAR = 3.0


def main() -> None:
    """Run the benchmark, or one of its parts in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bundles", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--part", choices=("load", "ours", "floor"))
    options = parser.parse_args()
    if options.part:
        print(json.dumps(PARTS[options.part](options.folder, options.bundles)))
        return
    with tempfile.TemporaryDirectory(prefix="dangjian-bench-", dir=options.folder) as name:
        folder = Path(name)
        _one_branch(folder)
        _many(folder, options.bundles)


def _one_branch(folder: Path) -> None:
    """(a) Pack and receive a 100-member branch-year with 50 photos."""
    branch = create_office(
        folder / "branch.db",
        kind="branch",
        name="第0党支部",
        superior=HEAD,
        clock=CLOCK,
        new_id=time_ordered_ids(CLOCK),
    )
    head = _head(folder, "a.db")
    with branch.work("填") as work:
        for table, rows in branch_rows(0).items():
            if table not in ("offices", "office_names"):
                own = [{**as_stored(table_of(BY_TABLE[table]), row), "owner_id": branch.office_id} for row in rows]
                work.put_plain(table_of(BY_TABLE[table]), own, {})
        photos = [_photo() for _ in range(PHOTOS)]
        hashes = [hashlib.sha256(photo).hexdigest() for photo in photos]
        contents = [{"sha256": h, "content": p} for h, p in zip(hashes, photos, strict=True)]
        work.connection.execute(insert(table_of(AttachmentContent)), contents)
        work.insert(Attachment, [{"sha256": each, "extension": "jpg", "size": 0} for each in hashes])
    start = time.perf_counter()
    packed = exchange.pack(branch, folder / "stick")
    middle = time.perf_counter()
    (plan,) = exchange.apply(head, [packed.path], adopt=True)
    end = time.perf_counter()
    assert plan.status == "new", plan
    size = packed.path.stat().st_size / 1e6
    print(f"(a) {MEMBERS} members, {plan.counts['new']} rows, {PHOTOS} photos, {size:.1f} MB: ", end="")
    print(f"pack {middle - start:.2f} s, receive {end - middle:.2f} s")
    branch.close()
    head.close()


def _photo() -> bytes:
    """Return a JPEG of noise, which no packer makes smaller."""
    out = io.BytesIO()
    Image.frombytes("RGB", PHOTO_SIZE, os.urandom(3 * PHOTO_SIZE[0] * PHOTO_SIZE[1])).save(out, "JPEG", quality=75)
    return out.getvalue()


def _many(folder: Path, bundles: int) -> None:
    """(b) Receive packages into a general store that holds them already, one tenth of the rows changed."""
    loaded = _part("load", folder, bundles)
    shutil.copy(folder / "b.db", folder / "floor.db")
    ours, floor = _part("ours", folder, bundles), _part("floor", folder, bundles)
    print(
        f"(b) {bundles} bundles, {loaded['rows']} rows held, {ours['changed']} changed; first receipt {loaded['seconds']:.1f} s"
    )
    print(
        f"    ours  {ours['seconds']:.2f} s without, {ours['backup']:.2f} s for the two backups before; cpu {ours['cpu']:.2f} s"
    )
    print(f"    floor {floor['seconds']:.2f} s; cpu {floor['cpu']:.2f} s")
    print(f"    peak memory: ours {ours['half']} MB after half, {ours['peak']} MB at the end; floor {floor['peak']} MB")
    for name in ("seconds", "cpu"):
        ratio = ours[name] / floor[name]
        print(f"    {name}: {ratio:.2f} × the floor (bar {BAR}): {'held' if ratio <= BAR else 'NOT held'}")


def _part(part: str, folder: Path, bundles: int) -> dict[str, Any]:
    words = ["-m", "benchmarks.exchange.run", "--part", part, "--folder", str(folder), "--bundles", str(bundles)]
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _head(folder: Path, name: str) -> Office:
    return create_office(
        folder / name, kind="general-branch", name=HEAD, clock=CLOCK, new_id=time_ordered_ids(CLOCK, seed=name)
    )


def _package(folder: Path, number: int, rows: Any, before: Written | None) -> Written:
    office = rows["offices"][0]
    content = Outgoing(
        kind="report",
        package_id=f"{number}-{2 if before else 1}",
        sender=Party(id=office["owner_id"], name=office["name"], kind="branch"),
        addressee=Party(name=HEAD),
        installation_id=f"pc{number}",
        lineage_id=f"line{number}",
        sequence=2 if before else 1,
        previous=before.digest if before else "",
        period=Period(year=2026, quarter=4),
        claimed_time="2026-11-24T09:00:00",
        app_version="0",
        tables=rows,
        chain=(Link(sequence=1, digest=before.digest),) if before else (),
    )
    return write_bundle(folder, prepare(content), {})


def _load(folder: Path, bundles: int) -> dict[str, Any]:
    """Make the packages of both years, and receive those of the first."""
    first, second, count = [], [], 0
    for number in range(1, bundles + 1):
        rows = branch_rows(number)
        count += sum(len(given) for given in rows.values())
        one = _package(folder / "first", number, rows, None)
        first.append(one.path)
        second.append(_package(folder / "second", number, changed(rows, writer_of(f"pc{number}")), one).path)
    head = _head(folder, "b.db")
    start = time.perf_counter()
    plans = exchange.apply(head, first, adopt=True)
    seconds = time.perf_counter() - start
    assert all(plan.status == "new" for plan in plans), plans[0]
    head.close()
    (folder / "order.json").write_text(json.dumps([str(path) for path in second]), encoding="utf-8")
    return {"rows": count, "seconds": seconds}


def _ours(folder: Path, bundles: int) -> dict[str, Any]:
    paths = [Path(each) for each in json.loads((folder / "order.json").read_text(encoding="utf-8"))]
    head = open_office(folder / "b.db", clock=CLOCK, new_id=time_ordered_ids(CLOCK))
    backup, backup_cpu, count = 0.0, 0.0, 0

    def timed_copy(office: Office, origin: str) -> Backup:
        nonlocal backup, backup_cpu
        start, cpu = time.perf_counter(), time.process_time()
        copy = keep_copy_before(office, origin)
        backup, backup_cpu = backup + time.perf_counter() - start, backup_cpu + time.process_time() - cpu
        return copy

    start, cpu = time.perf_counter(), time.process_time()
    halves, peaks = (paths[: bundles // 2], paths[bundles // 2 :]), []
    with patch.object(receiving, "keep_copy_before", timed_copy):
        for half in halves:
            for plan in exchange.apply(head, half):
                assert plan.status == "new", plan
                count += plan.counts["changed"]
            peaks.append(_peak())
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    head.close()
    without, cpu = seconds - backup, cpu - backup_cpu
    return {"seconds": without, "cpu": cpu, "backup": backup, "changed": count, "half": peaks[0], "peak": peaks[1]}


def _floor(folder: Path, bundles: int) -> dict[str, Any]:
    """Upsert the same rows, one transaction a bundle, and read and hash the same zips."""
    paths = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    work = []
    for number in range(1, bundles + 1):
        rows = changed(branch_rows(number), writer_of(f"pc{number}"))
        work.append([(_upsert(table, columns), values) for table, columns, values in sqlite_rows(rows)])
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    start, cpu = time.perf_counter(), time.process_time()
    for path, statements in zip(paths, work, strict=True):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                hashlib.sha256(archive.read(name)).hexdigest()
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            connection.executemany(statement, values)
        connection.execute("COMMIT")
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    connection.close()
    return {"seconds": seconds, "cpu": cpu, "peak": _peak()}


def _upsert(table: str, columns: list[str]) -> str:
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != "id")
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}'


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


PARTS = {"load": _load, "ours": _ours, "floor": _floor}

if __name__ == "__main__":
    main()
