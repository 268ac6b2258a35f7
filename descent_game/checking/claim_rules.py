"""Rules about claims: each holds, could be broken, and is precise enough."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from descent_game.checking.findings import Fault
from descent_game.checking.text_rules import texts_of
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial
from descent_game.errors import THE_KEY, DescentError, KeyPath, KeyProblemError
from descent_game.game.wording import plain
from descent_game.level.schema import Claim, Policy
from descent_game.measuring.claims import KINDS, Bound, Measured, bounds_of, measure
from descent_game.measuring.measures import MEASURES
from descent_game.measuring.policies import POLICIES

LOOSE = 0.02
"""The relative tolerance from which an ``equals`` proves little."""
CLAIM_KEYS = ("at", "heading", "step", "of", "bot", "policy", "expression")
"""The keys of a claim that only some measures take."""
RANGE_DIGITS = 3
"""Significant digits of what a claim is over all variants."""
IDLE, IDLE_ROOM = 0.001, 1000.0
"""A bound is idle that bars less than this share of what a measure can be, if the value is so many
times as far from it."""
TOLD_SEEDS = 3
"""Variants on which claims about the published level are measured, if texts state them."""
ZERO = 1e-4
"""The largest tolerance of an ``equals`` for a value of about 0."""


def claim_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims that do not hold."""
    for index, found in trial.measured.items():
        claim, path = trial.level.claims[index], ("claims", index)
        if isinstance(found, DescentError):
            yield fault_of_error("claim", path, ("measure",), f"{claim.say!r}: {found}", found)
        elif math.isnan(found.value):
            yield Fault("claim", (*path, "measure"), f"{claim.say!r}: {claim.measure} is undefined")
        elif found.complaint:
            yield Fault("claim", (*path, found.bound), found.complaint)


def with_range(fault: Fault, trials: Sequence[Trial]) -> Fault:
    """Return the fault of a claim with the range of its values over all trials.

    Faults of other rules, of bounds that are formulas, and of values that do not vary are returned
    unchanged.
    """
    if fault.rule != "claim" or len(fault.path) != 3 or fault.path[2] not in (*KINDS, "between"):
        return fault
    _, index, key = fault.path
    assert isinstance(index, int)
    bound = getattr(trials[0].level.claims[index], str(key))
    found = [trial.measured.get(index) for trial in trials]
    values = [one.value for one in found if isinstance(one, Measured)]
    low, high = min(values, default=math.nan), max(values, default=math.nan)
    is_formula = any(isinstance(part, str) for part in (bound if key == "between" else (bound,)))
    if is_formula or not math.isfinite(low) or math.isnan(high) or low == high:
        return fault
    words = _range_words(low, high)
    return replace(fault, message=f"{fault.message}; over all variants it is {words}")


def _range_words(low: float, high: float) -> str:
    """Return a range in a few digits, rounded outwards."""
    if high == math.inf:
        return f"{plain(low)} or more"
    unit = 10.0 ** (math.floor(math.log10(max(abs(low), abs(high)))) - RANGE_DIGITS + 1)
    decimals = max(0, -math.floor(math.log10(unit) + 0.5))
    ends = math.floor(low / unit) * unit, math.ceil(high / unit) * unit
    return " to ".join(f"{round(end, decimals):.10g}" for end in ends)


def claim_form_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims without a bound that could be broken, and those that share a name."""
    names: set[str] = set()
    for index, claim in enumerate(trial.level.claims):
        if claim.name in names:
            message = f"{claim.name!r} is the name of another claim too; fields need one each"
            yield Fault("claim", ("claims", index, "name"), message)
        names.add(claim.name)
        if all(getattr(claim, key) is None for key in (*KINDS, "between")):
            message = f"{claim.say!r} has no bound; give 'equals', 'at_least', 'at_most', 'between'"
            yield Fault("claim", ("claims", index, "name"), message)
        yield from _untaken_faults(claim, ("claims", index))
        measured = isinstance(trial.measured[index], Measured)  # else its bounds may be wrong
        for bound in bounds_of(claim, trial.game) if measured else ():
            found = trial.measured[index]
            assert isinstance(found, Measured)
            if reason := _unbreakable(claim, bound) or _idle(claim, bound, found.value):
                yield Fault("claim", ("claims", index, bound.key), f"{claim.say!r}: {reason}")


def looseness_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims whose tolerance would let a value pass that is off by several percent."""
    for index, found in trial.measured.items():
        if isinstance(found, Measured) and _is_loose(found):
            message = (
                f"a tolerance of {found.claim.tolerance:g} allows {plain(found.value)} to be off by"
                f"{_off(found)}; at most {LOOSE:.0%}, or {ZERO:g} around 0, prove something"
            )
            yield Fault("claim", ("claims", index, "tolerance"), message)


def _untaken_faults(claim: Claim, path: KeyPath) -> Iterator[Fault]:
    """Yield the keys of a claim that its measure does not take."""
    entry = MEASURES.get(claim.measure)
    for key in CLAIM_KEYS if entry else ():
        is_given = getattr(claim, key) not in (None, "start")
        if entry and is_given and key not in entry.takes:
            message = f"{claim.measure} takes no {key!r}; it is {entry}"
            yield Fault("claim", (*path, key), message, within=THE_KEY)
    if claim.policy is not None:
        yield from policy_faults("claim", claim.policy, (*path, "policy"))


def _off(found: Measured) -> str:
    size, allowed = abs(found.value), _allowed(found)
    return f" {allowed / size:.0%}" if size > allowed else f" {allowed:g}"


def _allowed(found: Measured) -> float:
    """Return how far an ``equals`` lets the value be off."""
    return found.claim.tolerance * max(1.0, abs(found.value))


def _is_loose(found: Measured) -> bool:
    if found.claim.equals is None or not math.isfinite(found.value):
        return False
    size, allowed = abs(found.value), _allowed(found)
    return allowed > LOOSE * size and (allowed > ZERO or size > allowed)


def _unbreakable(claim: Claim, bound: Bound) -> str:
    """Return why no value of the measure could break a bound; "" where one could."""
    low, high = MEASURES[claim.measure].bounds if claim.minus is None else (-math.inf, math.inf)
    if bound.kind == "at_least" and bound.number <= low:
        return f"{claim.measure} is never less than {low:g}, so 'at_least' proves nothing"
    if bound.kind == "at_most" and bound.number >= high:
        return f"{claim.measure} is never more than {high:g}, so 'at_most' proves nothing"
    return ""


def _idle(claim: Claim, bound: Bound, value: float) -> str:
    """Return why a bound lets nearly everything pass; "" where it does not.

    It bars hardly any of the values that the measure can have, and what was measured is far away.
    """
    low, high = MEASURES[claim.measure].bounds if claim.minus is None else (-math.inf, math.inf)
    room = abs(value - bound.number)
    if bound.kind == "at_least" and math.isfinite(low):
        barred, whole = bound.number - low, high - low
    elif bound.kind == "at_most" and math.isfinite(high):
        barred, whole = high - bound.number, high - low
    else:
        return ""
    scale = whole if math.isfinite(whole) else abs(value)
    if not math.isfinite(scale) or barred >= IDLE * scale or room < IDLE_ROOM * max(barred, 0.0):
        return ""
    far = f"it is {plain(value)}, and {bound.number:g} bars almost nothing"
    return f"{far}: give the {bound.kind!r} that the words need"


def told_claim_faults(trial: Trial) -> Iterator[Fault]:
    """Yield claims about the published level only that texts state on variants, where they fail."""
    if trial.seed is None or trial.seed > TOLD_SEEDS:
        return
    told = " ".join(text.text for text in texts_of(trial.level))
    for index, claim in enumerate(trial.level.claims):
        if claim.variants or f"{{claim.{claim.name}}}" not in told:
            continue
        try:
            found = measure(claim, trial.game)
        except COMPUTATION_ERRORS:
            continue
        if found.complaint:
            message = (
                f"{found.complaint}; texts state it on variants, too: give 'given', or drop it"
            )
            yield Fault("claim", ("claims", index, "variants"), message)


def policy_faults(rule: str, policy: Policy, path: KeyPath) -> Iterator[Fault]:
    """Yield the keys of a policy that it does not use."""
    entry = POLICIES.get(policy.follow)
    for key in ("step", "rate"):
        if entry and getattr(policy, key) is not None and key not in entry.takes:
            message = f"{policy.follow!r} takes no {key!r}; it {entry}"
            yield Fault(rule, (*path, key), message, within=THE_KEY)


def fault_of_error(
    rule: str, table: KeyPath, usual: KeyPath, message: str, error: DescentError
) -> Fault:
    """Return the fault of a claim or a play at the key that the error names, else a usual one."""
    if isinstance(error, KeyProblemError):
        path, within = error.problem.path, error.problem.within
        return Fault(rule, (*table, *path), message, within)
    return Fault(rule, (*table, *usual), message)


ONCE = (claim_form_faults, looseness_faults)
ON_VARIANTS = (claim_faults, told_claim_faults)
