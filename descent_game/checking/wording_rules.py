"""Rules about words beside fields, and about directions that mirror images turn round."""

import re
from collections.abc import Iterator, Mapping

from descent_game.checking.findings import Fault
from descent_game.checking.text_rules import texts_of
from descent_game.checking.trials import Trial

UNITS: Mapping[str, tuple[str, ...]] = {
    "turns": ("bot_turns", "bot_leaves", "turns"),
    "degrees": (
        "best_heading_error", "compass_error", "own_rates_error", "shift_error",
    ),
    "a distance": ("bot_last_step", "bot_longest_step", "bot_travel", "distance"),
    "a slope": (
        "drop_rate", "larger_slope", "slope", "slope_1", "slope_2", "slope_along", "slope_size_1",
        "slope_size_2",
    ),
    "a loss": (
        "alone_1", "alone_2", "bot_final_loss", "bot_rest_loss", "final_loss", "interaction",
        "loss", "loss_after", "promise", "surprise", "together",
    ),
}  # fmt: skip
"""The units of measures that have one of their own; curvatures, ratios and counts are left out."""
NOUNS: Mapping[str, str] = {
    "turn": "turns", "turns": "turns", "degrees": "degrees",
    "away": "a distance", "apart": "a distance", "units": "a distance",
}  # fmt: skip
"""Words right after a field, and the unit that they ask for."""

_UNIT_OF = {name: unit for unit, names in UNITS.items() for name in names}
_FIELD_AND_NOUN = re.compile(r"\{claim\.([\w-]+)\}\s+(" + "|".join(NOUNS) + r")\b")
_DIRECTION = re.compile(
    r"\bboth\s+weights\s+(?:rise|fall|grow|shrink|go\s+up|go\s+down|increase|decrease)\b"
    r"|\bone\s+(?:weight\s+)?(?:rises|goes\s+up)\b[^.?]{0,30}\bother\s+(?:falls|goes\s+down)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|when|where|whether|or)\b", re.IGNORECASE)


def unit_faults(trial: Trial) -> Iterator[Fault]:
    """Yield fields whose measure has another unit than the word behind them."""
    measures = {claim.name: claim.measure for claim in trial.level.claims}
    for text in texts_of(trial.level):
        for found in _FIELD_AND_NOUN.finditer(text.text):
            unit, asked = _UNIT_OF.get(measures.get(found[1], "")), NOUNS[found[2]]
            if unit is not None and unit != asked:
                message = f"{{claim.{found[1]}}} is {unit}, and {found[2]!r} asks for {asked}"
                yield Fault("unit", text.path, message, within=found.start() + 1)


def direction_faults(trial: Trial) -> Iterator[Fault]:
    """Yield sentences that say which way weights go together, where variants are mirrored."""
    if not trial.level.variants.mirrors:
        return
    for text in texts_of(trial.level):
        for found in _DIRECTION.finditer(text.text) if text.kind != "ask" else ():
            if _CONDITION.search(_sentence_before(text.text, found.start())):
                continue
            words = " ".join(found[0].split())
            message = f"{words!r} is not so on variants with one weight mirrored"
            remedy = "name the direction by what is measured, or set mirrors = false"
            yield Fault("mirrored", text.path, f"{message}: {remedy}", within=found.start() + 1)


def _sentence_before(text: str, end: int) -> str:
    return re.split(r"[.?!:]\s", text[:end])[-1]


ONCE = (unit_faults, direction_faults)
