"""Whether a level is as it says: start, claims and reference plays, on one variant."""

import math
from collections.abc import Iterator

from descent_game.checking.claims import Measured, bounds_of
from descent_game.checking.inspection.findings import Fault
from descent_game.checking.inspection.stars import goal_key
from descent_game.checking.inspection.trials import Trial
from descent_game.checking.plays import complaint, stand_still
from descent_game.errors import DescentError
from descent_game.game.aiming import GRID
from descent_game.game.game import Game
from descent_game.game.goals import goal_loss
from descent_game.game.moves import step_ladder
from descent_game.game.wording import plain
from descent_game.level.positions import KeyPath
from descent_game.level.schema import Claim, Level, Play

LOOSE = 0.02
"""The relative tolerance from which an ``equals`` proves little."""


def start_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what is wrong with the start: no loss there, or nothing left to do."""
    game = trial.game
    goal = goal_loss(game.variant.goal)
    if not math.isfinite(game.loss):
        yield Fault("start", ("start", "w"), f"the loss is {game.loss} at the start")
    elif game.loss <= goal:
        words = f"the loss is {plain(game.loss)}, at or below the goal of {plain(goal)} already"
        yield Fault("start", ("start", "w"), f"{words}; start higher up")
    else:
        idle = Game(trial.level, trial.seed)
        stand_still(idle)
        if idle.player.reached:
            yield Fault("nothing", goal_key(trial.level), "doing nothing reaches the goal")


def claim_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims that do not hold."""
    for place, found in trial.measured.items():
        claim, path = trial.level.claims[place], ("claims", place)
        if isinstance(found, DescentError):
            yield Fault("claim", (*path, "measure"), f"{claim.say!r}: {found}")
        elif math.isnan(found.value):
            yield Fault("claim", (*path, "measure"), f"{claim.say!r}: {claim.measure} is undefined")
        elif found.complaint:
            yield Fault("claim", (*path, found.bound), found.complaint)


def claim_form_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims that prove nothing."""
    for place, claim in enumerate(trial.level.claims):
        if not bounds_of(claim, trial.game):
            message = f"{claim.say!r} has no bound; give 'equals', 'at_least', 'at_most', 'between'"
            yield Fault("claim", ("claims", place, "name"), message)


def looseness_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the claims whose tolerance would let a value pass that is off by several percent."""
    for place, found in trial.measured.items():
        if isinstance(found, Measured) and _is_loose(found):
            message = (
                f"a tolerance of {found.claim.tolerance:g} allows {plain(found.value)} to be off by"
                f" {_allowed(found) / abs(found.value):.0%}; at most {LOOSE:.0%} prove something"
            )
            yield Fault("claim", ("claims", place, "tolerance"), message)


def play_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the reference plays that cannot be made, or earn other stars than they say."""
    for place, game in trial.played.items():
        play, path = trial.level.plays[place], ("plays", place)
        if isinstance(game, DescentError):
            key = "moves" if play.moves is not None else "policy"
            yield Fault("play", (*path, key), f"{play.name!r}: {game}")
        elif reason := complaint(play, game.stars):
            key = "stars" if play.stars is not None else "stars_at_most"
            yield Fault("play", (*path, key), f"{reason} ({_ending(game)})")


def play_form_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the plays that prove nothing, and moves that no key makes."""
    for place, play in enumerate(trial.level.plays):
        if play.stars is None and play.stars_at_most is None:
            message = f"{play.name!r} proves nothing; give 'stars' or 'stars_at_most'"
            yield Fault("play", ("plays", place, "name"), message)
        yield from _key_faults(trial.level, play, ("plays", place, "moves"))


def _allowed(found: Measured) -> float:
    """Return how far an ``equals`` lets the value be off."""
    return found.claim.tolerance * max(1.0, abs(found.value))


def _is_loose(found: Measured) -> bool:
    has_size = found.claim.equals is not None and math.isfinite(found.value) and found.value != 0.0
    return has_size and _allowed(found) > LOOSE * abs(found.value) and not _is_zero(found.claim)


def _is_zero(claim: Claim) -> bool:
    return claim.equals == 0.0


def _key_faults(level: Level, play: Play, path: KeyPath) -> Iterator[Fault]:
    ladder = step_ladder(level.rules.max_step)
    for number, (heading, step, *_) in enumerate(play.moves or (), start=1):
        if not isinstance(heading, str) and heading % GRID != 0.0:
            message = f"move {number}: heading {heading:g} is no multiple of {GRID:g} degrees"
            yield Fault("keys", path, message)
        assert not isinstance(step, str)
        near = min(ladder, key=lambda rung: abs(rung - step))
        if abs(near - step) > 1e-6 * near:
            message = (
                f"move {number}: step {step:g} is not on the ladder; the nearest is {near:.7g}"
            )
            yield Fault("keys", path, message)


def _ending(game: Game) -> str:
    if game.player.goal_turn is None:
        return f"not at the goal, loss {plain(game.loss)}"
    return f"at the goal on turn {game.player.goal_turn}, par is {game.variant.par}"
