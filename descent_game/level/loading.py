"""Reading level files: a ``Level``, or every problem of the file."""

import math
import re
import stat
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from descent_game.errors import (
    CONTROL_CHARACTERS,
    DataError,
    KeyPath,
    KeyProblem,
    LevelError,
    Problem,
    quoted,
)
from descent_game.level.decoding import MISSING, Problems, decode, decode_fields
from descent_game.level.schema import Level, LevelFile, LossSection
from descent_game.level.toml.faults import toml_fault
from descent_game.level.toml.positions import Positions, problem_at
from descent_game.level.validation import validate
from descent_game.losses.dataset import Dataset
from descent_game.losses.image import Image

FORMAT = 1
"""The format of level files that this program reads."""

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

SUFFIX = ".toml"
MAX_BYTES = 256 * 1024
"""The largest file that is read; a level has a few KB."""
MAX_DEPTH = 20
MAX_PROBLEMS = 50
"""The most problems that are reported; further ones are counted."""

_DOT = re.compile(r"(?<![ \t])[ \t]*\.[ \t]*")
_WORD = re.compile(r"[^\s=,{}\[\]]+")
"""What may be a dotted key: tomllib's time grows with the square of the number of its parts."""


def read_level(path: Path) -> Level:
    """Read and check a level file.

    Returns:
        The level, with its data, ready to be played.

    Raises:
        LevelError: The file cannot be read or used; it has every problem with line and column.
    """
    return level_from_text(read_text(path), path)


def level_from_text(text: str, path: Path) -> Level:
    """Read and check the text of a level.

    Args:
        text: The text, in TOML.
        path: The file it is in, or will be: its name is the level's id, and data files are looked
            for beside it.

    Raises:
        LevelError: As of ``read_level``.
    """
    document = parse_toml(text, path)
    problems: Problems = []
    if newer := _newer_format(document.get("format")):  # the rest may be good in that format
        raise LevelError(tuple(_located([KeyProblem(("format",), newer)], Positions(text), path)))
    level = _check(document, text, path, problems)
    if problems:
        raise LevelError(tuple(_located(problems, Positions(text), path)))
    return level


def _newer_format(version: object) -> str:
    """Return a message about a file of a later format; empty where it is not one.

    ``version`` is the value in the file, which may be anything.
    """
    if type(version) is not int or version <= FORMAT:
        return ""
    found = f"format {quoted(version)}"
    return f"{found} is newer than this program, which reads format {FORMAT}: update it"


def read_tables(
    path: Path, struct: type[S], check: Callable[[S, Problems], None] | None = None
) -> S:
    """Read another kind of TOML file, such as an assignment, as strictly as a level.

    Args:
        path: The file.
        struct: The struct of the file as a whole.
        check: Adds the problems that types cannot express.

    Raises:
        LevelError: The file cannot be read or used.
    """
    return tables_from(read_text(path), path, struct, check)


def tables_from(
    text: str, path: Path, struct: type[S], check: Callable[[S, Problems], None] | None = None
) -> S:
    """Read a text as ``read_tables`` does; ``path`` is the file that messages name."""
    document = parse_toml(text, path)
    decoding: Problems = []
    found = decode(struct, document, (), decoding)
    problems = _without_repeats(dict(_unusable(document, ())), decoding)
    if check and found is not MISSING and not problems:
        check(found, problems)
    if problems:
        raise LevelError(tuple(_located(problems, Positions(text), path)))
    made: S = found
    return made


def _check(document: dict[str, Any], text: str, path: Path, problems: Problems) -> Level:
    """Return the level, with ``MISSING`` for sections that could not be read.

    The others are validated all the same, so that an author sees every problem at once.
    """
    unusable = dict(_unusable(document, ()))
    decoding: Problems = []
    fields = decode_fields(LevelFile, document, (), decoding)
    fields |= {str(key[0]): MISSING for key in unusable if key[0] in fields}
    problems += _without_repeats(unusable, decoding)
    if fields["id"] not in (MISSING, path.stem):
        problems.append(
            KeyProblem(("id",), f"{fields['id']!r} is not the file's name, {path.stem!r}")
        )
    dataset = _dataset(fields["loss"], path, problems)
    picture = _picture(fields["loss"], path, problems)
    level = Level(**fields, path=path, source=text, dataset=dataset, picture=picture)
    validate(level, problems)
    return level


def _without_repeats(unusable: Mapping[KeyPath, str], decoding: Problems) -> Problems:
    """Return both kinds of problems; those of unusable values once, as their types are refused."""
    unread = (KeyProblem(path, message) for path, message in unusable.items())
    return [*unread, *(problem for problem in decoding if problem.path not in unusable)]


def read_text(path: Path) -> str:
    """Return the text of a level file.

    Raises:
        LevelError: It is no file, too large, not UTF-8, or cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _one_problem(path, 1, "is not a file")  # a pipe might never end
        if status.st_size > MAX_BYTES:
            raise _one_problem(path, 1, f"the file is larger than {MAX_BYTES // 1024} KB")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _one_problem(path, line, "the file is not UTF-8 text") from None
    except OSError as error:
        raise _one_problem(path, 1, f"cannot be read: {error.strerror}") from None
    except ValueError as error:  # a null character in the name
        raise _one_problem(path, 1, f"cannot be read: {error}") from None


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Return the tables of a TOML text.

    Raises:
        LevelError: The text is no TOML; it has the first mistake.
    """
    for count, row in enumerate(text.split("\n"), start=1):
        if row.count(".") > MAX_DEPTH and any(
            word.count(".") > MAX_DEPTH for word in _WORD.findall(_DOT.sub(".", row))
        ):
            raise _one_problem(path, count, f"a key of more than {MAX_DEPTH} parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, spot = toml_fault(text, str(error))
        problem = KeyProblem((), f"not valid TOML: {message}")
        raise LevelError((problem_at(path, spot, problem),)) from None
    except (RecursionError, MemoryError):
        raise _one_problem(path, 1, "tables or lists are nested too deeply") from None
    except ValueError:  # an integer of thousands of digits
        raise _one_problem(path, 1, "a number has too many digits") from None


def _unusable(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield the numbers that are not finite or too large, control characters, and deep nesting."""
    if len(path) > MAX_DEPTH:
        yield path, "tables or lists are nested too deeply"
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unusable(key, (*path, key))
            yield from _unusable(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _unusable(item, (*path, position))
    elif isinstance(value, float) and not math.isfinite(value):
        yield path, f"{value} is not a finite number"
    elif isinstance(value, int) and abs(value) > 2**53:
        yield path, f"{quoted(value)} is too large a number"
    elif isinstance(value, str) and (found := CONTROL_CHARACTERS.search(value)):
        yield path, f"the character U+{ord(found[0]):04X} is a command to terminals: take it out"


def _dataset(loss: LossSection, path: Path, problems: Problems) -> Dataset | None:
    """Return the level's data, from the file itself or from a CSV file in its folder or below."""
    if loss is MISSING:
        return None
    given = [key for key in ("data", "columns", "image") if getattr(loss, key) is not None]
    if len(given) > 1:
        one, other = given[:2]
        problems.append(KeyProblem(("loss", one), f"give either {one!r} or {other!r}, not both"))
    elif loss.columns is not None:
        return _attempt(lambda: Dataset(loss.columns or {}), ("loss", "columns"), problems)
    elif loss.data is not None:
        return _from_file(Dataset.from_csv, loss.data, ("data",), path, problems)
    return None


def _picture(loss: LossSection, path: Path, problems: Problems) -> Image | None:
    """Return the picture that the level's data are made from."""
    if loss is MISSING or loss.image is None:
        return None
    return _from_file(Image.from_csv, loss.image.file, ("image", "file"), path, problems)


def _from_file(
    read: Callable[[Path], T], name: str, key: KeyPath, path: Path, problems: Problems
) -> T | None:
    """Return what a file in the level's folder or below holds."""
    source = file_within(name, path.resolve().parent)
    if source is not None:
        return _attempt(lambda: read(source), ("loss", *key), problems)
    reason = f"{name!r} is not in the level's folder or below, named from there"
    problems.append(KeyProblem(("loss", *key), reason))
    return None


def file_within(name: str, folder: Path) -> Path | None:
    """Return the file that a level or an assignment names, None where it is outside its folder.

    ``..`` and absolute names are refused even where they lead back inside: they would break when
    the folder is copied.
    """
    if Path(name).is_absolute() or ".." in Path(name).parts:
        return None
    try:
        source = (folder / name).resolve()
    except (OSError, ValueError, RuntimeError):  # null characters, loops of links
        return None
    return source if source.is_relative_to(folder) else None


def _attempt(make: Callable[[], T], path: KeyPath, problems: Problems) -> T | None:
    try:
        return make()
    except DataError as error:
        problems.append(KeyProblem(path, str(error)))
        return None


def _located(problems: Problems, positions: Positions, file: Path) -> Iterator[Problem]:
    """Yield the problems with their places, in the order of the file."""
    found = sorted(problems, key=lambda problem: positions.order(problem.path, problem.within))
    for problem in found[:MAX_PROBLEMS]:
        yield problem_at(file, positions.spot(problem.path, problem.within), problem)
    if len(found) > MAX_PROBLEMS:
        next_one = found[MAX_PROBLEMS]
        line = positions.spot(next_one.path, next_one.within).line
        message = f"and {len(found) - MAX_PROBLEMS} more problems"
        yield Problem((), message, file=str(file), line=line)


def _one_problem(path: Path, line: int, message: str) -> LevelError:
    return LevelError((Problem((), message, file=str(path), line=line),))
