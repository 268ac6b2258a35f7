"""Rules about what a level declares without using it, and about parts that it lacks."""

from collections.abc import Iterator
from typing import Any

import msgspec

from descent_game.checking.findings import Fault
from descent_game.checking.trials import Trial
from descent_game.errors import FormulaError
from descent_game.level.schema import Level
from descent_game.losses.formula import parse
from descent_game.losses.tree import Name, walk

EXPRESSIONS = ("start", "goal", "bot", "ghosts", "stars", "noise", "claims", "plays", "questions")
"""The sections in which a text may be a formula in the parameters."""
WORDS = (
    "kind",
    "name",
    "say",
    "measure",
    "optimizer",
    "schedule",
    "follow",
    "ask",
    "choices",
    "because",
)
"""The keys in those sections whose texts are no formulas."""
PLACES = ("start", "minimum")
"""The words that may stand instead of formulas in ``at``."""


def unused_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the parameters and the columns of the level's own that nothing uses."""
    level, in_formula = trial.level, trial.game.variant.loss.names
    used = in_formula | _names_in_expressions(level)
    for name in level.loss.parameters:
        if name not in used:
            message = f"parameter {name!r} is used nowhere; take it out, or use it"
            yield Fault("unused", ("loss", "parameters", name), message)
    image = level.loss.image
    for key, columns in (("columns", level.loss.columns), ("image", image and image.pixels)):
        for name in columns or {}:
            if name not in in_formula:
                message = f"column {name!r} is not in the formula; take it out, or use it"
                within = (key, "pixels") if key == "image" else (key,)
                yield Fault("unused", ("loss", *within, name), message)


def missing_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the parts that a level of the course has and this one has not."""
    level = trial.level
    winning = [play for play in level.plays if play.stars == 3]
    parts = {
        "a hint": level.text.hints,
        "a why page": level.text.why,
        "a question to answer before the game": level.questions,
        "a claim that makes its idea true": level.claims,
        "an insight play in moves, with three stars": [
            play for play in winning if play.insight and play.moves
        ],
        "a play with three stars on variants": [play for play in winning if play.variants],
        "a naive play that must not earn three stars": [
            play for play in level.plays if _is_naive(play.stars, play.stars_at_most)
        ],
    }
    for part, there in parts.items():
        if not there:
            yield Fault("whole", (), f"the level is without {part}")


def _is_naive(stars: int | None, at_most: int | None) -> bool:
    return (stars is not None and stars < 3) or (at_most is not None and at_most < 3)


def _names_in_expressions(level: Level) -> frozenset[str]:
    parameters = tuple(level.loss.parameters)
    sections = [getattr(level, name) for name in EXPRESSIONS]
    texts = [text for section in sections for text in _texts(msgspec.to_builtins(section))]
    loss = level.loss
    texts += _texts(msgspec.to_builtins([loss.net, loss.image, loss.rows, loss.held_out]))
    texts += [text for text in level.loss.parameters.values() if isinstance(text, str)]
    return frozenset().union(*(_names(text, parameters) for text in texts))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a section that may be a formula."""
    if isinstance(value, str) and value not in PLACES:
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in WORDS:
                yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _names(text: str, parameters: tuple[str, ...]) -> set[str]:
    """Return the parameters in a formula; none in a text that is no formula."""
    try:
        tree = parse(text, (*parameters, "w1", "w2"))
    except FormulaError:
        return set()
    return {node.name for node in walk(tree) if isinstance(node, Name)}


ONCE = (unused_faults, missing_faults)
