"""The rules of a level in words."""

from descent_game.game.wording import plain
from descent_game.level.schema import RulesSection

MOVES = {
    "free": "any heading",
    "axis": "one weight at a time: along w1 or along w2",
    "gradient": "down the compass; you choose the step",
}
TURNABLE = "along one axis at a time; you may turn the axes, once"
PER_WEIGHT = "down a compass that divides each slope by its curvature"


def moves_words(rules: RulesSection) -> str:
    """Return what a move may be, and how long."""
    words = MOVES[rules.moves]
    if rules.turn_axes:
        words = TURNABLE
    elif rules.moves == "gradient" and rules.compass == "per-weight":
        words = PER_WEIGHT
    return f"{words}; steps up to {plain(rules.max_step)}"
