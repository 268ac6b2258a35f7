"""A level file as it stands while somebody writes it: what can be shown, and what is wrong."""

from pathlib import Path
from typing import NamedTuple

from descent_game.checking.claims import Measured, measure
from descent_game.checking.inspection.level import inspect
from descent_game.errors import DescentError
from descent_game.game.game import Game
from descent_game.level.loading import read_level

Stamp = tuple[int, int]
"""When a file was written and how long it is: another stamp is another text."""


class Draft(NamedTuple):
    """A file read: its published game, or why there is none."""

    game: Game | None
    trouble: str = ""


class Proof(NamedTuple):
    """What the check says of a level as published; ``unmeasured`` are claims with their reason."""

    measured: tuple[Measured, ...]
    unmeasured: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, None while it is not there (editors put new files in place)."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def read_draft(path: Path) -> Draft:
    """Return a level file as it stands now. Nothing raises."""
    try:
        return Draft(Game(read_level(path)))
    except DescentError as error:
        return Draft(None, error.shown)


def prove(game: Game) -> Proof:
    """Return the claims of a level measured, and everything that the check finds."""
    measured, unmeasured = [], []
    for claim in game.level.claims:
        try:
            measured.append(measure(claim, game))
        except DescentError as error:
            unmeasured.append((claim.name, str(error)))
    path = game.level.path
    findings = tuple(finding.shown for finding in inspect(path, path.name, 0).findings)
    return Proof(tuple(measured), tuple(unmeasured), findings)
