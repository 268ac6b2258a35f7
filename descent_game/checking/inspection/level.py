"""One level file under every check: read, looked at as it is, tried on its variants."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from descent_game.checking.inspection.course import Facts, facts_of
from descent_game.checking.inspection.findings import Fault, Finding, Severity, located
from descent_game.checking.inspection.margins import margin_faults
from descent_game.checking.inspection.proofs import (
    claim_faults,
    claim_form_faults,
    looseness_faults,
    play_faults,
    play_form_faults,
    start_faults,
)
from descent_game.checking.inspection.stars import bot_faults, goal_faults, naive_faults, par_faults
from descent_game.checking.inspection.surface import surface_faults
from descent_game.checking.inspection.texts import question_faults, text_faults
from descent_game.checking.inspection.trials import Trial
from descent_game.checking.inspection.unused import missing_faults, unused_faults
from descent_game.checking.inspection.waivers import waived, waiver_faults
from descent_game.errors import LevelError, Problem
from descent_game.level.loading import read_level
from descent_game.level.positions import KeyPath
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant

ONCE: tuple[Callable[[Trial], Iterator[Fault]], ...] = (
    text_faults,
    question_faults,
    unused_faults,
    missing_faults,
    surface_faults,
    claim_form_faults,
    looseness_faults,
    play_form_faults,
    naive_faults,
)
"""The checks on the level as it is published."""
ON_VARIANTS: tuple[Callable[[Trial], Iterator[Fault]], ...] = (
    start_faults,
    claim_faults,
    play_faults,
    margin_faults,
    goal_faults,
    bot_faults,
    par_faults,
)
"""The checks on the published level and on every sampled variant."""


class Case(NamedTuple):
    """A fault and the seed of the variant that has it, None for the published level."""

    seed: int | None
    fault: Fault


class Inspection(NamedTuple):
    """What was found in one file, and what the check of the other files needs to know of it.

    ``name`` is the file as findings name it.
    """

    name: str
    facts: Facts
    findings: tuple[Finding, ...] = ()
    variants: int = 0
    seconds: float = 0.0

    @classmethod
    def of_file(cls, name: str) -> "Inspection":
        """Return the inspection of a file that is no level: nothing was tried."""
        return cls(name, Facts(Path(name), Path(name).stem))


def inspect(path: Path, name: str, seeds: int) -> Inspection:
    """Return everything wrong with a level file, on variants 1 to ``seeds`` as well.

    ``name`` is the file as findings name it. Nothing raises: what cannot be read is a finding.
    """
    began = time.perf_counter()
    try:
        path.open("rb").close()
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
        finding = Finding(name, 1, "", Severity.ERROR, "unreadable", reason)
        return Inspection(name, Facts(path, path.stem), (finding,))
    try:
        level = read_level(path)
    except LevelError as error:
        found = tuple(_of_schema(problem, name) for problem in error.problems)
        return Inspection(name, Facts(path, path.stem), found)
    findings = _findings(level, name, seeds)
    facts = facts_of(level, draw_variant(level).loss.names)
    return Inspection(name, facts, tuple(findings), seeds, time.perf_counter() - began)


def _findings(level: Level, name: str, seeds: int) -> list[Finding]:
    text = level.path.read_text(encoding="utf-8-sig")
    published = Trial(level, None)
    faults = [fault for check in ONCE for fault in check(published)]
    trials = [published, *(Trial(level, seed) for seed in range(1, seeds + 1))]
    faults += [_summed_up(cases, seeds) for cases in _by_place(trials).values()]
    findings = located(faults, name, text)
    unneeded = located(waiver_faults(findings, level.waivers), name, text)
    return sorted([*waived(findings, level.waivers), *unneeded], key=lambda finding: finding.line)


def _by_place(trials: Iterable[Trial]) -> dict[tuple[str, KeyPath], list[Case]]:
    """Return the faults of all trials by rule and key, with the seeds of their variants."""
    found: dict[tuple[str, KeyPath], list[Case]] = {}
    for trial in trials:
        for fault in _trial_faults(trial):
            found.setdefault((fault.rule, fault.path), []).append(Case(trial.seed, fault))
    return found


def _trial_faults(trial: Trial) -> list[Fault]:
    try:
        _ = trial.game  # drawn here, once for all checks
    except LevelError as error:
        return [_of_variant(problem, trial) for problem in error.problems]
    return [fault for check in ON_VARIANTS for fault in check(trial)]


def _summed_up(cases: list[Case], seeds: int) -> Fault:
    """Return one fault for all variants that have it: the first, and how many more."""
    first, fault = cases[0]
    others = sorted({seed for seed, _ in cases[1:] if seed is not None} - {first})
    message = fault.message if first is None else f"in the variant of seed {first}: {fault.message}"
    if others:
        listed = ", ".join(map(str, others[:3])) + (", ..." if len(others) > 3 else "")
        more = "" if first is None else " more"
        message += f" (and in {len(others)}{more} of {seeds} variants: seeds {listed})"
    return fault._replace(message=message)


def _of_variant(problem: Problem, trial: Trial) -> Fault:
    parts = problem.key.split(".")
    path = tuple(int(part) if part.isdecimal() else part for part in parts)
    prefix = f"in the variant of seed {trial.seed}: "
    return Fault("variant", path, problem.message.removeprefix(prefix))


def _of_schema(problem: Problem, name: str) -> Finding:
    return Finding(name, problem.line, problem.key, Severity.ERROR, "schema", problem.message)
