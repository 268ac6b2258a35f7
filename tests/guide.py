"""The guide for authors, walked: its pieces put into the file that it makes, its commands run.

``make guide`` writes anew what the guide shows: outputs, pictures, and the level that it ends with.
The tests hold them to what the walk makes.
"""

import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import NamedTuple

from descent_game.cli.main import main as descent

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDE = DOCS / "authoring.md"
PICTURES = DOCS / "pictures"
LEVEL = "funnel.toml"
SCHEMA = "#:schema ../levels/level.schema.json\n"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADER = re.compile(r"^\[\[?([\w.]+)\]\]?(?: *#.*)?$")
_ANY = "..."


class Block(NamedTuple):
    """A block of code in a document: its language, its text, and the line that it begins on."""

    kind: str
    text: str
    line: int


class Shown(NamedTuple):
    """A command in the guide, what the guide shows of its output, and what it really printed."""

    command: str
    expected: str
    printed: str

    @property
    def is_true(self) -> bool:
        """Whether the guide shows what was printed; ``...`` stands for what it leaves out."""
        lines = []
        for line in self.expected.splitlines():
            start, cut = line.removesuffix(_ANY), line.endswith(_ANY)
            lines.append(r"(?:.*\n)*?" if line == _ANY else re.escape(start) + ".*" * cut + r"\n")
        return re.fullmatch("".join(lines), self.printed) is not None


def blocks(document: Path) -> Iterator[Block]:
    """Yield the blocks of code of a document."""
    text = document.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        yield Block(found[1], found[2], text.count("\n", 0, found.start()) + 2)


def merged(level: str, piece: str) -> str:
    """Return a level's text with a piece of one put in: its tables instead of those it had.

    A key above all tables takes the place of the line with that key. Comments above a table stay.
    """
    tables, new, before = _tables(level), _tables(piece), ""
    keys = {line.partition(" = ")[0]: line for line in new.pop("").splitlines(keepends=True)}
    head = tables[""].splitlines(keepends=True)
    tables[""] = "".join(keys.get(line.partition(" = ")[0], line) for line in head)
    for name, text in new.items():
        old = tables.get(name, "\n\n")
        comments, space = re.match(r"(?:#.*\n)*", old), re.search(r"\n*$", old)
        assert comments is not None
        assert space is not None
        tables = tables if name in tables else _with_place(tables, name, before)
        tables[name], before = comments[0] + text.rstrip("\n") + space[0], name
    return "".join(tables.values()).rstrip("\n") + "\n"


def _with_place(tables: dict[str, str], name: str, before: str) -> dict[str, str]:
    """Return tables with a place for a new one, after the one that it follows in its piece."""
    names = list(tables)
    names.insert(names.index(before) + 1 if before else len(names), name)
    return {known: tables.get(known, "") for known in names}


def _tables(text: str) -> dict[str, str]:
    """Return the text of a level by the names of its tables; comments go with what follows."""
    tables, name, comments = {"": ""}, "", ""
    for line in text.splitlines(keepends=True):
        if line.startswith("#"):
            comments += line
            continue
        header = _HEADER.match(line)
        name = header[1] if header else name
        tables[name] = tables.get(name, "") + comments + line
        comments = ""
    tables[name] += comments
    return tables


def walk(folder: Path) -> Iterator[Shown]:
    """Do in a folder what the guide says, from top to bottom; yield every command as shown."""
    for block in blocks(GUIDE):
        if block.kind == "toml":
            path = folder / LEVEL
            path.write_text(merged(path.read_text("utf-8"), block.text), encoding="utf-8")
        elif block.kind == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                yield Shown(command, expected, _printed(command, folder))


def _printed(command: str, folder: Path) -> str:
    """Return what a command prints in a folder, on both streams."""
    printed = io.StringIO()
    program, *words = command.split()
    assert program == "descent", command
    with chdir(folder), redirect_stdout(printed), redirect_stderr(printed), suppress(SystemExit):
        descent(words)
    return printed.getvalue()


def level_text(folder: Path) -> str:
    """Return the level that was made, with the line for editors as it stands beside the guide."""
    return SCHEMA + (folder / LEVEL).read_text("utf-8").partition("\n")[2]


def main() -> None:
    """Write anew what the guide shows: the outputs that differ, its pictures, its level."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["DESCENT_HOME"], folder = f"{name}/home", Path(name)
        guide, place = GUIDE.read_text(encoding="utf-8"), 0
        for shown in walk(folder):
            place = guide.index(f"$ {shown.command}\n", place) + len(f"$ {shown.command}\n")
            if not shown.is_true:
                guide = guide[:place] + shown.printed + guide[place + len(shown.expected) :]
        GUIDE.write_text(guide, encoding="utf-8")
        for picture in folder.glob("*.svg"):
            (PICTURES / picture.name).write_bytes(picture.read_bytes())
        (DOCS / LEVEL).write_text(level_text(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
