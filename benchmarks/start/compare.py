"""Prints how soon the program's window is painted, and its first table filled, beside an empty PySide6 window."""

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
BARS = {"paint": 1.5, "table": 4.0}
TITLES = {"paint": "first paint", "table": "first table filled"}


def main() -> None:
    """Run both windows in turn; see README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds counted, after one that warms the disk's cache")
    chosen = parser.parse_args()
    for package in ("dangjian_desktop", "benchmarks"):
        compileall.compile_dir(ROOT / package, quiet=2)
    with tempfile.TemporaryDirectory() as name:
        office = _office(Path(name))
        found: dict[str, list[dict[str, float]]] = {"empty": [], "ours": []}
        for place in range(chosen.rounds + 1):
            for kind, times in found.items():
                started = _start(kind, office, Path(name))
                if place:
                    times.append(started)
    for suffix, unit in (("", "ms after its process was started"), (" cpu", "ms of the processor")):
        floor = median(times[f"paint{suffix}"] for times in found["empty"])
        print(f"an empty window: first paint {floor * 1000:.0f} {unit}")
        for key, bar in BARS.items():
            ours = median(times[f"{key}{suffix}"] for times in found["ours"])
            held = "held" if ours <= bar * floor else "NOT held"
            print(f"ours: {TITLES[key]} {ours * 1000:.0f} {unit}, {ours / floor:.2f} × (bar {bar}): {held}")


def _office(folder: Path) -> Path:
    """Make the demo's offices and return a branch's data file."""
    words = ["-m", "dangjian_desktop", "demo", "--out", str(folder / "demo"), "--members", "32", "--branches", "1"]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    return next(path for path in sorted((folder / "demo").glob("*/*.db")) if "总支" not in path.parent.name)


def _start(kind: str, office: Path, home: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.start.one", kind, repr(time.monotonic()), str(office)]
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, check=True, capture_output=True, text=True)
    times: dict[str, float] = json.loads(ran.stdout.strip().splitlines()[-1])
    return times


if __name__ == "__main__":
    main()
