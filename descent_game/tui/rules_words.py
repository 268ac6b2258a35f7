"""The rules of a level in words."""

from descent_game.level.schema import RulesSection

MOVES = {
    "free": "any heading, any step up to the longest",
    "axis": "one weight at a time: along w1 or along w2",
    "gradient": "down the compass; you choose the step",
}
TURNABLE = "along one axis at a time; you may turn the axes, once"
PER_WEIGHT = "down a compass that divides each slope by its curvature"


def moves_words(rules: RulesSection) -> str:
    """Return what a move may be."""
    if rules.turn_axes:
        return TURNABLE
    if rules.moves == "gradient" and rules.compass == "per-weight":
        return PER_WEIGHT
    return MOVES[rules.moves]
