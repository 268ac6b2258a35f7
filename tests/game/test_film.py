"""The film against 50-digit arithmetic, and the factors on smooth ground and at kinks."""

from pathlib import Path

import mpmath  # type: ignore[import-untyped]
import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.film import HALVINGS, Film, aimed_film, film_of_turn
from descent_game.game.game import Game
from descent_game.game.moves import Move
from tests.game.test_cut import FAR, FORMULAS, exact
from tests.levels_for_tests import make_level


def filmed(folder: Path, formula: str, start: str, move: Move) -> Film:
    film = aimed_film(Game(make_level(folder, formula, start=start, goal=FAR)), move)
    assert film is not None
    return film


@pytest.mark.parametrize("formula", FORMULAS)
def test_frames_are_exact(tmp_path: Path, formula: str) -> None:
    film = filmed(tmp_path, formula, "[-1.3, 0.7]", Move(33.0, 1.6))
    (w1, w2), (d1, d2) = film.source.start, film.displacement
    assert [frame.share for frame in film.frames] == [2.0**-n for n in range(HALVINGS + 1)]
    for frame in film.frames:
        s, before = mpmath.mpf(frame.share), exact(formula, w1, w2)
        together = exact(formula, w1 + s * d1, w2 + s * d2) - before
        alone1 = exact(formula, w1 + s * d1, w2) - before
        alone2 = exact(formula, w1, w2 + s * d2) - before
        assert frame.together == pytest.approx(float(together), abs=1e-14)
        assert frame.interaction == pytest.approx(float(together - alone1 - alone2), abs=1e-14)
        assert frame.surprise == pytest.approx(frame.together - frame.promise, abs=0)


@pytest.mark.parametrize(
    ("formula", "heading", "interaction", "surprise"),
    [
        ("w1**2 + w1*w2 + w2**2", 30.0, 4.0, 4.0),
        ("sin(w1*w2/9 + w1) + w2", 30.0, 4.0, 4.0),
        ("3*abs(w1 - w2) + w1", 30.0, 2.0, 2.0),  # from the crease
        ("w1 + 2*w2", 30.0, None, None),  # linear: nothing is left
        ("w1**2 + w2**2", 30.0, None, 4.0),  # independent
        ("w1**2 + w1*w2", 90.0, None, None),  # one weight alone
        ("(w1 + w2 + 6)**3", 45.0, 8.0, 8.0),  # no curvature at (-3, -3)
    ],
)
def test_factors_of_the_last_halving(
    tmp_path: Path, formula: str, heading: float, interaction: float | None, surprise: float | None
) -> None:
    film = filmed(tmp_path, formula, "[-3.0, -3.0]", Move(heading, 1.0))
    for found, wanted in (
        (film.interaction_factor, interaction),
        (film.surprise_factor, surprise),
    ):
        assert found == (None if wanted is None else pytest.approx(wanted, rel=0.04))


def test_tiny_differences_give_no_factor(tmp_path: Path) -> None:
    film = filmed(tmp_path, "w1 + w2 + 0.000000001*w1*w2", "[-3.0, -3.0]", Move(45.0, 0.01))
    assert film.interaction_factor is None
    assert not film.frames[-1].is_known(film.frames[-1].interaction)


def test_the_film_is_that_of_the_move() -> None:
    game = Game(open_level("zoom"))  # sees 1.0 around
    aimed = aimed_film(game, Move(225.0, 0.8))
    turn = game.play(Move(225.0, 0.8))
    made = film_of_turn(game, 1)
    assert aimed is not None
    assert made == aimed._replace(turn=1)
    first = made.frames[0]
    readout = turn.player.readout
    assert (first.promise, first.together) == (readout.promise, readout.together)
    assert (first.interaction, first.surprise) == (readout.interaction, readout.surprise)
    assert first.ratio(first.surprise) == pytest.approx(abs(readout.surprise / readout.promise))


def test_there_is_no_film_beyond_sight_or_of_no_step() -> None:
    game = Game(open_level("zoom"))
    assert aimed_film(game, Move(225.0, 1.0)) is not None
    assert aimed_film(game, Move(225.0, 1.25)) is None
    assert aimed_film(game, Move(225.0, 0.0)) is None
    game.play(Move(225.0, 1.25))
    assert film_of_turn(game, 1) is not None
