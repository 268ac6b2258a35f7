"""Whether anything hangs by a hair: what is decided by less than a relative 1e-6.

Such a decision may fall the other way on another machine, whose logarithms round differently.
"""

from collections.abc import Iterator

from descent_game.checking.findings import Fault
from descent_game.checking.trials import Trial
from descent_game.game.game import Game
from descent_game.game.goals import goal_loss
from descent_game.game.track import Track
from descent_game.level.schema import Goal, KeepPromiseGoal
from descent_game.level.toml.positions import KeyPath
from descent_game.measuring.claims import Bound, Measured, bounds_of
from descent_game.measuring.measures import COUNTS

MARGIN = 1e-6


def is_close(value: float, threshold: float) -> bool:
    """Tell whether a value is within the margin of a threshold."""
    return abs(value - threshold) <= MARGIN * max(abs(value), abs(threshold))


def margin_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what hangs by a hair on one variant: claims, the bot's run, reference plays."""
    yield from _claims(trial)
    for reason in _track_margins(trial.game.bot, trial.game.variant.goal):
        yield Fault("margin", ("bot",), f"the bot: {reason}")
    for place, game in trial.games():
        path: KeyPath = ("plays", place)
        reasons = [*_track_margins(game.player, game.variant.goal), *_promise_margins(game)]
        for reason in reasons[:1]:
            yield Fault("margin", path, f"{trial.level.plays[place].name!r}: {reason}")


def _claims(trial: Trial) -> Iterator[Fault]:
    for place, found in trial.measured.items():
        if not isinstance(found, Measured) or found.complaint or found.claim.measure in COUNTS:
            continue
        for bound in bounds_of(found.claim, trial.game):
            if _hangs(found, bound):
                message = f"{found.claim.say!r}: {found.value!r} is at the bound {bound.number!r}"
                yield Fault("margin", ("claims", place, bound.key), f"{message}; leave room")


def _hangs(found: Measured, bound: Bound) -> bool:
    if bound.kind != "equals":
        return is_close(found.value, bound.number)
    allowed = found.claim.tolerance * max(1.0, abs(bound.number))
    return is_close(abs(found.value - bound.number), allowed)


def _track_margins(track: Track, goal: Goal) -> Iterator[str]:
    """Yield where a way is as good as at the goal's threshold, up to the turn that met it."""
    if isinstance(goal, KeepPromiseGoal):
        if is_close(track.progress.counted, float(goal.total)):
            yield f"counted {track.progress.counted!r} of {goal.total!r}; move the goal"
        return
    threshold = goal_loss(goal)
    for turn, loss in enumerate(track.losses):
        if is_close(loss, threshold):
            yield f"the loss after turn {turn} is {loss!r}, the goal {threshold!r}; move the goal"
            return


def _promise_margins(game: Game) -> Iterator[str]:
    goal = game.variant.goal
    if not isinstance(goal, KeepPromiseGoal):
        return
    for turn in game.turns:
        readout = turn.player.readout
        allowed = goal.tolerance * abs(readout.promise)
        if allowed > 0.0 and is_close(abs(readout.surprise), allowed):
            yield f"move {turn.number} keeps its promise only just; move the tolerance"
