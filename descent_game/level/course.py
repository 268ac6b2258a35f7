"""Where levels are found: the course that comes with the game, and an author's own files."""

from difflib import get_close_matches
from pathlib import Path

from descent_game.errors import DescentError, quoted
from descent_game.level.loading import read_level
from descent_game.level.schema import Level

SUFFIX = ".toml"


class UnknownLevelError(DescentError):
    """A name that is neither a level of the course nor a file."""


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


def open_level(name: str) -> Level:
    """Return a level by its id in the course or by the path of its file."""
    return read_level(find_level(name))


def find_level(name: str) -> Path:
    """Return the file of a level by its id in the course, or by a path that may not exist.

    Raises ``UnknownLevelError`` for a name that is neither an id nor looks like a path.
    """
    by_id = {path.stem: path for path in course_files()}
    if name in by_id:
        return by_id[name]
    if name.endswith(SUFFIX) or "/" in name or "\\" in name:
        return Path(name)
    near = get_close_matches(name, by_id, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(by_id)}."
    unknown = f"there is no level {quoted(name)}; {hint}"
    raise UnknownLevelError(f"{unknown} (The name of a file ends in {SUFFIX}.)")


def world_title(world: str) -> str:
    """Return a world's name as people read it: ``finite-steps`` is "Finite steps"."""
    return world.replace("-", " ").capitalize()
