"""The user's own font files (补字字体) for characters that no shipped font has, kept beside the data file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dangjian_desktop.core.errors import UserError
from dangjian_desktop.core.paths import safe_name, write_whole
from dangjian_desktop.reports.font_files import Face, read_faces, verified
from dangjian_desktop.reports.fonts import FontFile
from dangjian_desktop.services.work import Office

FOLDER = "字体"
SUFFIXES = (".ttf", ".ttc", ".otf")


@dataclass(frozen=True)
class OwnFont:
    """A font file of the user's: the file's name, the family's, and why it is not used (empty: it is used)."""

    name: str
    family: str
    fault: str = ""


def own_fonts(office: Office) -> list[OwnFont]:
    """Return the user's own font files in the order in which they are asked for a character."""
    return [_described(path) for path in _paths(office)]


def add_font(office: Office, path: Path) -> OwnFont:
    """Copy a font file into the data file's folder and use it from now on; the same file twice is one.

    Raise UserError when the file cannot be read, is no TrueType font, is broken, too large, or may not be embedded.
    """
    data = verified(path, path.name)
    known = next(
        (each for each in _paths(office) if each.stat().st_size == len(data) and each.read_bytes() == data), None
    )
    target = known or _free(_folder(office), path)
    if not known:
        write_whole(target, data)
    return _described(target)


def remove_font(office: Office, name: str) -> None:
    """Delete one of the user's own font files; what it alone had prints as its code point again.

    ``name`` is OwnFont.name; raise UserError when there is none of that name.
    """
    path = next((each for each in _paths(office) if each.name == name), None)
    if path is None:
        raise UserError("FONT-GONE", f"没有名为“{name}”的补字字体。请刷新后再试。")
    try:
        path.unlink()
    except OSError as error:
        raise UserError("FONT-BUSY", f"“{name}”正在使用，没有删除。请关闭正在使用它的程序后再试。") from error


def own_files(office: Office) -> list[FontFile]:
    """Return what the printing asks after all shipped fonts."""
    return [
        FontFile(path, face.index, stamp_of(path))
        for path in _paths(office)
        for face in faces_of(path)
        if not face.fault
    ]


def stamp_of(path: Path) -> str:
    """Return a mark that changes with a file's content."""
    found = path.stat()
    return f"{found.st_mtime_ns}-{found.st_size}"


def faces_of(path: Path) -> list[Face]:
    """Return the fonts of a file; none when it cannot be read."""
    try:
        with path.open("rb") as file:
            return read_faces(file)
    except OSError:
        return []


def _described(path: Path) -> OwnFont:
    faces = faces_of(path)
    if not faces:
        return OwnFont(path.name, path.stem, "不是字体文件，或者已经损坏")
    face = next((each for each in faces if not each.fault), faces[0])
    return OwnFont(path.name, face.names[0], face.fault)


def _folder(office: Office) -> Path:
    return Path(str(office.engine.url.database)).parent / FOLDER


def _paths(office: Office) -> Iterator[Path]:
    folder = _folder(office)
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


def _free(folder: Path, path: Path) -> Path:
    """Two files of one name are two fonts."""
    base, suffix = safe_name(path.stem), path.suffix.lower() if path.suffix.lower() in SUFFIXES else ".ttf"
    free, number = folder / f"{base}{suffix}", 2
    while free.exists():
        free, number = folder / f"{base}_{number}{suffix}", number + 1
    return free
