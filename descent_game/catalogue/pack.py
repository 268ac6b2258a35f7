"""A pack: a folder of level files that is a world of its own."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

from descent_game.errors import DescentError, quoted
from descent_game.level.loading import SUFFIX, file_within, read_level, read_tables
from descent_game.level.schema import Level, PackLabel, Section

PACK_FILE = "pack.toml"
MAX_LEVELS = 100
MAX_FILES = 1_000
MAX_BYTES = 20 * 1024 * 1024
"""The most bytes of all files together: twenty times the course with its data."""
LONGEST_NAME = 30
"""The most characters of a name and of a title: a world's heading fits at 80 columns."""

NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_NAME_WORDS = (
    f'at most {LONGEST_NAME} characters, lower-case words joined by hyphens, such as "volcanoes"'
)
_WHOLE = r"(0|[1-9][0-9]{0,8})"
_ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"

OneLine: TypeAlias = Annotated[
    str, Meta(pattern=_ONE_LINE, max_length=200, description="one line of at most 200 characters")
]

Credit: TypeAlias = Annotated[
    str, Meta(pattern=_ONE_LINE, max_length=60, description="one line of at most 60 characters")
]


class PackError(DescentError):
    """A folder that is no pack, or a level that cannot be part of one."""


class PackFile(Section, frozen=True, kw_only=True):
    """The contents of ``pack.toml``; ``title`` is that of the pack's world."""

    name: Annotated[
        str, Meta(pattern=NAME, max_length=LONGEST_NAME, description=f"a name: {_NAME_WORDS}")
    ]
    title: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=LONGEST_NAME,
            pattern=_ONE_LINE,
            description=f"a text of 1 to {LONGEST_NAME} characters",
        ),
    ]
    version: Annotated[
        str,
        Meta(
            pattern=rf"^{_WHOLE}(\.{_WHOLE}){{0,3}}\Z",
            description='whole numbers with dots between them, in quotes, such as "1.0"',
        ),
    ] = "1.0"
    about: OneLine = ""
    author: Credit = ""
    licence: Credit = ""


class Pack(NamedTuple):
    """A pack with the files of its levels, which may still be broken."""

    folder: Path
    file: PackFile
    levels: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The first part of its levels' addresses."""
        return self.file.name

    def read(self, path: Path) -> Level:
        """Return one of its levels.

        Raises:
            DescentError: It cannot be used, or is a link to a file outside the folder.
        """
        if file_within(path.name, self.folder.resolve()) is None:
            raise PackError(f"{path.name}: is a link to a file outside the pack's folder")
        file = self.file
        credit = ", ".join(filter(None, (file.author and f"by {file.author}", file.licence)))
        label = PackLabel(file.name, file.title, credit)
        return msgspec.structs.replace(read_level(path), pack=label)


class BrokenPack(NamedTuple):
    """A pack that cannot be used, or only in part.

    Attributes:
        name: The name of the pack.
        place: The folder or the package.
        reasons: Why, for the pack or for each level.
        in_part: Whether other levels of it can be used.
    """

    name: str
    place: str
    reasons: tuple[str, ...]
    in_part: bool = False


def read_pack(folder: Path, name: str) -> Pack:
    """Return the pack in a folder.

    Args:
        folder: The folder.
        name: The pack's name unless its ``pack.toml`` has another.

    Raises:
        DescentError: It is none: too large, without levels, or without an allowed name.
    """
    measure(folder)
    levels = tuple(
        path
        for path in sorted(folder.glob(f"*{SUFFIX}"))
        if path.name != PACK_FILE and not path.name.startswith(".")
    )
    if not levels:
        raise PackError(f"there is no level file in this folder (their names end in {SUFFIX})")
    if len(levels) > MAX_LEVELS:
        raise PackError(f"{len(levels)} levels; a pack has at most {MAX_LEVELS}")
    return Pack(folder, _pack_file(folder, name), levels)


def measure(folder: Path) -> None:
    """Check the size of a folder.

    Raises:
        PackError: It cannot be read, or is too large to be a pack.
    """
    size = 0
    try:
        for count, path in enumerate(_files(folder), start=1):
            size += path.lstat().st_size
            if count > MAX_FILES:
                raise PackError(f"more than {MAX_FILES:,} files; a pack has fewer")
            if size > MAX_BYTES:
                raise PackError(f"larger than {MAX_BYTES // 1024**2} MB; a pack is smaller")
    except OSError as error:
        raise PackError(f"{error.filename}: cannot be read: {error.strerror}") from None


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and below, without hidden folders such as ``.git``.

    Links to folders are not followed.

    Raises:
        OSError: A folder cannot be read.
    """

    def refuse(error: OSError) -> None:
        raise error

    for place, below, names in os.walk(folder, onerror=refuse):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(place, name) for name in names)


def _pack_file(folder: Path, name: str) -> PackFile:
    """Return the contents of ``pack.toml``; without one the name is that of the folder."""
    path = folder / PACK_FILE
    if file_within(PACK_FILE, folder.resolve()) is None:
        raise PackError(f"{PACK_FILE}: is a link to a file outside the pack's folder")
    if path.exists():
        return read_tables(path, PackFile)
    if len(name) > LONGEST_NAME or not re.match(NAME, name):
        raise PackError(
            f"{quoted(name)} is no name for a pack: {_NAME_WORDS}. Rename the folder, or give it"
            f" a {PACK_FILE} with a name"
        )
    return PackFile(name=name, title=name.replace("-", " ").capitalize())
