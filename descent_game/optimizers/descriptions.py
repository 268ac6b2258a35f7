"""What each method does, in words for people who know no name of it."""

from collections.abc import Mapping

from descent_game.optimizers.base import Optimizer, short

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

RATES_IN_WORDS: Mapping[str, str] = {
    "step": "a rate that changes in steps",
    "exponential": "a rate that shrinks every turn",
    "cosine": "a rate that shrinks, slowly at both ends",
    "inverse": "a rate that shrinks ever more slowly",
    "one-cycle": "a rate that rises and falls once",
}
"""What each schedule does to the learning rate; every one in the registry but the constant."""


def in_words(optimizer: Optimizer) -> str:
    """Return what a method does and what it may see, in one phrase."""
    settings, words = optimizer.settings, [IN_WORDS[optimizer.name]]
    if "schedule" in settings:
        grows = float(settings.get("factor", 0.0)) > 1.0
        rate = (
            "a rate that grows every turn" if grows else RATES_IN_WORDS[str(settings["schedule"])]
        )
        words.append(f"with {rate}")
    if "cap" in settings:
        words.append(f"no step longer than {short(settings['cap'])}")
    return f"{', '.join(words)}; sees {optimizer.sees}"
