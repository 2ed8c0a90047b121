"""Prints a table: this program's papers against the peers', every engine in a fresh process, rounds in turn."""

import argparse
import compileall
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.print.one import ENGINES
from benchmarks.print.words import for_peers

ROOT = Path(__file__).parents[2]
BARS = {("letters", "seconds"): 0.8, ("ledger", "seconds"): 0.7, ("letters", "peak"): 1.0, ("ledger", "peak"): 1.0}
HEAD = "| engine | s | ours/peer | CPU s | ours/peer | peak MB | ours/peer | pages | lost | outside | starts | MB |"


def main() -> None:
    """Run the comparison; see README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of ours and of typst")
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of the others, which take minutes")
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--jobs", nargs="*", default=["letters", "ledger"], choices=["letters", "ledger"])
    parser.add_argument("--keep", type=Path, help="a folder that the PDFs are left in")
    chosen = parser.parse_args()
    compile_as_installed()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for job in chosen.jobs:
            compare(job, chosen.engines, chosen.rounds, chosen.slow_rounds, folder)
    for label, seconds in first_and_single():
        print(f"{label}: {seconds * 1000:.0f} ms")


def compile_as_installed() -> None:
    """Give our own modules their bytecode, as pip gave it to the peers: a shell may forbid Python to leave it behind."""
    for package in ("dangjian_desktop", "benchmarks"):
        compileall.compile_dir(ROOT / package, quiet=2)


def compare(job: str, engines: list[str], rounds: int, slow_rounds: int, folder: Path) -> None:
    """Run a job with each engine and print its table."""
    words = folder / f"{job}.json"
    words.write_text(json.dumps(for_peers(job), ensure_ascii=False), encoding="utf-8")
    found: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for place in range(rounds):
        for engine in list(found):
            if place and place >= slow_rounds and engine not in ("ours", "typst"):
                continue
            if (made := _run("one", engine, job, str(words), str(folder / f"{job}-{engine}.pdf"))) is None:
                del found[engine]
                continue
            found[engine].append(made)
    print(f"\n{job}\n\n{HEAD}\n|{'---|' * HEAD.count(' |')}")
    middle = {engine: {key: median(r[key] for r in runs) for key in runs[0]} for engine, runs in found.items()}
    for engine, figures in middle.items():
        seen = _run("spill", str(folder / f"{job}-{engine}.pdf"), job, str(words)) or {}
        cells = [engine]
        for key in ("seconds", "busy", "peak"):
            ratio = f"{middle['ours'][key] / figures[key]:.2f}" if "ours" in middle else "?"
            cells += [f"{figures[key]:.2f}", ratio]
        cells += [str(seen.get(key, "?")) for key in ("pages", "lost", "outside", "starts")]
        cells.append(f"{seen.get('bytes', 0) / 2**20:.1f}")
        print(f"| {' | '.join(cells)} |")
    for key in ("seconds", "peak"):
        if {"ours", "typst"} <= middle.keys():
            against, bar = middle["ours"][key] / middle["typst"][key], BARS[job, key]
            held = "held" if against <= bar else "NOT held"
            print(f"\n{job}, {key}: ours/typst {against:.2f}, bar {bar}: {held}")


def first_and_single() -> list[tuple[str, float]]:
    """Time the first letter of a new process, and one more after it."""
    found = _run("first") or {}
    return [(label, found[label]) for label in found]


def _run(module: str, *arguments: str) -> dict[str, Any] | None:
    """Run a part in its own process; say why when it fails: a peer's libraries may be missing."""
    command = [sys.executable, "-m", f"benchmarks.print.{module}", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ran.returncode:
        reason = (ran.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"skipped: {module} {' '.join(arguments[:2])}: {reason}", flush=True)
        return None
    result: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
