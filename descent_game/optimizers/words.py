"""What each method does, in words for people who know no name of it."""

from collections.abc import Mapping

from descent_game.optimizers.base import Optimizer

IN_WORDS: Mapping[str, str] = {
    "gd": "straight down the slope",
    "momentum": "down the slope, with a share of its last step, like a heavy ball",
    "nesterov": "momentum that looks at the slope where it is about to roll",
    "adagrad": "a rate for each weight, which falls as that weight's slopes add up",
    "rmsprop": "a rate for each weight, smaller where its slopes were large of late",
    "adam": "a rate for each weight as in rmsprop, and momentum",
    "coordinate": "one weight at a time, in turn",
    "backtracking": "down the slope, each step shortened until the loss falls enough",
    "newton": "jumps to where slope and curvature put the lowest point",
}
"""By the name in the registry; every method there has its words."""


def in_words(optimizer: Optimizer) -> str:
    """Return what a method does and what it may see, in one phrase."""
    return f"{IN_WORDS[optimizer.name]}; sees {optimizer.sees}"
