"""Times the first letter of a new process, imports and fonts included, and the median of later ones."""

import json
import time
from statistics import median


def main() -> None:
    """Print both figures in seconds."""
    data: dict[str, object] = {"letters": [None]}
    start = time.perf_counter()
    from benchmarks.print.ours import make

    make("letters", data)
    first, later = time.perf_counter() - start, []
    for _ in range(15):
        begun = time.perf_counter()
        make("letters", data)
        later.append(time.perf_counter() - begun)
    print(json.dumps({"first letter of a new process": first, "single letter after start": median(later)}))


if __name__ == "__main__":
    main()
