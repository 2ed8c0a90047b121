"""Runs one engine on one job in this fresh process: its seconds, processor seconds and peak memory as JSON."""

import importlib
import json
import sys
import time
from pathlib import Path

ENGINES = {
    "ours": "benchmarks.print.ours",
    "typst": "benchmarks.print.typst_peer",
    "reportlab": "benchmarks.print.reportlab_peer",
    "fpdf2": "benchmarks.print.fpdf2_peer",
    "weasyprint": "benchmarks.print.weasyprint_peer",
}


def peak_megabytes() -> float:
    """Return this process's own peak; getrusage would count what its parent held when it was started."""
    status = Path("/proc/self/status")
    if status.exists():
        found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(found.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(engine: str, job: str, words: str, out: str) -> None:
    """Time from before the engine is imported until its file is written; reading the words is not counted."""
    data = json.loads(Path(words).read_text(encoding="utf-8"))
    start, busy = time.perf_counter(), time.process_time()
    pdf = importlib.import_module(ENGINES[engine]).make(job, data)
    Path(out).write_bytes(pdf)
    took, worked = time.perf_counter() - start, time.process_time() - busy
    print(json.dumps({"seconds": took, "busy": worked, "peak": peak_megabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
