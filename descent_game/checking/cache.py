"""What the level check found in a file, kept for the next check of the same file.

An entry is named by a digest of all that the findings depend on: the file and its name, the files
that its loss reads, the level that it was made from, the number of variants, the program, Python
and NumPy. What cannot be read is no entry, and what cannot be written is not kept.
"""

import hashlib
import os
import stat
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from descent_game.checking.course_rules import LevelFacts
from descent_game.checking.findings import Finding
from descent_game.checking.level_check import Inspection
from descent_game.checking.text_rules import source_bytes

MAX_ENTRIES = 2_000
MAX_BYTES = 20_000_000
MAX_INPUT = 50_000_000
"""Bytes of a level and its data; what is larger is checked every time."""


class Entry(msgspec.Struct, frozen=True):
    """An inspection without what depends on where the file is; ``data`` is relative to it."""

    id: str
    world: str
    order: int
    requires: tuple[str, ...]
    data: str | None
    columns: tuple[str, ...]
    used: frozenset[str]
    findings: tuple[Finding, ...]
    variants: int
    seconds: float


class FindingsCache:
    """The entries of a folder.

    Args:
        folder: The folder; it is made when an entry is written.
        seeds: The number of variants on which levels are checked.
    """

    def __init__(self, folder: Path, seeds: int) -> None:
        self.folder = folder
        self.seeds = seeds
        self._places: dict[Path, Path] = {}

    def load(self, path: Path, name: str) -> Inspection | None:
        """Return the inspection of a file, None where it has to be checked.

        Args:
            path: The level file.
            name: The file as findings name it.
        """
        inputs = _inputs(path)
        if inputs is None:
            return None
        place = self._places[path] = self._place(path, inputs)
        try:
            entry = msgspec.json.decode(place.read_bytes(), type=Entry)
            text = inputs[0].decode()
        except (OSError, ValueError, msgspec.MsgspecError):
            return None
        with suppress(OSError):
            os.utime(place)  # the oldest are deleted first
        data = None if entry.data is None else (path.parent / entry.data).resolve()
        facts = LevelFacts(
            path, entry.id, entry.world, entry.order, entry.requires, data,
            entry.columns, entry.used,
        )  # fmt: skip
        findings = tuple(replace(finding, file=name) for finding in entry.findings)
        return Inspection(name, facts, findings, entry.variants, entry.seconds, text)

    def save(self, inspection: Inspection) -> None:
        """Keep an inspection of a file that ``load`` had none of; delete the oldest if need be."""
        facts = inspection.facts
        inputs = _inputs(facts.path)
        place = None if inputs is None else self._place(facts.path, inputs)
        if place is None or self._places.get(facts.path) != place:
            return  # the level or its data have changed meanwhile
        folder = facts.path.parent.resolve()
        try:
            data = None if facts.data is None else os.path.relpath(facts.data, folder)
        except ValueError:  # it is on another drive of Windows
            return
        entry = Entry(
            facts.id, facts.world, facts.order, facts.requires, data, facts.columns, facts.used,
            inspection.findings, inspection.variants, inspection.seconds,
        )  # fmt: skip
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(entry))
            os.replace(name, place)
            self._shrink()

    def _place(self, path: Path, inputs: list[bytes]) -> Path:
        parts = [program_digest(), str(self.seeds).encode(), path.name.encode(), *inputs]
        whole = hashlib.sha256()
        for part in parts:
            whole.update(hashlib.sha256(part).digest())
        return self.folder / f"{whole.hexdigest()}.json"

    def _shrink(self) -> None:
        entries = [(each.stat(), each) for each in os.scandir(self.folder) if each.is_file()]
        entries.sort(key=lambda pair: pair[0].st_mtime, reverse=True)
        total = 0
        for number, (status, each) in enumerate(entries, start=1):
            total += status.st_size
            if number > MAX_ENTRIES or total > MAX_BYTES:
                os.unlink(each)


def _inputs(path: Path) -> list[bytes] | None:
    """Return what a level file, its source and its data hold; None where it is not to be kept."""
    found: list[bytes] = []
    try:
        level = _bytes(path)
        text = level.decode()
        loss = tomllib.loads(text).get("loss", {})
        found = [
            level,
            source_bytes(text),
            *(_bytes(path.parent / name) for name in _file_names(loss, path.parent)),
        ]
    except (OSError, ValueError, RecursionError):  # tables may be nested too deeply
        return None
    return found


def _bytes(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_INPUT:
        raise ValueError(path)
    return path.read_bytes()


def _file_names(value: Any, folder: Path) -> Iterator[str]:
    """Yield all texts in a table that name a file."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _file_names(part, folder)
    elif isinstance(value, str) and len(value) < 200 and "\0" not in value:
        with suppress(OSError):
            if (folder / value).is_file():
                yield value


@cache
def program_digest() -> bytes:
    """Return a digest of all that checks levels: the sources, Python and NumPy."""
    package = Path(__file__).parents[1]
    whole = hashlib.sha256(f"{sys.version} {version('numpy')}".encode())
    for path in sorted(package.rglob("*.py")):
        whole.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.digest()
