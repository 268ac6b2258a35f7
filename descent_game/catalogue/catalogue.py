"""Finding levels: in the course that comes with the game, in packs, in files."""

import os.path
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from descent_game.catalogue.pack import BrokenPack, Pack
from descent_game.errors import DescentError, quoted
from descent_game.level.loading import SUFFIX, read_level
from descent_game.level.schema import Level, PackLabel


class UnknownLevelError(DescentError):
    """A name that is neither a level of the course or a pack, nor a file."""


class LevelSource(NamedTuple):
    """The file of a level, and the pack that it belongs to. The file may not exist."""

    path: Path
    pack: Pack | None = None

    def read(self) -> Level:
        """Return the level.

        Raises:
            DescentError: It cannot be read or used.
        """
        return self.pack.read(self.path) if self.pack else read_level(self.path)


class Catalogue(NamedTuple):
    """The levels of the course, then of the packs; and packs that cannot be used."""

    levels: tuple[Level, ...] = ()
    broken: tuple[BrokenPack, ...] = ()


def course_folder() -> Path:
    """Return the folder of the course: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "levels"
    return installed if installed.is_dir() else package.parent / "levels"


def course_files() -> tuple[Path, ...]:
    """Return the course's level files, in the order of their folders and names."""
    return tuple(sorted(course_folder().glob(f"*/*{SUFFIX}")))


def course() -> tuple[Level, ...]:
    """Return the levels of the course in the order they are meant to be played.

    >>> from descent_game import course
    >>> [level.id for level in course()][:3]
    ['first-light', 'one-at-a-time', 'steepest']
    """
    levels = [read_level(path) for path in course_files()]
    return tuple(sorted(levels, key=lambda level: (level.path.parent.name, level.order)))


def catalogue() -> Catalogue:
    """Return the course and the packs; what is broken does not hide the rest."""
    # Only here and below: a level of the course is opened without looking for packs.
    from descent_game.catalogue.installed import find_packs, levels_of  # noqa: PLC0415

    levels, packs = list(course()), find_packs()
    broken = list(packs.broken)
    for pack in packs.usable:
        own, reasons = levels_of(pack)
        levels += own
        if reasons:
            broken.append(
                BrokenPack(pack.name, str(pack.folder), tuple(reasons), in_part=bool(own))
            )
    return Catalogue(tuple(levels), tuple(broken))


def open_level(name: str) -> Level:
    """Return a level by its id in the course, its address in a pack, or the path of its file.

    Raises:
        DescentError: There is none, or it cannot be used.
    """
    return find_level(name).read()


def find_level(name: str) -> LevelSource:
    """Return the file of a level by its id or address, or by a path.

    A name that ends in ``SUFFIX`` is a path, whether the file exists or not.

    Raises:
        UnknownLevelError: The name is none of these.
    """
    if name.endswith(SUFFIX):
        return LevelSource(Path(name))
    try:
        return find_known_level(name)
    except UnknownLevelError:
        if name and os.path.exists(name):  # nothing would be this folder
            return LevelSource(Path(name))
        raise


def find_known_level(name: str) -> LevelSource:
    """Return the file of a level by its id or address: of the course or a pack, no other file.

    The address of a level in a pack is ``pack/id``; its id alone suffices where it is unique.

    Raises:
        UnknownLevelError: There is none, or several packs have it.
    """
    by_id = {path.stem: path for path in course_files()}
    if name in by_id:
        return LevelSource(by_id[name])
    from descent_game.catalogue.installed import find_packs  # noqa: PLC0415

    packs = find_packs()
    by_address = {
        f"{pack.name}/{path.stem}": LevelSource(path, pack)
        for pack in packs.usable
        for path in pack.levels
    }
    addresses = [address for address in by_address if name in (address, address.partition("/")[2])]
    if len(addresses) == 1:
        return by_address[addresses[0]]
    if addresses:
        raise UnknownLevelError(f"{quoted(name)} is in several packs: {', '.join(addresses)}")
    for pack in packs.broken:
        if name.startswith(f"{pack.name}/"):
            raise UnknownLevelError(f"pack {pack.name!r} cannot be used: {pack.reasons[0]}")
    if os.path.isfile(f"{name}{SUFFIX}"):
        own = f"for the file here write {name}{SUFFIX}"
        raise UnknownLevelError(f"no level is called {quoted(name)}; {own}")
    known = [*by_id, *by_address]
    near = get_close_matches(name, known, n=1)
    listed = "'descent level list' tells what there is." if "/" in name else ""
    every = listed or f"known: {', '.join(known)}."
    hint = f"did you mean {near[0]!r}?" if near else every
    unknown = f"there is no level {quoted(name)}; {hint}"
    raise UnknownLevelError(f"{unknown} (The name of a file ends in {SUFFIX}.)")


def pack_words(pack: PackLabel) -> str:
    """Return the name of a pack, with its author and licence."""
    return f"pack {pack.name}" + (f", {pack.credit}" if pack.credit else "")


def world_title(level: Level) -> str:
    """Return the title of a level's world: ``finite-steps`` is "Finite steps"."""
    return level.pack.title if level.pack else level.world.replace("-", " ").capitalize()
