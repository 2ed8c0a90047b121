"""LibreOffice as a printer of office files, with the program's own fonts under the names that the files ask for."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from dangjian_desktop.core.paths import resource

FAMILIES = {
    "仿宋": "Dangjian FangSong",
    "楷体": "Dangjian Kai",
    "黑体": "Dangjian Hei",
    "宋体": "Dangjian Song",
    "方正小标宋简体": "Dangjian Title",
}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>{matches}</fontconfig>
"""
MATCH = """<match target="pattern"><test name="family"><string>{asked}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{given}</string></edit></match>
"""


def print_all(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the PDF of each office file by its name, as LibreOffice prints it; all must be of one kind."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed; `make office` installs it."
    source, printed = folder / "source", folder / "printed"
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(printed)),
            *(str(source / name) for name in files),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(_fonts(folder))},
        check=True,
        capture_output=True,
        timeout=110,
    )
    return {name: (printed / name).with_suffix(".pdf").read_bytes() for name in files}


def _fonts(folder: Path) -> Path:
    matches = "".join(MATCH.format(asked=asked, given=given) for asked, given in FAMILIES.items())
    path = folder / "fonts.conf"
    text = CONFIGURATION.format(fonts=resource("fonts"), cache=folder / "fonts-cache", matches=matches)
    path.write_text(text, encoding="utf-8")
    return path
