"""What the first table does without is not loaded before it: whole libraries take longer to import than it takes to fill."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import MakeOffice
from tests.services.exchange_year import fill

HEAVY = ("cryptography", "docx", "lxml", "openpyxl", "PIL", "pydantic", "pypinyin", "pyrage", "reportlab")
ROWS = 40
UP_TO_THE_TABLE = """
import sys, time
from benchmarks.start.one import main
code = main("ours", repr(time.monotonic()), sys.argv[1])
print(" ".join(sorted(sys.modules)))
sys.exit(code)
"""


def test_the_first_table_is_filled_without_what_prints_packs_and_imports(
    make_office: MakeOffice, tmp_path: Path
) -> None:
    office = make_office("机电党支部")
    fill(office, *(f"张{chr(0x4E00 + place)}" for place in range(ROWS)))
    path = str(office.engine.url.database)
    office.close()
    done = subprocess.run([sys.executable, "-c", UP_TO_THE_TABLE, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    times, modules = done.stdout.strip().splitlines()[-2:]
    assert json.loads(times)["table"]
    loaded = set(modules.split())
    assert "sqlalchemy" in loaded
    assert sorted(loaded & set(HEAVY)) == []
