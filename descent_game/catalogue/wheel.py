"""A pack as a wheel, the file that pip installs: level files and their data, without code.

It has no requirements, not even Descent, so that installing it changes no other package.
"""

import base64
import csv
import hashlib
import io
import os.path
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from descent_game import __version__
from descent_game.catalogue.installed import GROUP
from descent_game.catalogue.pack import (
    LONGEST_NAME,
    PACK_FILE,
    Pack,
    PackError,
    PackFile,
    read_pack,
)
from descent_game.catalogue.zipping import add_file
from descent_game.errors import DescentError
from descent_game.level.loading import SUFFIX
from descent_game.level.share_text import without_schema

PREFIX = "descent-levels-"
"""The prefix of a pack's distribution name, so that no pack replaces a library."""

NEW_PACK_FILE = """\
# What this pack of levels says of itself. Commands call its levels {name}/ID.
name = "{name}"
title = "{title}"   # of its world on the map, at most 30 characters
version = "1.0"   # raise it with every edition
about = ""        # one sentence
author = ""
licence = ""      # what others may do with it, such as "CC-BY-4.0"
"""


def new_pack_file(folder: Path) -> str:
    """Return a ``pack.toml`` to start from, with the name of its folder."""
    words = re.findall("[a-z0-9]+", folder.resolve().name.lower())
    name = "-".join(words)[:LONGEST_NAME].strip("-") or "my-levels"
    return NEW_PACK_FILE.format(name=name, title=name.replace("-", " ").capitalize())


def read_whole_pack(folder: Path) -> Pack:
    """Return a pack that can be installed; its levels are not read.

    Raises:
        DescentError: ``pack.toml`` is missing or wrong, or levels lie in folders below.
    """
    if not (folder / PACK_FILE).exists():
        raise PackError(
            f"{folder / PACK_FILE}: is missing; descent level pack --new {folder} writes one"
        )
    try:
        pack = read_pack(folder, "")
    except PackError as error:
        raise PackError(f"{folder}: {error}") from None
    below = [path for path in sorted(folder.glob(f"[!.]*/**/*{SUFFIX}")) if path.name != PACK_FILE]
    if below:
        raise PackError(f"{below[0]}: the levels of a pack lie in its folder itself, not below")
    return pack


def wheel_name(pack: Pack) -> str:
    """Return the name of the pack's wheel."""
    return f"{_stem(pack.file)}-py3-none-any.whl"


def make_wheel(pack: Pack) -> bytes:
    """Return the wheel of a pack.

    Raises:
        DescentError: A level or its data cannot be read.
    """
    files = dict(_contents(pack)) | dict(_metadata(pack.file))
    dist_info = f"{_stem(pack.file)}.dist-info"
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")  # the name of a file may have commas
    rows.writerows((name, _digest(content), len(content)) for name, content in files.items())
    rows.writerow((f"{dist_info}/RECORD", "", ""))
    files[f"{dist_info}/RECORD"] = record.getvalue().encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            add_file(packed, name, content)
    return out.getvalue()


def _contents(pack: Pack) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of the levels and their data, without ``#:schema`` lines."""
    module = _module(pack.file)
    try:
        yield f"{module}/{PACK_FILE}", (pack.folder / PACK_FILE).read_bytes()
        for path in pack.levels:
            level = pack.read(path)
            text = path.read_bytes().decode("utf-8-sig")
            yield f"{module}/{path.name}", without_schema(text).encode()
            for name in level.data_files:
                inside = PurePosixPath(os.path.normpath(name))
                yield f"{module}/{inside}", (path.parent / name).read_bytes()
    except OSError as error:
        raise DescentError(f"{error.filename}: cannot be read: {error.strerror}") from None


def _metadata(file: PackFile) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of the files of metadata."""
    headers = {
        "Metadata-Version": "2.1",
        "Name": f"{PREFIX}{file.name}",
        "Version": file.version,
        "Summary": file.about or f"{file.title}: levels for the game Descent",
        "Author": file.author,
        "License": file.licence,
    }
    wheel_headers = {
        "Wheel-Version": "1.0",
        "Generator": f"descent {__version__}",
        "Root-Is-Purelib": "true",
        "Tag": "py3-none-any",
    }
    dist_info = f"{_stem(file)}.dist-info"
    yield f"{dist_info}/METADATA", _headers(headers)
    yield f"{dist_info}/WHEEL", _headers(wheel_headers)
    entry_points = f"[{GROUP}]\n{file.name} = {_module(file)}\n"
    yield f"{dist_info}/entry_points.txt", entry_points.encode()


def _headers(headers: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\n" for name, value in headers.items() if value).encode()


def _stem(file: PackFile) -> str:
    return f"{_module(file)}-{file.version}"


def _module(file: PackFile) -> str:
    return f"{PREFIX}{file.name}".replace("-", "_")


def _digest(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={digest.decode().rstrip('=')}"
