"""Proposals of claims: what can be measured of a level and is not claimed yet."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import Literal, NamedTuple

from msgspec import structs

from descent_game.checking.trials import COMPUTATION_ERRORS, Trial, variants_of
from descent_game.game.attempts import has_variants
from descent_game.game.wording import plain
from descent_game.level.schema import Claim, Level
from descent_game.level.toml.outline import outline
from descent_game.measuring.claims import Measured, measure
from descent_game.measuring.measures import MEASURES

DIGITS = 6
"""Significant digits in which a measured number is claimed."""
ROUNDING = 1e-4
"""The relative tolerance of a claim whose number is rounded: twenty times the rounding."""
SEEDS = 5
"""Variants, besides the ends of all parameters, on which a bound is tried."""
COSTLY = 50
"""Rows of data from which nothing is searched on the map and no variant is tried."""
ZERO = 1e-9
"""Values smaller than this are claimed as 0."""
SEARCHES = ("minima", "saddles")
PARAMETERS = 8
"""How many parameters are tried as the measured number, alone and over each other."""


class Kind(NamedTuple):
    """A measure at a place that is worth claiming, and the sentence of the claim."""

    measure: str
    at: Literal["start", "minimum"]
    words: str
    say: str


KINDS = (
    Kind("condition_number", "minimum", "the condition number at the minimum",
         "So many times steeper across than along, at the minimum"),
    Kind("coupling_size", "start", "the coupling at the start",
         "So strongly the slope of one weight follows the other, at the start"),
    Kind("compass_error", "start", "the compass's error at the start, in degrees,",
         "So many degrees the compass is off the straight way to the minimum"),
    Kind("stable_rate", "minimum", "the largest stable learning rate at the minimum",
         "Below this learning rate descent is stable at the minimum"),
    Kind("minima", "start", "the number of minima", "So many minima are on the map"),
    Kind("saddles", "start", "the number of saddles", "So many saddles are on the map"),
    Kind("bot_turns", "start", "the number of turns that the bot needs",
         "So many turns the bot needs"),
    Kind("slope", "start", "the slope at the start", "So steep it is at the start"),
)  # fmt: skip
"""In the order in which they are proposed."""


class Proposal(NamedTuple):
    """A claim to make, with what was measured on the published level."""

    kind: Kind
    value: float

    @property
    def words(self) -> str:
        """What was measured, as a sentence begins."""
        return f"{self.kind.words} is {plain(self.value)}"


def proposals(
    trial: Trial, should_continue: Callable[[], bool] = lambda: True
) -> Iterator[Proposal]:
    """Yield what could be claimed of a published level, and is not; finite numbers only."""
    claimed = {(claim.measure, claim.at) for claim in trial.level.claims}
    left_out = SEARCHES if trial.game.variant.loss.cost > COSTLY else ()
    for kind in KINDS:
        if (kind.measure, kind.at) in claimed or kind.measure in left_out or not should_continue():
            continue
        found = _measured(_claim(kind, 0.0), trial)
        if found is not None:
            yield Proposal(kind, 0.0 if abs(found.value) < ZERO else found.value)


def claim_text(level: Level, proposal: Proposal) -> str:
    """Return a proposal as the text of a claim that holds.

    Its bound is the measured number; where variants have other numbers a formula in the parameters
    that holds on all of them, else the claim is about the published level only.
    """
    kind, value = proposal
    trials = [Trial(level)]
    if trials[0].game.variant.loss.cost <= COSTLY:
        trials += variants_of(level, SEEDS)
    lines = [
        "[[claims]]",
        f'name = "{_free_name(kind, level)}"',
        f'say = "{kind.say}"',
        f'measure = "{kind.measure}"',
    ]
    if "at" in MEASURES[kind.measure].takes:
        lines.append(f'at = "{kind.at}"')
    if (formula := _formula(kind, level, trials)) is not None:
        return "\n".join([*lines, f'equals = "{formula}"']) + "\n"
    claim, is_rounded = _rounded(kind, value)
    lines.append(f"equals = {_toml(claim.equals)}")
    lines += [f"tolerance = {claim.tolerance!r}"] if is_rounded else []
    if has_variants(level) and (len(trials) == 1 or not _holds(claim, trials)):
        lines.append("variants = false")
    return "\n".join(lines) + "\n"


def with_claim(text: str, claim: str) -> tuple[str, int]:
    """Return a level file's text with one more claim, and the line, from 0, where it begins.

    It is put after the last claim, else before plays and waivers, else at the end.
    """
    lines = text.split("\n")
    tables = [(header.line, header.path[0]) for header in outline(lines) if header.path]
    claims = [place for place, (_, table) in enumerate(tables) if table == "claims"]
    after = claims[-1] + 1 if claims else None
    if after is None:
        after = next((p for p, (_, t) in enumerate(tables) if t in ("plays", "waivers")), None)
    at = tables[after][0] if after is not None and after < len(tables) else len(lines)
    while at > 0 and lines[at - 1].startswith("#"):  # comments belong to what they stand above
        at -= 1
    before, behind = lines[:at], lines[at:]
    while before and not before[-1].strip():
        before.pop()
    first = [*before, *([""] if before else [])]
    return "\n".join([*first, *claim.rstrip("\n").split("\n"), "", *behind]), len(first)


def _claim(kind: Kind, equals: float | str) -> Claim:
    return Claim(name="proposed", say=kind.say, measure=kind.measure, at=kind.at, equals=equals)


def _rounded(kind: Kind, value: float) -> tuple[Claim, bool]:
    """Return a claim of a measured number in a few digits, and whether these leave anything out."""
    claim = _claim(kind, float(f"{value:.{DIGITS}g}"))
    if math.isclose(float(claim.equals or 0.0), value, rel_tol=claim.tolerance / 100):
        return claim, False
    tolerance = float(f"{ROUNDING * min(1.0, abs(value)):.1g}")
    return structs.replace(claim, tolerance=tolerance), True


def _measured(claim: Claim, trial: Trial) -> Measured | None:
    """Return a claim measured, None where that cannot be done or is not a finite number."""
    try:
        found = measure(claim, trial.game)
    except COMPUTATION_ERRORS:
        return None
    return found if math.isfinite(found.value) else None


def _holds(claim: Claim, trials: Sequence[Trial]) -> bool:
    found = (_measured(claim, trial) for trial in trials)
    return all(one is not None and not one.complaint for one in found)


def _formula(kind: Kind, level: Level, trials: Sequence[Trial]) -> str | None:
    """Return a parameter, or one over another, that is the measure on all trials.

    Where nothing is drawn, a number means the same.
    """
    if len(trials[0].game.variant.parameters) == 0 or not _varies(kind, trials):
        return None
    names = list(level.loss.parameters)[:PARAMETERS]
    formulas = [*names, *(f"{one}/{other}" for one, other in permutations(names, 2))]
    return next((f for f in formulas if _holds(_claim(kind, f), trials)), None)


def _varies(kind: Kind, trials: Sequence[Trial]) -> bool:
    found = [_measured(_claim(kind, 0.0), trial) for trial in trials]
    values = {None if one is None else float(f"{one.value:.{DIGITS}g}") for one in found}
    return len(values) > 1


def _free_name(kind: Kind, level: Level) -> str:
    taken, name = {claim.name for claim in level.claims}, kind.measure.replace("_", "-")
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def _toml(number: float | str | None) -> str:
    assert isinstance(number, float)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
