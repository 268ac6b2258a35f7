"""The rule that nothing is decided by less than a relative 1e-6.

Such a decision may be the opposite on another machine, whose functions round differently.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from descent_game.checking.findings import Fault
from descent_game.checking.trials import Trial
from descent_game.errors import KeyPath
from descent_game.game.goals import Comparison
from descent_game.measuring.claims import Bound, Measured, bounds_of
from descent_game.measuring.measures import MEASURES

MARGIN = 1e-6


def is_close(value: float, threshold: float) -> bool:
    """Tell whether a value is within the margin of a threshold."""
    return abs(value - threshold) <= MARGIN * max(abs(value), abs(threshold))


def margin_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what is within the margin on one variant: claims, the bot's run, reference plays."""
    yield from _claims(trial)
    goal, bot = trial.game.goal, trial.game.bot
    for reason in _close(goal.comparisons(bot.progress, bot.losses)):
        yield Fault("margin", ("bot",), f"the bot: {reason}")
    for index, game in trial.games():
        path: KeyPath = ("plays", index)
        player, moves = game.player, [turn.player for turn in game.turns]
        reached = _close(game.goal.comparisons(player.progress, player.losses))
        for reason in reached or _close(game.goal.move_comparisons(moves)):
            yield Fault("margin", path, f"{trial.level.plays[index].name!r}: {reason}")


def _claims(trial: Trial) -> Iterator[Fault]:
    for index, found in trial.measured.items():
        if not isinstance(found, Measured) or found.complaint:
            continue
        if MEASURES[found.claim.measure].kind == "count":
            continue
        for bound in bounds_of(found.claim, trial.game):
            if _is_marginal(found, bound):
                message = f"{found.claim.say!r}: {found.value!r} is at the bound {bound.number!r}"
                yield Fault("margin", ("claims", index, bound.key), f"{message}; leave room")


def _is_marginal(found: Measured, bound: Bound) -> bool:
    if bound.kind != "equals":
        return is_close(found.value, bound.number)
    allowed = found.claim.tolerance * max(1.0, abs(bound.number))
    return is_close(abs(found.value - bound.number), allowed)


def _close(comparisons: Iterable[Comparison]) -> list[str]:
    """Return the words of the first comparison whose sides are too close; none if all differ."""
    close = (words for value, threshold, words in comparisons if is_close(value, threshold))
    return list(islice(close, 1))


ON_VARIANTS = (margin_faults,)
