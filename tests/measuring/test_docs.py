"""What measures and policies are said to be and to take is what they are and take."""

from collections.abc import Mapping
from dataclasses import fields
from itertools import islice
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Claim
from descent_game.measuring.candidates import move_along
from descent_game.measuring.claims import situation_of
from descent_game.measuring.compass_policies import StepSize
from descent_game.measuring.lookup import Documented
from descent_game.measuring.measures import MEASURES
from descent_game.measuring.policies import POLICIES
from descent_game.measuring.situation import Situation
from tests.levels_for_tests import make_level
from tests.measuring import test_claims, test_data_measures

KEYS = {"w": "at", "length": "step", **{k: k for k in ("heading", "bot", "policy", "of")}}
KEYS["expression"] = "expression"
"""The keys of a claim by what they are called in a situation."""
OF_NETS = ("net_weights", "accuracy", "held_out_accuracy")  # measured in tests/level/test_nets.py
COPIES = "bot_start_share"
"""This measure copies its situation, and so reads all of it."""


def watched(kind: type[Any], seen: set[str], names: dict[str, str]) -> type[Any]:
    """Return a kind of object that notes which of its fields are read."""

    def read(self: object, name: str) -> object:
        if name in names:
            seen.add(names[name])
        return super(made, self).__getattribute__(name)

    made: type[Any] = type("Watched", (kind,), {"__getattribute__": read})
    return made


def keys_read(name: str, situation: Situation) -> set[str]:
    seen: set[str] = set()
    given = {field.name: getattr(situation, field.name) for field in fields(situation)}
    copy = watched(Situation, seen, KEYS)(**given)
    seen.clear()
    MEASURES[name].function(copy)
    return seen


def assert_takes(folder: Path, cases: dict[str, tuple[Claim, float]], game: Game) -> None:
    for name, (claim, _) in cases.items():
        if name != COPIES:
            takes = MEASURES[name].takes
            assert keys_read(name, situation_of(claim, game)) == set(takes), name


def test_every_measure_is_measured_by_a_test() -> None:
    assert {*test_claims.MEASURED, *test_data_measures.CASES, *OF_NETS} == set(MEASURES)


def test_every_measure_and_every_policy_has_words_of_its_own() -> None:
    told = [str(one) for one in (*MEASURES.values(), *POLICIES.values())]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("told", [MEASURES, POLICIES])
def test_what_is_told_fits_below_the_editor_at_80_columns(
    told: Mapping[str, Documented[Any]],
) -> None:
    assert not [name for name, one in told.items() if len(wrap(f"{name}: {one}", 78)) > 2]


def test_measures_take_the_keys_that_are_told(tmp_path: Path) -> None:
    assert_takes(tmp_path, test_claims.MEASURED, test_claims.coupled(tmp_path))


def test_measures_of_data_take_the_keys_that_are_told(tmp_path: Path) -> None:
    level = make_level(tmp_path, test_data_measures.LINE, loss=test_data_measures.DATA)
    assert_takes(tmp_path, test_data_measures.CASES, Game(level))


def test_measures_of_nets_take_the_keys_that_are_told(tmp_path: Path) -> None:
    cases = {name: (test_claims.claim(name), 0.0) for name in OF_NETS}
    assert_takes(tmp_path, cases, Game(open_level("slice-of-a-net")))


FREE = ""
GIVEN = 'moves = "gradient"\ninertia = "player"'
AXES = 'moves = "axis"\nturn_axes = true'
GOALS = {
    "keep-promise": 'kind = "keep-promise"\ntolerance = 0.1\ntotal = 9.0',
    "solver": "loss = 9.0",  # a search for more takes its time
}


@pytest.mark.parametrize("name", POLICIES)
def test_policies_take_the_keys_that_are_told(tmp_path: Path, name: str) -> None:
    along = name in ("highest-inertia", "half-inertia", "travel-then-stop")
    turned = name in ("turn-to-shift", "diagonals")
    level = make_level(
        tmp_path, "((w1-2)**2 + 3*(w2-1)**2 + (w1-2)*(w2-1))/2",
        rules=GIVEN if along else AXES if turned else FREE, turns="60",
        goal=GOALS.get(name, "loss = 1e-9"),
    )  # fmt: skip
    game, seen = Game(level), set[str]()
    pace = watched(StepSize, seen, {"step": "step", "rate": "rate"})(0.5, 0.1)
    for push in islice(POLICIES[name].function(game, pace), 60):
        game.play(push if isinstance(push, Move) else move_along(push, level.rules))
        if game.outcome is not None:
            break
    assert seen == set(POLICIES[name].takes)
