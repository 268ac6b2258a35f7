"""The check of one level file: it is read, and checked as published and on variants."""

import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from descent_game.checking import (
    binding_rules,
    claim_rules,
    completeness_rules,
    loss_rules,
    margin_rules,
    play_rules,
    star_rules,
    text_rules,
    wording_rules,
)
from descent_game.checking.blind_rules import BLIND, ENOUGH, blind_faults
from descent_game.checking.claim_rules import with_range
from descent_game.checking.course_rules import LevelFacts, facts_of
from descent_game.checking.findings import Fault, Finding, located, waived, waiver_faults
from descent_game.checking.loss_rules import off_map_faults
from descent_game.checking.star_rules import naive_faults
from descent_game.checking.text_rules import copied_faults
from descent_game.checking.trials import Trial, variants_of
from descent_game.errors import KeyPath, LevelError, Problem
from descent_game.level.loading import level_from_text, read_text
from descent_game.level.variant import draw_variant

ShouldContinue = Callable[[], bool]
"""Returns False to cancel the check."""

Check: TypeAlias = Callable[[Trial], Iterator[Fault]]

GROUPS = (
    text_rules,
    wording_rules,
    completeness_rules,
    loss_rules,
    claim_rules,
    play_rules,
    binding_rules,
    margin_rules,
    star_rules,
)
"""The modules with the rules about one level."""
ONCE: tuple[Check, ...] = tuple(check for group in GROUPS for check in getattr(group, "ONCE", ()))
"""The checks of all groups on the level as it is published."""
ON_VARIANTS: tuple[Check, ...] = tuple(
    check for group in GROUPS for check in getattr(group, "ON_VARIANTS", ())
)
"""The checks of all groups on the published level and on every sampled variant."""


class Case(NamedTuple):
    """A fault and the name of the variant that has it."""

    variant: str
    fault: Fault


class Inspection(NamedTuple):
    """The result of checking one file.

    Attributes:
        name: The file as findings name it.
        facts: What the check of the other files needs.
        findings: What is wrong.
        variants: The number of variants on which it was checked.
        seconds: How long that took.
        text: What the file holds, as far as it can be read.
    """

    name: str
    facts: LevelFacts
    findings: tuple[Finding, ...] = ()
    variants: int = 0
    seconds: float = 0.0
    text: str = ""

    @classmethod
    def of_file(cls, name: str) -> "Inspection":
        """Return the inspection of a file that is no level."""
        return cls(name, LevelFacts(Path(name), Path(name).stem))


def inspect(path: Path, name: str, seeds: int) -> Inspection:
    """Return everything wrong with a level file and its variants. Nothing raises.

    Args:
        path: The file; where it cannot be read that is a finding.
        name: The file as findings name it.
        seeds: As of ``trials.variants_of``.
    """
    began = time.perf_counter()
    if reason := _unreadable(path):
        finding = Finding((), reason, file=name, rule="unreadable")
        return Inspection(name, LevelFacts(path, path.stem), (finding,))
    text = ""
    try:
        text = read_text(path)
        level = level_from_text(text, path)
    except LevelError as error:
        found = tuple(of_problem(problem, name) for problem in error.problems)
        return Inspection(name, LevelFacts(path, path.stem), found, text=text)
    trials = [Trial(level), *variants_of(level, seeds)]
    findings = findings_of(trials, name, text)
    facts = facts_of(level, draw_variant(level).loss.names)
    seconds = time.perf_counter() - began
    return Inspection(name, facts, tuple(findings), len(trials) - 1, seconds, text)


def _unreadable(path: Path) -> str:
    """Return why a file cannot be opened; nothing where it can be."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "is not a file"  # opening a pipe may block
        path.open("rb").close()
    except OSError as error:
        return f"cannot be opened: {error.strerror}"
    return ""


def findings_of(
    trials: Sequence[Trial], name: str, text: str, should_continue: ShouldContinue = lambda: True
) -> list[Finding]:
    """Return what is wrong with a level.

    Args:
        trials: The level as published, then on variants.
        name: Its file as findings name it.
        text: The text of the file.
        should_continue: Once it returns False the remaining checks are skipped.
    """
    level = trials[0].level
    with np.errstate(all="ignore"):  # where there is no loss, a rule says so
        faults = [fault for check in ONCE if should_continue() for fault in check(trials[0])]
        faults += copied_faults(level, text)
        faults += naive_faults(trials) if should_continue() else ()
        faults += off_map_faults(trials) if should_continue() else ()
        if len(trials) > ENOUGH and should_continue():
            faults += blind_faults(trials)
        cases = _by_key(trials, should_continue).values()
    summed_up = (_summed_up(of_key, len(trials) - 1) for of_key in cases)
    faults += [with_range(fault, trials) if should_continue() else fault for fault in summed_up]
    findings = located(faults, name, text)
    undecided = () if len(trials) > ENOUGH else (BLIND,)
    unneeded = located(waiver_faults(findings, level.waivers, undecided), name, text)
    return sorted([*waived(findings, level.waivers), *unneeded], key=lambda finding: finding.line)


def _by_key(
    trials: Iterable[Trial], should_continue: ShouldContinue
) -> dict[tuple[str, KeyPath], list[Case]]:
    """Return the faults of all trials by rule and key, with the names of their variants."""
    found: dict[tuple[str, KeyPath], list[Case]] = {}
    for trial in trials:
        for fault in _trial_faults(trial, should_continue):
            found.setdefault((fault.rule, fault.path), []).append(Case(trial.name, fault))
    return found


def _trial_faults(trial: Trial, should_continue: ShouldContinue) -> list[Fault]:
    try:
        _ = trial.game  # drawn here, once for all checks
    except LevelError as error:
        return [_of_variant(problem, trial) for problem in error.problems]
    return [fault for check in ON_VARIANTS if should_continue() for fault in check(trial)]


def _summed_up(cases: list[Case], variants: int) -> Fault:
    """Return one fault for all variants that have it, with their number."""
    first, fault = cases[0]
    others = [name for name in dict.fromkeys(name for name, _ in cases) if name != first]
    message = f"in the variant of {first}: {fault.message}" if first else fault.message
    if others:
        listed = ", ".join(others[:3]) + (", ..." if len(others) > 3 else "")
        more = " more" if first else ""
        message += f" (and in {len(others)}{more} of {variants} variants: {listed})"
    return replace(fault, message=message)


def _of_variant(problem: Problem, trial: Trial) -> Fault:
    prefix = f"in the variant of seed {trial.seed}: "
    rule = "start" if problem.path == ("start", "w") else "variant"
    return Fault(rule, problem.path, problem.message.removeprefix(prefix))


def of_problem(problem: Problem, name: str) -> Finding:
    """Return a problem that keeps a file from being read as a finding."""
    return Finding(**vars(replace(problem, file=name)))
