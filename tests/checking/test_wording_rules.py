"""Words beside fields, and directions on mirrored maps."""

from pathlib import Path

import pytest

from descent_game.checking.trials import Trial
from descent_game.checking.wording_rules import NOUNS, UNITS, direction_faults, unit_faults
from descent_game.measuring.measures import MEASURES
from tests.levels_for_tests import level_text, write_level

CLAIMS = '[[claims]]\nname = "c"\nsay = "s"\nmeasure = "{measure}"\nat_least = 0.0\n'


def trial_of(folder: Path, brief: str, more: str = "") -> Trial:
    text = level_text(more=more).replace('brief = "A brief."', f'brief = """{brief}"""')
    return Trial(write_level(folder, text))


def test_units_are_those_of_measures() -> None:
    names = [name for names in UNITS.values() for name in names]
    assert set(names) <= set(MEASURES)
    assert len(names) == len(set(names))
    assert set(NOUNS.values()) <= set(UNITS)


@pytest.mark.parametrize(
    ("measure", "words", "faulty"),
    [
        ("slope", "{claim.c} away", True),
        ("distance", "{claim.c} away", False),
        ("bot_turns", "{claim.c} turns", False),
        ("loss", "{claim.c}\nturns", True),
        ("compass_error", "{claim.c} degrees", False),
        ("distance", "{claim.c} degrees", True),
        ("slope", "{claim.c} per unit", False),
        ("condition_number", "{claim.c} units", False),
    ],
)
def test_a_unit_fits_the_word_behind_the_field(
    tmp_path: Path, measure: str, words: str, faulty: bool
) -> None:
    trial = trial_of(tmp_path, f"It is {words}.", CLAIMS.format(measure=measure))
    assert bool(list(unit_faults(trial))) is faulty


@pytest.mark.parametrize(
    ("words", "faulty"),
    [
        ("Along the floor both weights rise together.", True),
        ("There one rises and the other falls.", True),
        ("If both weights rise it costs, else it pays.", False),
        ("The readout tells where both weights go down.", False),
        ("Both weights have one curvature.", False),
    ],
)
def test_directions_are_found_where_maps_are_mirrored(
    tmp_path: Path, words: str, faulty: bool
) -> None:
    trial = trial_of(tmp_path, words, "[variants]\nmirrors = true\n")
    assert bool(list(direction_faults(trial))) is faulty
    assert list(direction_faults(trial_of(tmp_path, words))) == []
