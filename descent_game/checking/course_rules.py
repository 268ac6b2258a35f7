"""Rules about several files together: ids, requirements, places in worlds, data files."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from descent_game.checking.findings import Fault
from descent_game.level.schema import Level
from descent_game.level.suggestions import suggestion

DATA_SUFFIX = ".csv"


class LevelFacts(NamedTuple):
    """What the other files need to know of a level; only path and id where it cannot be read.

    ``columns`` are those of its data file, ``used`` those of them that its loss uses.
    """

    path: Path
    id: str
    world: str = ""
    order: int = 0
    requires: tuple[str, ...] = ()
    data: Path | None = None
    columns: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()


class FileFault(NamedTuple):
    """A fault and the file that has it."""

    path: Path
    fault: Fault


def facts_of(level: Level, used: frozenset[str]) -> LevelFacts:
    """Return what other files need to know of a level; ``used`` are the names in its formula."""
    loss = level.loss
    data = loss.data if loss.image is None else loss.image.file
    return LevelFacts(
        path=level.path,
        id=level.id,
        world=level.world,
        order=level.order,
        requires=level.requires,
        data=None if data is None else (level.path.parent / data).resolve(),
        columns=level.dataset.names if loss.data is not None and level.dataset is not None else (),
        used=used,
    )


def course_faults(
    levels: Sequence[LevelFacts], course: Mapping[str, tuple[str, ...]], folders: Collection[Path]
) -> Iterator[FileFault]:
    """Yield what is wrong between files.

    Args:
        levels: The facts of the files that are checked.
        course: The requirements of the levels that come with the game, by id.
        folders: The folders that are checked as a whole.
    """
    yield from _same_ids(levels)
    yield from _places(levels)
    yield from _requirements(levels, course)
    yield from _data(levels, folders)


def _same_ids(levels: Sequence[LevelFacts]) -> Iterator[FileFault]:
    by_id: dict[str, LevelFacts] = {}
    for level in levels:
        first = by_id.setdefault(level.id, level)
        if first is not level:
            message = f"{level.id!r} is the id of {first.path} too; every level needs its own"
            yield FileFault(level.path, Fault("id", ("id",), message))


def _places(levels: Sequence[LevelFacts]) -> Iterator[FileFault]:
    taken: dict[tuple[Path, int], LevelFacts] = {}
    for level in levels:
        if not level.world:
            continue
        number, _, name = level.path.parent.name.partition("-")
        if number.isdecimal() and name != level.world:
            message = f"{level.world!r} is not the world of the folder, {name!r}"
            yield FileFault(level.path, Fault("place", ("world",), message))
        first = taken.setdefault((level.path.parent, level.order), level)
        if first is not level and first.world == level.world:
            message = f"{level.order} is the place of {first.id!r} too"
            yield FileFault(level.path, Fault("place", ("order",), message))


def _requirements(
    levels: Sequence[LevelFacts], course: Mapping[str, tuple[str, ...]]
) -> Iterator[FileFault]:
    requires = {**course, **{level.id: level.requires for level in levels}}
    for level in levels:
        for required in level.requires:
            if required not in requires:
                known = suggestion(required, sorted(requires))
                fault = Fault("requires", ("requires",), f"there is no level {required!r}{known}")
                yield FileFault(level.path, fault)
        if circle := _circle(level.id, requires):
            message = f"a circle of requirements: {' -> '.join(circle)}; take one of them out"
            yield FileFault(level.path, Fault("requires", ("requires",), message))


def _circle(start: str, requires: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return a path along requirements from a level to itself; empty where there is none."""
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop()
        for required in requires.get(path[-1], ()):
            if required == start:
                return [*path, start]
            if required not in seen:
                seen.add(required)
                paths.append([*path, required])
    return []


def _data(levels: Sequence[LevelFacts], folders: Collection[Path]) -> Iterator[FileFault]:
    """Yield columns of data files, and data files, that no level uses."""
    used: dict[Path, set[str]] = defaultdict(set)
    for level in levels:
        if level.data is not None:
            used[level.data] |= level.used
    for level in levels:
        unused = [name for name in level.columns if name not in used[level.data or level.path]]
        if unused:
            message = f"no level uses {', '.join(map(repr, unused))} of this file; take them out"
            yield FileFault(level.path, Fault("data-file", ("loss", "data"), message))
    for folder in folders:
        for path in sorted(folder.rglob(f"*{DATA_SUFFIX}")):
            if Path(os.path.realpath(path)) not in used:
                fault = Fault("data-file", (), "no level uses this file; take it away, or use it")
                yield FileFault(path, fault)
