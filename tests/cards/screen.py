"""A screen with a window manager, the program on it, and hands that only have a mouse, a keyboard and a clipboard."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIZE = "1366x768x24"
PATIENCE = 30.0
STEP = 0.04
KEYS_DELAY = "12"  # milliseconds
MAPPING_SETTLES = 0.25
HIGHEST_DIGIT = 9  # xdotool takes a single digit for that digit's key, not for a keycode
Answer = dict[str, Any]


@dataclass
class Screen:
    """An X server and what its programs are started with."""

    display: str
    environment: Mapping[str, str]

    def run(self, *command: str, given: str | None = None) -> str:
        """Run a tool on this screen."""
        done = subprocess.run(command, env=self.environment, input=given, capture_output=True, text=True, check=True)
        return done.stdout


@contextmanager
def screen(home: Path) -> Iterator[Screen]:
    """Start an X server of an office PC's size and a window manager; ``home`` is the user's home there."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        display = f":{told.readline().strip()}"
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
    environment = {"LANG": "C.UTF-8", **kept, "DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
    manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Screen(display, environment)
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


@dataclass
class Hands:
    """What a person at the screen can do, and see; every deed waits until the program has taken it and is at rest."""

    screen: Screen
    pictures: Path
    _connection: socket.socket
    _spare: list[int] = field(default_factory=list)
    _sent: int = 0

    # Doing.

    def key(self, *keys: str) -> None:
        """Press key combinations one after the other, as xdotool names them: ctrl+v, Return, Down."""
        self._press(len(keys), "xdotool", "key", "--delay", KEYS_DELAY, *keys)

    def write(self, text: str) -> None:
        """Type a text in one go; characters that no key has are put on spare keys first, as an input method would give them."""
        for run in re.findall(r"[ -~]+|[^ -~]+", text):
            if run.isascii():
                self._press(len(run), "xdotool", "type", "--delay", KEYS_DELAY, "--", run)
            else:
                self._write_chinese(run)

    def _write_chinese(self, text: str) -> None:
        room = len(self._spare)
        while text:
            taken = next((n for n in range(len(text), 0, -1) if len(set(text[:n])) <= room), 1)
            part, text = text[:taken], text[taken:]
            codes = dict(zip(sorted(set(part)), self._spare, strict=False))
            mapping = "".join(f"keycode {code} = U{ord(each):04X}\n" for each, code in codes.items())
            self.screen.run("xmodmap", "-", given=mapping)
            time.sleep(MAPPING_SETTLES)
            self._press(len(part), "xdotool", "key", "--delay", KEYS_DELAY, *(str(codes[each]) for each in part))

    def paste(self, text: str) -> None:
        """Paste what another program has copied."""
        self.copied(text)
        self.key("ctrl+v")

    def copied(self, text: str) -> None:
        """Let another program have copied a text."""
        command = ["xclip", "-selection", "clipboard", "-in"]
        subprocess.run(
            command,
            env=self.screen.environment,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )

    def click(self, name: str, role: str = "") -> None:
        """Click on what bears a name; ``role`` is the accessibility's, where several bear it."""
        self.click_at(self.where(name, role))

    def click_cell(self, table: str, row: int, column: int) -> None:
        """Click on a cell of a table."""
        self.click_at(self.cell(table, row, column))

    def click_at(self, place: Answer) -> None:
        """Click on a place."""
        self._press(1, "xdotool", "mousemove", str(place["x"]), str(place["y"]), "click", "1")

    def _press(self, presses: int, *command: str) -> None:
        self._sent += presses
        self.screen.run(*command)
        self.wait_for(lambda: self.ask("actions")["presses"] >= self._sent, f"{command} did not reach the program")
        self.rest()

    # Seeing.

    def ask(self, question: str, **more: object) -> Any:  # noqa: ANN401  (what JSON gives)
        """Ask the launcher."""
        self._connection.sendall(json.dumps({"ask": question, **more}).encode() + b"\n")
        heard = b""
        while not heard.endswith(b"\n"):
            heard += self._connection.recv(1 << 20)
        return json.loads(heard)

    def wait_for(self, true: Callable[[], object], otherwise: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > end:
                self.picture("stuck")
                raise AssertionError(f"{otherwise}; the screen says {self.ask('state')}")
            time.sleep(STEP)

    def rest(self) -> None:
        """Wait until the program has a window in front and nothing to do, twice in a row."""

        def at_rest() -> bool:
            told = self.ask("state")
            return told["active"] and not told["busy"]

        for _ in range(2):
            time.sleep(STEP)
            self.wait_for(at_rest, "the program does not come to rest")

    def where(self, name: str, role: str = "") -> Answer:
        """Return where the one thing of a name is on the screen."""
        found: list[Answer] = []

        def look() -> bool:
            found[:] = [each for each in self.ask("find", name=name) if role in ("", each["role"])]
            return bool(found)

        self.wait_for(look, f"there is no “{name}”")
        spots = {(each["x"], each["y"]) for each in found}
        assert len(spots) == 1, f"several bear the name “{name}”: {found}"
        assert found[0]["enabled"], f"“{name}” is not enabled"
        return found[0]

    def cell(self, table: str, row: int, column: int) -> Answer:
        """Return where a cell of a table is, its text and how many rows the table has."""
        answer: Answer = self.ask("cell", table=table, row=row, column=column)
        return answer

    def says(self, sentence: str) -> None:
        """Wait until the screen says a sentence somewhere."""

        def said() -> bool:
            told = self.ask("state")
            return any(sentence in each for each in (*told["labels"], told["strip"], told["title"]))

        self.wait_for(said, f"the screen does not say “{sentence}”")

    @property
    def focus(self) -> list[str]:
        """What has the keys: its class and its name."""
        found: list[str] = self.ask("state")["focus"]
        return found

    @property
    def kinds(self) -> dict[str, int]:
        """The actions so far by kind."""
        found: dict[str, int] = self.ask("actions")["kinds"]
        return found

    def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        self.screen.run("import", "-window", "root", str(self.pictures / f"{name}.png"))


@contextmanager
def program(on: Screen, folder: Path, pictures: Path, *arguments: str) -> Iterator[Hands]:
    """Start the program on a screen and sit down at it; at the end nothing may have been printed."""
    address, told = str(folder / "watch"), folder / "stderr.txt"
    command = [sys.executable, "-m", "tests.cards.launcher", address, *arguments]
    with told.open("wb") as printed:
        process = subprocess.Popen(command, env=on.environment, stderr=printed)
        try:
            hands = Hands(on, pictures, _connect(address, process), _spare_keys(on))
            hands.rest()
            yield hands
        finally:
            process.terminate()
            process.wait()
            Path(address).unlink(missing_ok=True)
    assert not told.read_text(encoding="utf-8", errors="replace"), "the program printed warnings"


def _connect(address: str, process: subprocess.Popen[bytes]) -> socket.socket:
    end = time.monotonic() + PATIENCE
    connection = socket.socket(socket.AF_UNIX)
    while time.monotonic() < end:
        assert process.poll() is None, f"the program ended with {process.returncode}"
        try:
            connection.connect(address)
        except OSError:
            time.sleep(STEP)
        else:
            return connection
    raise AssertionError("the program did not start")


def _spare_keys(on: Screen) -> list[int]:
    lines = [line.split() for line in on.run("xmodmap", "-pke").splitlines()]
    return [int(line[1]) for line in lines if line[-1] == "=" and int(line[1]) > HIGHEST_DIGIT]
