"""Atomic writing of files: the old content stays until all of the new one is on the disk.

Where that fails no empty or partial file is left behind.
"""

import errno
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole, or leave it unchanged.

    A file keeps its permissions, a link stays a link. Devices and named pipes are written directly.

    Raises:
        OSError: It cannot be written.
    """
    new = _encoded(content)
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.write(new)
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    with _written(target, new) as draft:
        with suppress(OSError):
            shutil.copymode(target, draft)
        draft.replace(target)


def write_new(path: Path, content: str | bytes) -> None:
    """Write a new file, whole or not at all.

    Raises:
        FileExistsError: The name is taken; the file with it is unchanged.
        OSError: It cannot be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(path)
    with _written(path, _encoded(content)) as draft:
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            _take_name(path, draft)


def write_free(paths: Iterable[Path], content: str | bytes) -> Path:
    """Write a new file under the first of some names that is free, and return its path.

    Raises:
        FileExistsError: All names are taken.
        OSError: It cannot be written.
    """
    for path in paths:
        with suppress(FileExistsError):
            write_new(path, content)
            return path
    raise FileExistsError(errno.EEXIST, "there are too many files of that name")


def _encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """Yield a temporary file beside ``path`` with a content; it is deleted unless it was moved."""
    draft = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


def _take_name(path: Path, draft: Path) -> None:
    """Move a file to a new name without links: create the name exclusively, then replace it."""
    path.touch(exist_ok=False)
    try:
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
