"""Files written whole: what was there before stays until all that is new is on the disk.

A file that cannot be written leaves nothing behind, neither an empty one nor half of one.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it holds all of a content or what it held before. Raises ``OSError``.

    A file that is there keeps its permissions, a link stays a link. What is no file, such as
    ``/dev/null`` or a named pipe, is written to as it is.
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
    """Write a file that is not there yet, whole or not at all.

    Raises ``FileExistsError`` where there is one, which stays as it is, and other ``OSError``s.
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


def _encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """Give a file beside ``path`` with a content that is on the disk; it goes if it is left."""
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
    """Give a file a name that is free, without links: take the name, then put the file there."""
    path.touch(exist_ok=False)
    try:
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
