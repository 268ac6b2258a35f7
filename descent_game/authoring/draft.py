"""A level file that is being written: its game, and what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from descent_game.authoring.proposals import Proposal, proposals
from descent_game.checking.bindings import Binding, bindings_of
from descent_game.checking.findings import Finding
from descent_game.checking.level_check import ShouldContinue, findings_of, of_problem
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial, as_error
from descent_game.errors import DescentError, LevelError, Problem
from descent_game.game.game import Game
from descent_game.level.digests import section_digests
from descent_game.level.loading import MAX_BYTES, level_from_text, read_text
from descent_game.level.schema import Level
from descent_game.measuring.claims import Measured

Stamp = tuple[int, int]
"""The time of modification in ns and the size of a file; they change with its content."""


class Draft(NamedTuple):
    """A text read as a level: its published game, or what is wrong with it."""

    game: Game | None
    problems: tuple[Finding, ...] = ()
    text: str = ""


class DraftFindings(NamedTuple):
    """What is known so far of a draft as published; None for what is not known yet.

    Attributes:
        measured: The claims with their values.
        unmeasured: The names of claims that cannot be measured, with the reasons.
        proposals: Further claims that could be made.
        findings: The findings of the level check.
        bindings: The texts with what proves them.
    """

    measured: tuple[Measured, ...]
    unmeasured: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...] | None = None
    findings: tuple[Finding, ...] | None = None
    bindings: tuple[Binding, ...] = ()


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, None while it does not exist: editors replace files."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def read_draft(path: Path) -> Draft:
    """Return a level file as it is now. Nothing raises."""
    try:
        return draft_of(read_text(path), path)
    except LevelError as error:
        return _broken(error.problems, path)


def draft_of(text: str, path: Path) -> Draft:
    """Return a text read as the level file at ``path``. Nothing raises."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        too_large = f"the file is larger than {MAX_BYTES // 1024} KB"
        return _broken((Problem((), too_large, file=str(path)),), path, text)
    try:
        return Draft(Game(level_from_text(text, path)), text=text)
    except LevelError as error:
        return _broken(error.problems, path, text)
    except DescentError as error:
        return _broken((Problem((), str(error), file=str(path)),), path, text)


def draft_findings(
    draft: Draft, should_continue: ShouldContinue = lambda: True
) -> Iterator[DraftFindings]:
    """Yield what is known of a draft, the quickest first: claims, proposals, findings.

    Nothing where it cannot be read, and nothing more once ``should_continue()`` is False.
    """
    if draft.game is None:
        return
    level = draft.game.level
    trial = Trial(level)
    measured, unmeasured = [], []
    for index, found in trial.measured.items():
        if isinstance(found, Measured):
            measured.append(found)
        else:
            unmeasured.append((level.claims[index].name, str(found)))
    proof = DraftFindings(tuple(measured), tuple(unmeasured))
    if should_continue():
        yield proof
        proof = proof._replace(proposals=tuple(proposals(trial, should_continue)))
    if should_continue():
        yield proof
        findings = _findings(trial, draft.text, should_continue)
        proof = proof._replace(findings=findings, bindings=_bindings(trial, draft.text))
    if should_continue():
        yield proof


def _findings(trial: Trial, text: str, should_continue: ShouldContinue) -> tuple[Finding, ...]:
    name = trial.level.path.name
    try:
        return tuple(findings_of([trial], name, text, should_continue))
    except COMPUTATION_ERRORS as error:  # a half-typed number can make any level
        message = f"cannot be checked: {as_error(error)}"
        return (Finding((), message, file=name),)


def _bindings(trial: Trial, text: str) -> tuple[Binding, ...]:
    try:
        return tuple(bindings_of(trial, text))
    except COMPUTATION_ERRORS:  # as the findings say
        return ()


def same_map(one: Level, other: Level) -> bool:
    """Tell whether two levels have the same map, bots and noise."""
    if (one.ghosts, section_digests(one)) != (other.ghosts, section_digests(other)):
        return False
    return one.id == other.id  # noise is drawn from it


def _broken(problems: tuple[Problem, ...], path: Path, text: str = "") -> Draft:
    return Draft(None, tuple(of_problem(problem, path.name) for problem in problems), text)
