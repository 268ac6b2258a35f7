"""Submissions as learning platforms hand them out: files, folders, zip files, zips in zips.

Nothing is unpacked to the disk, no link is followed, and no more is read than a submission may
hold: names inside a zip file are labels, and a zip bomb is a large file like any other.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from descent_game.errors import DescentError, printable
from descent_game.homework.submission import MAX_BYTES

SUFFIX = ".json"
MAX_MEMBERS = 100_000
MAX_NESTED = 50 * MAX_BYTES
"""Bytes of a zip file inside a zip file."""
LONGEST = 300
"""Characters of a stranger's name or reason that are told."""
_BAD_ZIP = (
    *(zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError),
    *(EOFError, OSError, ValueError),
)


class Found(NamedTuple):
    """A file that may be a submission; without content there is a reason."""

    source: str
    content: bytes = b""
    reason: str = ""


def find_submissions(paths: Sequence[Path], suffix: str = SUFFIX) -> Iterator[Found]:
    """Yield every submission at some paths, in an order of their names; ``suffix`` ends these.

    Raises ``DescentError`` for a path that does not exist.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise DescentError(f"{path}: there is no such file or folder")
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if _looks_like_one(inner.name, suffix) and (
                    inner.is_symlink() or not inner.is_dir()
                ):
                    yield from _from_file(inner, inner.relative_to(path.parent).as_posix(), suffix)
        else:
            yield from _from_file(path, path.name, suffix)


def count_submissions(paths: Sequence[Path], suffix: str = SUFFIX) -> int:
    """Return about how many submissions there are; zips in zips are counted as one."""
    files = (inner for path in paths for inner in (path.rglob("*") if path.is_dir() else [path]))
    return sum(_count_in(file, suffix) for file in files if _looks_like_one(file.name, suffix))


def _count_in(path: Path, suffix: str) -> int:
    if path.suffix.casefold() != ".zip" or path.is_symlink() or not path.is_file():
        return 1
    try:
        with zipfile.ZipFile(path) as packed:
            names = (name.rsplit("/", 1)[-1] for name in packed.namelist())
            return sum(_looks_like_one(name, suffix) for name in names)
    except _BAD_ZIP:
        return 1


def _from_file(path: Path, source: str, suffix: str) -> Iterator[Found]:
    source = printable(source, LONGEST)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "not a file"
            yield Found(source, reason=f"{kind}, which is not followed")
        elif path.suffix.casefold() == ".zip":
            with path.open("rb") as file:
                yield from _from_zip(file, source, suffix, nested=False)
        elif status.st_size > MAX_BYTES:
            yield Found(source, reason=f"larger than {MAX_BYTES // 1024**2} MB")
        else:
            yield Found(source, path.read_bytes())
    except OSError as error:
        yield Found(source, reason=f"cannot be read: {error.strerror or error}")


def _from_zip(
    file: io.BufferedIOBase, source: str, suffix: str, *, nested: bool
) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(file) as packed:
            members = sorted(packed.infolist(), key=lambda member: member.filename)
            if len(members) > MAX_MEMBERS:
                yield Found(source, reason=f"more than {MAX_MEMBERS:,} files in a zip file")
                return
            for member in members:
                if not member.is_dir() and _looks_like_one(
                    member.filename.rsplit("/", 1)[-1], suffix
                ):
                    inner = f"{source}/{printable(member.filename, LONGEST)}"
                    yield from _from_member(packed, member, (inner, suffix), nested=nested)
    except _BAD_ZIP as error:
        yield Found(
            source, reason=f"not a zip file that can be read: {printable(str(error), LONGEST)}"
        )


def _from_member(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, names: tuple[str, str], *, nested: bool
) -> Iterator[Found]:
    source, suffix = names
    is_zip = member.filename.casefold().endswith(".zip")
    most = MAX_NESTED if is_zip else MAX_BYTES
    if stat.S_ISLNK(member.external_attr >> 16):
        yield Found(source, reason="a symbolic link, which is not followed")
        return
    try:
        with packed.open(member) as stream:
            content = stream.read(most + 1)
    except _BAD_ZIP as error:
        yield Found(source, reason=f"cannot be unpacked: {printable(str(error), LONGEST)}")
        return
    if len(content) > most:
        yield Found(source, reason=f"larger than {most // 1024**2} MB")
    elif not is_zip:
        yield Found(source, content)
    elif nested:
        yield Found(source, reason="a zip file in a zip file in a zip file")
    else:
        yield from _from_zip(io.BytesIO(content), source, suffix, nested=True)


def _looks_like_one(name: str, suffix: str) -> bool:
    """Tell whether a file may be a submission by its name; what systems leave behind is not."""
    return name.casefold().endswith((suffix, ".zip")) and not name.startswith(".")
