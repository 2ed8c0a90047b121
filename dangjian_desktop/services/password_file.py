"""The file that holds a package's password for pack and receive without a window (command-line.md)."""

import os
from pathlib import Path

from dangjian_desktop.bundle.seal import new_password, plain_password
from dangjian_desktop.core.errors import UserError

MOST_BYTES = 1024
FEW_LETTERS = 12


def read_password(path: Path) -> str:
    """Return the password in a file, blanks around it left out; raise UserError when there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        password = data.decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("PASSWORD-FILE", f"口令文件“{path.name}”读不出来。请核对文件名，内容存为UTF-8文字。") from error
    if len(data) > MOST_BYTES or not plain_password(password):
        raise UserError("PASSWORD-FILE", f"口令文件“{path.name}”里没有口令，或内容太长。请只写一行口令。")
    return password


def made_password() -> str:
    """Return a password made by the program; it is shown once, and kept nowhere."""
    return new_password()


def password_for(path: Path, folder: Path) -> tuple[str, bool]:
    """Return the password that a package is written with, and whether it was made just now and put into the file.

    Raises UserError when the file lies where the package goes: whoever finds the stick would have both.
    """
    goes_to = folder.resolve()
    if goes_to in path.resolve().parents:
        text = f"口令文件“{path.name}”与包放在同一个文件夹，拿到U盘的人就能打开。请把口令文件放到别处。"
        raise UserError("PASSWORD-PLACE", text)
    if path.exists():
        return read_password(path), False
    password = made_password()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(password + "\n")
    except OSError as error:
        raise UserError("PASSWORD-FILE", f"口令文件“{path.name}”写不了。请换一个能写的位置。") from error
    return password, True


def is_weak(password: str) -> bool:
    """Tell whether a password of one's own is so short that it can be guessed."""
    return len(plain_password(password)) < FEW_LETTERS
