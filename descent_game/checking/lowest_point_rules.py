"""Whether the lowest point that claims are about is the lowest: a second search has to agree."""

from collections.abc import Iterator

from descent_game.checking.findings import Fault
from descent_game.checking.trials import Trial
from descent_game.errors import KeyPath
from descent_game.game.wording import plain
from descent_game.level.schema import Level
from descent_game.measuring.lowest import minimum, second_opinion
from descent_game.measuring.measures import MEASURES

DIGITS = 6


def lowest_point_faults(trial: Trial) -> Iterator[Fault]:
    """Yield where the published map is lower than at the lowest point that claims are told of."""
    path = _first_claim_about_it(trial.level)
    if path is None:
        return
    loss, box = trial.game.variant.loss, (trial.level.map.w1, trial.level.map.w2)
    other = second_opinion(loss, box, loss.cost)
    if other is None:
        return
    places = (
        f"({plain(w[0], DIGITS)}, {plain(w[1], DIGITS)}), at {plain(loss.value(w), DIGITS)}"
        for w in (minimum(loss, box), other)
    )
    here, there = places
    message = f"the lowest point that claims are told of is {here}, but it is lower at {there}"
    yield Fault("lowest", path, f"{message}; draw the map around it, or smooth the loss")


def _first_claim_about_it(level: Level) -> KeyPath | None:
    for place, claim in enumerate(level.claims):
        if claim.at == "minimum":
            return "claims", place, "at"
        measure = MEASURES.get(claim.measure)
        if measure and measure.of_lowest:
            return "claims", place, "measure"
    return None
