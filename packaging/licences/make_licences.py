"""Make resources/licences: what is shipped beside our own code, under which licence, with its text; run after a change of versions.

Usage: python packaging/licences/make_licences.py   (in the environment that is packaged; Debian's common-licenses for LGPL-3)
"""

import json
import re
from importlib.metadata import Distribution, distribution, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "resources" / "licences"
LGPL = Path("/usr/share/common-licenses/LGPL-3")
QT = frozenset({"pyside6-essentials", "shiboken6"})
QT_NOTE = (
    "PySide6, Shiboken and the Qt libraries that they bring are used under the GNU Lesser General Public License, version 3.\n"
    "They are separate files of the program's folder and may be replaced by other builds of the same version.\n"
    "Source: https://code.qt.io and https://download.qt.io. The GNU General Public License, version 3, to which the\n"
    "licence below refers, is the file LICENSE of this program.\n\n"
)
KNOWN = {"reportlab": "BSD-3-Clause", "sqlcipher3": "zlib", "pyrage": "MIT", "shiboken6": "LGPL-3.0-only"}
"""Where a package says it in another way, or not at all, in its metadata."""

FILES = (
    ("思源宋体、思源黑体（宋体、小标宋、黑体）", "OFL-1.1", "fonts/LICENSE-noto.txt"),
    ("Fandol 仿宋、楷体", "GPL-3.0 字体例外", "fonts/LICENSE-fandol.txt"),
    ("霞鹜文楷（仿宋、楷体的补字）", "OFL-1.1", "fonts/LICENSE-lxgw-wenkai.txt"),
    ("花园明朝（生僻字）", "花园字体许可", "fonts/LICENSE-hanazono.txt"),
    ("BabelStone Han（生僻字）", "Arphic 公众许可", "fonts/LICENSE-babelstone-han.txt"),
    ("Python 运行环境", "PSF-2.0", "licences/typing-extensions.txt"),
    ("Lucide 图标", "ISC", "icons/LICENSE-lucide.txt"),
    ("cn-sort 笔顺表", "MIT", "strokes/LICENSE-cn-sort.txt"),
    ("Unihan 汉字数据", "Unicode-3.0", "strokes/LICENSE-unicode.txt"),
)
"""What of resources is not ours."""


def normal(name: str) -> str:
    """Return a distribution's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def shipped() -> list[Distribution]:
    """Return the program's dependencies and theirs, by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(each) for each in requires("dangjian-desktop") or ()]
    while waiting:
        wanted = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        if normal(wanted.name) not in found:
            met = distribution(wanted.name)
            found[normal(wanted.name)] = met
            waiting += [Requirement(each) for each in met.requires or ()]
    return [found[name] for name in sorted(found)]


def licence_of(met: Distribution) -> str:
    """Return the short name of a distribution's licence."""
    name = normal(met.metadata["Name"])
    told = next((met.metadata[key] for key in ("License-Expression", "License") if key in met.metadata), "")
    return "LGPL-3.0-only" if name in QT else KNOWN.get(name) or told


def text_of(met: Distribution) -> str:
    """Return the texts of a distribution's licences."""
    if normal(met.metadata["Name"]) in QT:
        return QT_NOTE + LGPL.read_text(encoding="utf-8")
    paths = sorted(
        (
            each
            for each in met.files or ()
            if re.search(r"licen[cs]e|copying", str(each), re.IGNORECASE) and each.suffix != ".py"
        ),
        key=str,
    )
    texts = [path.locate().read_text(encoding="utf-8", errors="replace") for path in paths if path.locate().is_file()]  # type: ignore[attr-defined]
    return "\n\n".join(dict.fromkeys(text.strip() for text in texts)) + "\n"


def main() -> None:
    """Write the list and a text for each package."""
    listed = []
    for met in shipped():
        name = normal(met.metadata["Name"])
        (OUT / f"{name}.txt").write_text(text_of(met), encoding="utf-8")
        listed.append(
            {
                "name": met.metadata["Name"],
                "version": met.version,
                "licence": licence_of(met),
                "text": f"licences/{name}.txt",
            }
        )
    listed += [{"name": name, "version": "", "licence": licence, "text": text} for name, licence, text in FILES]
    (OUT / "licences.json").write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
