"""The zip file of an autograder: the program, its libraries and the assignment."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import descent_game
from descent_game.catalogue.zipping import EXECUTABLE, PLAIN, add_file
from descent_game.homework.assignment import Assignment, student_key
from descent_game.homework.autograder.runner import HOMEWORK, SETTINGS
from descent_game.homework.autograder.wheels import (
    PYTHONS,
    PackingError,
    fetch_wheels,
    find_wheel,
    unpack_wheel,
)
from descent_game.homework.roster import Roster
from descent_game.level.loading import SUFFIX

SCRIPTS = ("setup.sh", "run_autograder")
ENTRY = "grade.py"
LEFT_OUT = ("tui", "cli", "levels", "__pycache__")
"""Parts of the program that grading does not need; levels are packed with the assignment."""


def autograder_zip(
    assignment: Assignment,
    roster: Roster | None = None,
    *,
    any_student: bool = False,
    pythons: Sequence[str] = PYTHONS,
    wheels: Path | None = None,
) -> bytes:
    """Return the zip file to upload to Gradescope.

    Args:
        assignment: What is graded.
        roster: The students, whose ids their addresses are mapped to.
        any_student: Whether submissions are graded whoever uploads them.
        pythons: The versions of Python for which libraries are packed, such as ``3.12``.
        wheels: A folder of wheels; without it they are downloaded.

    Raises:
        PackingError: A library cannot be found or downloaded, or a level lies outside the
            assignment's folder.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content, mode in _files(assignment, roster, any_student=any_student):
            add_file(packed, name, content, mode)
        with tempfile.TemporaryDirectory() as folder:
            for name, content in _libraries(assignment, pythons, wheels, Path(folder)):
                add_file(packed, name, content, PLAIN)
    return out.getvalue()


def _files(
    assignment: Assignment, roster: Roster | None, *, any_student: bool
) -> Iterator[tuple[str, bytes, int]]:
    here = Path(__file__).parent
    for name in SCRIPTS:
        yield name, (here / name).read_bytes(), EXECUTABLE
    yield ENTRY, (here / ENTRY).read_bytes(), PLAIN
    package = Path(descent_game.__file__).parent
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and not set(inside.parts) & set(LEFT_OUT):
            yield f"descent_game/{inside.as_posix()}", path.read_bytes(), PLAIN
    yield HOMEWORK, assignment.path.read_bytes(), PLAIN
    known = roster.by_name if roster else {}
    names = {student_key(name): each.id for name, each in known.items()}
    settings = {"any_student": any_student, "names": names}
    yield SETTINGS, json.dumps(settings).encode(), PLAIN
    yield from ((name, content, PLAIN) for name, content in sorted(_levels(assignment).items()))


def _levels(assignment: Assignment) -> dict[str, bytes]:
    """Return the files of the levels and of their data, beside the assignment file."""
    files: dict[str, bytes] = {}
    for assigned, level in zip(assignment.file.levels, assignment.levels, strict=True):
        name = assigned.level
        inside = PurePosixPath(name if name.endswith(SUFFIX) else f"{name}{SUFFIX}")
        path = level.path
        pairs = [(inside, path)]
        pairs += [(inside.parent / data, path.parent / data) for data in level.data_files]
        for target, source in pairs:
            if target.is_absolute() or ".." in target.parts:
                raise PackingError(f"{name!r} lies outside the folder of {assignment.path}")
            packed = f"homework/{target}"
            content = source.read_bytes()
            if files.setdefault(packed, content) != content:
                raise PackingError(f"two levels have different data files named {target}")
    return files


def _libraries(
    assignment: Assignment, pythons: Sequence[str], wheels: Path | None, folder: Path
) -> Iterator[tuple[str, bytes]]:
    names = ["msgspec"]
    if any(level.dataset is not None or level.picture is not None for level in assignment.levels):
        names.append("numpy")
    for python in pythons:
        site, fetched = folder / python, folder / f"wheels-{python}"
        if wheels:
            found = [find_wheel(name, python, wheels) for name in names]
        else:
            found = fetch_wheels(names, python, fetched)
        for wheel in found:
            unpack_wheel(wheel, site)
        for path in sorted(site.rglob("*")):
            if path.is_file():
                yield f"site/{python}/{path.relative_to(site).as_posix()}", path.read_bytes()
