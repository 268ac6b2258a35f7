"""Measures of the data below a loss, and of the loss on rows that are held out."""

import math
from collections.abc import Sequence

from descent_game.errors import FormulaError
from descent_game.level.model import data_of
from descent_game.level.variant import resolver_of
from descent_game.losses.convnet import ConvolutionLoss
from descent_game.losses.formula import parse
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Point, Surface
from descent_game.measuring.lookup import CheckError
from descent_game.measuring.measure import AT, Measure
from descent_game.measuring.situation import Situation


def correlation(situation: Situation) -> float:
    """Return the correlation of two formulas over the rows of the data (Pearson)."""
    if len(situation.of) != 2:
        raise CheckError("the measure needs 'of', two formulas in the columns of the data")
    first, second = situation.of
    return _covariance(situation, first, second) / math.sqrt(
        _covariance(situation, first, first) * _covariance(situation, second, second)
    )


def spread(situation: Situation) -> float:
    """Return the standard deviation of a formula over the rows of the data, the population's."""
    if len(situation.of) != 1:
        raise CheckError("the measure needs 'of', one formula in the columns of the data")
    return math.sqrt(_covariance(situation, situation.of[0], situation.of[0]))


def accuracy(situation: Situation) -> float:
    """Return the share of rows that a net gets right."""
    return _accuracy(situation.surface, situation.w)


def held_out_accuracy(situation: Situation) -> float:
    """Return the share of the held out rows that a net gets right."""
    game = situation.game
    return _accuracy(resolver_of(game.level, game.seed).held_out, situation.w)


def held_out_loss(situation: Situation, w: Point) -> float:
    """Return the loss on the held out rows, at a point in the frame of the level file."""
    loss = situation.game.held_out_loss(situation.game.variant.mirror.apply(w))
    if loss is None:
        raise CheckError("the level holds no rows out")
    return loss


def bot_held_out(situation: Situation) -> float:
    """Return the loss on the held out rows after as many of the bot's turns as the level has."""
    run = situation.bot_run(situation.game.level.rules.turns, stop_at_goal=False)
    return held_out_loss(situation, situation.game.variant.mirror.undo(run.path[-1]))


def bot_rest_held_out(situation: Situation) -> float:
    """Return the loss on the held out rows after a very long run of the bot."""
    run = situation.long_run()
    return held_out_loss(situation, situation.game.variant.mirror.undo(run.path[-1]))


def net_weights(situation: Situation) -> float:
    """Return how many weights a net has, frozen or not."""
    net = situation.game.level.loss.net
    if net is None:
        raise CheckError("only a net has weights besides the two")
    return float(len(net.kernel) + len(net.readout) + 2)


def _covariance(situation: Situation, first: str, second: str) -> float:
    level, parameters = situation.game.level, situation.game.variant.parameters
    data = data_of(level, parameters)
    if data is None:
        raise CheckError("the level has no data")
    for place, text in enumerate(situation.of):
        _check(text, place, (*parameters, *data.names))
    formula = f"mean((({first}) - mean({first}))*(({second}) - mean({second})))"
    return Loss(formula, parameters, data).value((0.0, 0.0))


def _check(text: str, place: int, names: Sequence[str]) -> None:
    """Raise ``CheckError`` at the character where a formula in columns cannot be read."""
    try:
        parse(text, names, names)
    except FormulaError as error:
        raise CheckError(error.message, ("of", place), error.column) from None


def _accuracy(surface: Surface | None, w: Point) -> float:
    if not isinstance(surface, ConvolutionLoss):
        raise CheckError("only a net with such rows can be right or wrong")
    return surface.accuracy(w)


DATA_MEASURES: dict[str, Measure] = {
    "rows": Measure(
        lambda s: float(s.game.variant.loss.count),
        "how many rows of data the loss is taken over",
        kind="count",
    ),
    "correlation": Measure(
        correlation, "the correlation of two formulas over the rows, from -1 to 1", ("of",)
    ),
    "spread": Measure(spread, "the standard deviation of one formula over the rows", ("of",)),
    "net_weights": Measure(net_weights, "how many weights a net has, frozen or not", kind="count"),
    "accuracy": Measure(
        accuracy, "the share of the rows that a net gets right, from 0 to 1", AT, kind="share"
    ),
    "held_out_accuracy": Measure(
        held_out_accuracy,
        "the share of the held out rows that a net gets right",
        AT,
        kind="share",
    ),
    "held_out_loss": Measure(lambda s: held_out_loss(s, s.w), "the loss on the held out rows", AT),
}
"""By the names that level files use."""
