"""Fonts of this PC that the office prefers for a face (方正小标宋, 仿宋_GB2312 …): named, never copied."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.reports.font_files import Face, verified
from dangjian_desktop.reports.fonts import FontFile, use_fonts
from dangjian_desktop.services.own_fonts import SUFFIXES, faces_of, own_files, stamp_of
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.records import save_option
from dangjian_desktop.services.work import Changes, Office

FACES = {"title": "小标宋", "fangsong": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
NORMAL = 400


@dataclass(frozen=True)
class Family:
    """A font family of this PC: the name to show, all its names, and why papers cannot use it (empty: they can)."""

    name: str
    names: tuple[str, ...]
    fault: str
    file: FontFile


def font_folders() -> tuple[Path, ...]:
    """Return where this system keeps its fonts: for all users and for this one."""
    if os.name == "nt":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", Path.home()))
        return (windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    home = Path.home()
    return (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def families() -> list[Family]:
    """Return the font families of this PC by name; of several styles, the upright and ordinary one."""
    found: dict[str, tuple[tuple[bool, bool, int], Family]] = {}
    for path in _files(font_folders()):
        stamp = stamp_of(path)
        for face in _known_faces(path, stamp):
            family = Family(face.names[0], face.names, face.fault, FontFile(path, face.index, stamp))
            distance = (bool(face.fault), face.slanted, abs(face.weight - NORMAL))
            if family.name not in found or distance < found[family.name][0]:
                found[family.name] = (distance, family)
    return [family for _, family in sorted(found.values(), key=lambda each: each[1].name)]


def choose_family(office: Office, face: str, name: str) -> Changes:
    """Prefer a family of this PC for a face (title, fangsong, kai, hei, song); an empty name takes the shipped font.

    Raise UserError when this PC has no such family, or papers cannot use it.
    """
    if face not in FACES:
        raise UserError("FACE", f"没有“{face}”这种字体用途。请从小标宋、仿宋、楷体、黑体、宋体中选。")
    if name:
        file = _usable(families(), name, FACES[face])
        verified(file.path, name)
    return save_option(office, f"print.face_{face}", name)


def use_office_fonts(office: Office) -> tuple[str, ...]:
    """Print from now on with the fonts that this office has chosen; return in sentences which of them are not at hand."""
    wanted = {face: name for face, name in chosen_families(office).items() if name}
    known = families() if wanted else []
    chosen, told = {}, []
    for face, name in wanted.items():
        try:
            chosen[face] = _usable(known, name, FACES[face])
        except UserError as error:
            told.append(error.message)
    use_fonts(chosen, own_files(office))
    return tuple(told)


def chosen_families(office: Office) -> dict[str, str]:
    """Return the family chosen for each face, empty where the shipped font is used."""
    options = read_options(office)
    return {face: options.text(f"print.face_{face}") for face in FACES}


def _usable(known: Sequence[Family], name: str, title: str) -> FontFile:
    wanted = name.strip().casefold()
    matching = [each for each in known if wanted in (other.casefold() for other in each.names)]
    if not matching:
        raise UserError(
            "FONT-MISSING", f"这台电脑没有“{name}”，{title}改用随程序的字体。装上这个字体后再打印，或在设置中另选。"
        )
    family = min(matching, key=lambda each: (bool(each.fault), each.name.casefold() != wanted))
    if family.fault:
        raise UserError("FONT-RIGHTS", f"“{name}”{family.fault}，{title}改用随程序的字体。请在设置中另选。")
    return family.file


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


@lru_cache(maxsize=4096)
def _known_faces(path: Path, stamp: str) -> tuple[Face, ...]:
    """Only a font's names are read, and once for each state of its file (``stamp``)."""
    return tuple(faces_of(path))
