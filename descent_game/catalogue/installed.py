"""Finding packs: in folders, and in installed packages, of which no code is run.

The folders are those in ``DESCENT_PACKS`` and those in ``packs`` beside the record. A package has
an entry point in the group ``descent_game.levels`` with the name of a folder in it; only its
metadata and its levels are read. ``DESCENT_PACKS=off`` turns all packs off.
"""

import dataclasses
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from descent_game.catalogue.data_folder import data_folder
from descent_game.catalogue.pack import BrokenPack, Pack, PackError, read_pack
from descent_game.errors import DescentError, LevelError, printable, quoted
from descent_game.level.schema import Level

VARIABLE = "DESCENT_PACKS"
OFF = "off"
FOLDER = "packs"
GROUP = "descent_game.levels"
MAX_PACKS = 50


class Candidate(NamedTuple):
    """Where a pack may be.

    Attributes:
        name: Its name unless ``pack.toml`` has another.
        place: The folder or the package, for messages.
        folder: Returns the folder; raises ``DescentError`` where there is none.
    """

    name: str
    place: str
    folder: Callable[[], Path]


class Packs(NamedTuple):
    """The packs that can be used, by title, and those that cannot."""

    usable: tuple[Pack, ...] = ()
    broken: tuple[BrokenPack, ...] = ()


def find_packs() -> Packs:
    """Return all packs; of several with one name the first can be used."""
    found: dict[str, Pack] = {}
    broken: list[BrokenPack] = []
    candidates = list(islice(_candidates(), MAX_PACKS + 1))
    for candidate in candidates[:MAX_PACKS]:
        try:
            pack = read_pack(candidate.folder(), candidate.name)
            first = found.setdefault(pack.name, pack)
            if first.folder.resolve() != pack.folder.resolve():
                raise PackError(f"the pack in {first.folder} is called {pack.name!r}, too")
        except DescentError as error:
            broken.append(_broken(candidate, reason(error)))
    if len(candidates) > MAX_PACKS:
        words = f"{MAX_PACKS} packs are read, and no more; take some away"
        broken.append(_broken(candidates[-1], words))
    usable = sorted(found.values(), key=lambda pack: (pack.file.title.casefold(), pack.name))
    return Packs(tuple(usable), tuple(broken))


def levels_of(pack: Pack) -> tuple[list[Level], list[str]]:
    """Return a pack's levels in their order, and why others cannot be used."""
    levels, reasons = [], []
    for path in pack.levels:
        try:
            levels.append(pack.read(path))
        except DescentError as error:
            reasons.append(reason(error))
    return sorted(levels, key=lambda level: (level.order, level.id)), reasons


def reason(error: DescentError) -> str:
    """Return an error in one line: of several problems of a file the first."""
    if not isinstance(error, LevelError):
        return str(error)
    first, *rest = error.problems
    more = f" (and {len(rest)} more)" if rest else ""
    return f"{dataclasses.replace(first, file=Path(first.file).name)}{more}"


def _broken(candidate: Candidate, why: str) -> BrokenPack:
    """Return a candidate that is no pack, with printable names."""
    return BrokenPack(printable(candidate.name), printable(candidate.place), (why,))


def _candidates() -> Iterator[Candidate]:
    setting = os.environ.get(VARIABLE, "")
    if setting.strip().lower() == OFF:
        return
    for name in filter(None, setting.split(os.pathsep)):
        yield _in_folder(Path(os.path.abspath(os.path.expanduser(name))))
    home = data_folder() / FOLDER
    with suppress(OSError):  # there is none, as a rule
        entries = sorted(path for path in home.iterdir() if not path.name.startswith("."))
        yield from (_in_folder(path) for path in entries if path.is_dir())
    yield from _installed()


def _in_folder(folder: Path) -> Candidate:
    return Candidate(folder.name, str(folder), lambda: folder)


def _installed() -> Iterator[Candidate]:
    """Yield the candidates in installed packages, from their metadata: none is imported."""
    from importlib.metadata import distributions  # noqa: PLC0415 - takes 20 ms

    seen: set[str] = set()
    for distribution in distributions():
        try:
            if GROUP not in (distribution.read_text("entry_points.txt") or ""):
                continue
            about = distribution.metadata
            if "Name" not in about:  # to ask for what is not there may raise
                continue
            name = about["Name"]
            points = list(distribution.entry_points.select(group=GROUP))
        except (OSError, ValueError, TypeError, AttributeError):  # metadata that is none
            continue
        if name not in seen:  # of two versions Python takes the first as well
            seen.add(name)
            yield from (_in_package(point.name, point.value, name) for point in points)


def _in_package(name: str, value: str, distribution: str) -> Candidate:
    return Candidate(name, f"the package {distribution}", lambda: _package_folder(value))


def _package_folder(value: str) -> Path:
    """Return the folder of a package without importing it.

    Raises:
        PackError: There is none.
    """
    from importlib.util import find_spec  # noqa: PLC0415 - loaded with the metadata

    if not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", value):
        raise PackError(f"its entry point is {quoted(value)}, which is not a package's name")
    top, *below = value.split(".")  # looking for the top one runs nothing; for others it would
    try:
        spec = find_spec(top)
    except (ImportError, ValueError) as error:
        raise PackError(f"{top}: cannot be found: {error}") from None
    places = spec.submodule_search_locations if spec else None
    folders = [Path(place, *below) for place in places or ()]
    folder = next((folder for folder in folders if folder.is_dir()), None)
    if folder is None:
        raise PackError(f"its entry point names {value}, and there is no such folder of a package")
    return folder
