"""The lowest point of a map: published minima, walls, creases and narrow valleys; every level."""

import math
from pathlib import Path
from typing import NamedTuple

import pytest

from descent_game.catalogue.catalogue import course
from descent_game.checking.loss_rules import lowest_point_faults
from descent_game.checking.trials import Trial
from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Box
from descent_game.measuring.lowest import minimum, second_opinion
from descent_game.measuring.solver import solved, straight_turns
from tests.checking.multistart import POINTS, agrees, lowest_loss
from tests.levels_for_tests import make_level


class Landscape(NamedTuple):
    name: str
    formula: str
    box: Box
    lowest: float


LANDSCAPES = [
    Landscape(
        "ackley",
        "-20*exp(-0.2*sqrt(0.5*(w1**2+w2**2)))-exp(0.5*(cos(2*pi*w1)+cos(2*pi*w2)))+e+20",
        ((-32.0, 32.0), (-32.0, 32.0)),
        0.0,
    ),
    Landscape(
        "beale",
        "(1.5-w1+w1*w2)**2+(2.25-w1+w1*w2**2)**2+(2.625-w1+w1*w2**3)**2",
        ((-4.5, 4.5), (-4.5, 4.5)),
        0.0,
    ),
    Landscape(
        "booth",
        "(w1+2*w2-7)**2+(2*w1+w2-5)**2",
        ((-10.0, 10.0), (-10.0, 10.0)),
        0.0,
    ),
    Landscape(
        "branin",
        "(w2-5.1/(4*pi**2)*w1**2+5/pi*w1-6)**2+10*(1-1/(8*pi))*cos(w1)+10",
        ((-5.0, 10.0), (0.0, 15.0)),
        0.397887358,
    ),
    Landscape(
        "bukin 6",
        "100*sqrt(abs(w2-0.01*w1**2))+0.01*abs(w1+10)",
        ((-15.0, -5.0), (-3.0, 3.0)),
        0.0,
    ),
    Landscape(
        "cross in tray",
        "-0.0001*(abs(sin(w1)*sin(w2)*exp(abs(100-sqrt(w1**2+w2**2)/pi)))+1)**0.1",
        ((-10.0, 10.0), (-10.0, 10.0)),
        -2.062611871,
    ),
    Landscape(
        "drop wave",
        "-(1+cos(12*sqrt(w1**2+w2**2)))/(0.5*(w1**2+w2**2)+2)",
        ((-5.12, 5.12), (-5.12, 5.12)),
        -1.0,
    ),
    Landscape(
        "easom 100",
        "-cos(w1)*cos(w2)*exp(-((w1-pi)**2+(w2-pi)**2))",
        ((-100.0, 100.0), (-100.0, 100.0)),
        -1.0,
    ),
    Landscape(
        "easom",
        "-cos(w1)*cos(w2)*exp(-((w1-pi)**2+(w2-pi)**2))",
        ((-10.0, 10.0), (-10.0, 10.0)),
        -1.0,
    ),
    Landscape(
        "eggholder",
        "-(w2+47)*sin(sqrt(abs(w1/2+w2+47)))-w1*sin(sqrt(abs(w1-w2-47)))",
        ((-512.0, 512.0), (-512.0, 512.0)),
        -959.6406627,
    ),
    Landscape(
        "goldstein price",
        "(1+(w1+w2+1)**2*(19-14*w1+3*w1**2-14*w2+6*w1*w2+3*w2**2))*(30+(2*w1-3*w2)**2"
        "*(18-32*w1+12*w1**2+48*w2-36*w1*w2+27*w2**2))",
        ((-2.0, 2.0), (-2.0, 2.0)),
        3.0,
    ),
    Landscape(
        "griewank",
        "1+(w1**2+w2**2)/4000-cos(w1)*cos(w2/sqrt(2))",
        ((-60.0, 60.0), (-60.0, 60.0)),
        0.0,
    ),
    Landscape(
        "himmelblau",
        "(w1**2+w2-11)**2+(w1+w2**2-7)**2",
        ((-5.0, 5.0), (-5.0, 5.0)),
        0.0,
    ),
    Landscape(
        "holder table",
        "-abs(sin(w1)*cos(w2)*exp(abs(1-sqrt(w1**2+w2**2)/pi)))",
        ((-10.0, 10.0), (-10.0, 10.0)),
        -19.20850257,
    ),
    Landscape(
        "matyas",
        "0.26*(w1**2+w2**2)-0.48*w1*w2",
        ((-10.0, 10.0), (-10.0, 10.0)),
        0.0,
    ),
    Landscape(
        "mccormick",
        "sin(w1+w2)+(w1-w2)**2-1.5*w1+2.5*w2+1",
        ((-1.5, 4.0), (-3.0, 4.0)),
        -1.913222955,
    ),
    Landscape(
        "michalewicz",
        "-sin(w1)*sin(w1**2/pi)**20-sin(w2)*sin(2*w2**2/pi)**20",
        ((0.0, math.pi), (0.0, math.pi)),
        -1.80130341,
    ),
    Landscape(
        "powell singular 2d",
        "(w1+10*w2)**2+5*(w1-w2)**4",
        ((-4.0, 4.0), (-4.0, 4.0)),
        0.0,
    ),
    Landscape(
        "rastrigin",
        "20+w1**2+w2**2-10*cos(2*pi*w1)-10*cos(2*pi*w2)",
        ((-5.12, 5.12), (-5.12, 5.12)),
        0.0,
    ),
    Landscape(
        "rosenbrock",
        "(1-w1)**2+100*(w2-w1**2)**2",
        ((-2.0, 2.0), (-1.0, 3.0)),
        0.0,
    ),
    Landscape(
        "six hump camel",
        "(4-2.1*w1**2+w1**4/3)*w1**2+w1*w2+(-4+4*w2**2)*w2**2",
        ((-3.0, 3.0), (-2.0, 2.0)),
        -1.031628453,
    ),
    Landscape(
        "styblinski tang",
        "(w1**4-16*w1**2+5*w1+w2**4-16*w2**2+5*w2)/2",
        ((-5.0, 5.0), (-5.0, 5.0)),
        -78.33233141,
    ),
    Landscape(
        "three hump camel",
        "2*w1**2-1.05*w1**4+w1**6/6+w1*w2+w2**2",
        ((-5.0, 5.0), (-5.0, 5.0)),
        0.0,
    ),
    Landscape(
        "schaffer 2",
        "0.5+(sin(w1**2-w2**2)**2-0.5)/(1+0.001*(w1**2+w2**2))**2",
        ((-100.0, 100.0), (-100.0, 100.0)),
        0.0,
    ),
    Landscape(
        "schaffer 4",
        "0.5+(cos(sin(abs(w1**2-w2**2)))**2-0.5)/(1+0.001*(w1**2+w2**2))**2",
        ((-100.0, 100.0), (-100.0, 100.0)),
        0.292578632,
    ),
    Landscape(
        "trefethen",
        "exp(sin(50*w1))+sin(60*exp(w2))+sin(70*sin(w1))+sin(sin(80*w2))-sin(10*(w1+w"
        "2))+(w1**2+w2**2)/4",
        ((-6.5, 6.5), (-4.5, 4.5)),
        -3.3068686475,
    ),
    Landscape(
        "levy 13",
        "sin(3*pi*w1)**2+(w1-1)**2*(1+sin(3*pi*w2)**2)+(w2-1)**2*(1+sin(2*pi*w2)**2)",
        ((-10.0, 10.0), (-10.0, 10.0)),
        0.0,
    ),
    Landscape(
        "shubert",
        "(cos(2*w1+1)+2*cos(3*w1+2)+3*cos(4*w1+3)+4*cos(5*w1+4)+5*cos(6*w1+5))*(cos(2"
        "*w2+1)+2*cos(3*w2+2)+3*cos(4*w2+3)+4*cos(5*w2+4)+5*cos(6*w2+5))",
        ((-10.0, 10.0), (-10.0, 10.0)),
        -186.7309088,
    ),
    Landscape(
        "keane",
        "-(sin(w1-w2)**2*sin(w1+w2)**2)/sqrt(w1**2+w2**2+1e-12)",
        ((0.0, 10.0), (0.0, 10.0)),
        -0.673667521,
    ),
    Landscape(
        "a straight crease",
        "1000*abs(w1-w2+0.123)+(w1+w2-0.777)**2",
        ((-5.0, 5.0), (-5.0, 5.0)),
        0.0,
    ),
    Landscape(
        "a crease in waves",
        "1e4*abs(w2-sin(3*w1))+(w1-1.2345)**2",
        ((-5.0, 5.0), (-5.0, 5.0)),
        0.0,
    ),
    Landscape(
        "a cusp along a parabola",
        "sqrt(abs(w2-w1**2/5))+0.01*(w1-2.7183)**2",
        ((-5.0, 5.0), (-5.0, 5.0)),
        0.0,
    ),
    Landscape(
        "along a wall",
        "(w1+w2)**2-w1",
        ((-5.0, 5.0), (-3.0, 3.0)),
        -3.25,
    ),
]
"""Test functions under their literature names (Surjanovic & Bingham; Jamil & Yang), and others."""


@pytest.mark.parametrize("case", LANDSCAPES, ids=lambda case: case.name)
def test_the_published_minimum_is_found(case: Landscape) -> None:
    loss = Loss(case.formula)
    w1, w2 = found = minimum(loss, case.box)
    assert case.box[0][0] <= w1 <= case.box[0][1]
    assert case.box[1][0] <= w2 <= case.box[1][1]
    assert loss.value(found) == pytest.approx(case.lowest, rel=1e-8, abs=1e-7)
    assert second_opinion(loss, case.box) is None


@pytest.mark.parametrize("level", course(), ids=lambda level: level.id)
@pytest.mark.parametrize("seed", [1, 6])
def test_nothing_lower_is_found_from_many_starts(level: Level, seed: int) -> None:
    loss, box = draw_variant(level, seed).loss, (level.map.w1, level.map.w2)
    points = min(POINTS, max(40, 200_000 // loss.cost))
    found = loss.value(minimum(loss, box))
    assert agrees(found, lowest_loss(loss, box, seed, points), loss, box)


def test_equally_low_points_are_told_apart_by_their_order() -> None:
    box = ((-5.0, 5.0), (-5.0, 5.0))
    one = minimum(Loss("(w1**2 - 4)**2 + w2**2"), box)
    other = minimum(Loss("(w1**2 - 4)**2*(1 + 1e-15*w1) + w2**2"), box)
    assert one == pytest.approx((-2.0, 0.0)) == other


NEEDLE = "w1**2 + w2**2 - 50*exp(-1e4*((w1 - 35/33)**2 + (w2 - 35/33)**2))"
ABOUT_IT = """
[[claims]]
name = "lowest"
say = "The lowest loss"
measure = "loss"
at = "minimum"
at_least = -1
"""


@pytest.mark.parametrize(
    ("formula", "claims", "count"),
    [(NEEDLE, ABOUT_IT, 1), (NEEDLE, "", 0), ("w1**2 + w2**2", ABOUT_IT, 0)],
)
def test_what_a_finer_search_finds_is_told(
    tmp_path: Path, formula: str, claims: str, count: int
) -> None:
    level = make_level(tmp_path, formula, goal="loss = -100", more=claims)
    faults = list(lowest_point_faults(Trial(level)))
    assert len(faults) == count
    for fault in faults:
        assert (fault.rule, fault.path) == ("lowest", ("claims", 0, "at"))
        assert "is (0, 0), at 0, but it is lower at (1.06" in fault.message


def test_a_place_between_all_moves_by_key_is_reached_on_the_straight_way(tmp_path: Path) -> None:
    tip = "sqrt((w1 - 1.2345678)**2 + (w2 - 0.1234567)**2)"
    game = Game(make_level(tmp_path, tip, start="[-3, -3]", goal="loss = 1e-9"))
    assert not solved(game).player.reached
    assert straight_turns(game) == 3
