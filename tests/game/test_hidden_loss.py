"""Levels that hide the true loss: what the player may know until the end, on every front."""

from pathlib import Path

import numpy as np
import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.summary import loss_name, progress_words, text_fields
from descent_game.level.schema import Level, Policy
from descent_game.losses.surface import Point
from descent_game.measuring.plays import follow
from descent_game.optimizers.noise import gaussian_pair
from descent_game.view.json_documents import game_document
from descent_game.view.line import plain_text, width_of
from descent_game.view.panel import play_panel
from descent_game.view.plain_text import result_lines, turn_lines
from descent_game.view.scene import terrain_of
from tests.levels_for_tests import make_level, write_level

SD = 0.5
HOLD = 'kind = "hold"\nloss = 0.02\nturns = 2'


def hiding(folder: Path, more: str = "hides_loss = true") -> Level:
    noise = f"[noise]\nsd = {SD}\n{more}"
    return make_level(folder, rules='moves = "gradient"', goal=HOLD, more=noise)


def noisy_loss(game: Game, turn: int, w: Point) -> float:
    """Return the loss of a turn (from 1), from its definition: the bowl plus the tilt."""
    z1, z2 = gaussian_pair(game.variant.key, turn)
    return ((w[0] - 2) ** 2 + (w[1] - 1) ** 2) / 2 + SD * (z1 * w[0] + z2 * w[1])


def test_what_is_shown_is_the_loss_of_the_coming_turn(tmp_path: Path) -> None:
    game = Game(hiding(tmp_path))
    for turn in (1, 2, 3):
        here = game.position
        assert game.known_loss(game.player, turn - 1) == pytest.approx(noisy_loss(game, turn, here))
        assert game.shown.value((1.0, 2.0)) == pytest.approx(noisy_loss(game, turn, (1.0, 2.0)))
        (z1, z2), (w1, w2) = gaussian_pair(game.variant.key, turn), here
        assert game.gradient == pytest.approx((w1 - 2 + SD * z1, w2 - 1 + SD * z2))
        game.play(Move(None, 1.0))


def test_the_readout_takes_the_noisy_loss_apart(tmp_path: Path) -> None:
    game = Game(hiding(tmp_path))
    stride = game.play(Move(None, 2.0)).player
    before, after = (noisy_loss(game, 1, w) for w in (stride.start, stride.end))
    assert stride.readout.together == pytest.approx(after - before)
    assert stride.readout.interaction == pytest.approx(0.0, abs=1e-12)
    assert stride.loss == game.variant.surface.value(stride.end)


def test_once_the_game_is_over_readouts_are_of_the_true_loss(tmp_path: Path) -> None:
    game = Game(hiding(tmp_path))
    promises = [game.play(Move(None, 1.3)).player.readout.promise for _ in range(3)]
    noisy = [turn.player.readout.together for turn in game.turns]
    game.resign()
    for turn, promise in zip(game.turns, promises, strict=True):
        readout = turn.player.readout
        assert readout.promise == promise
        assert readout.together == pytest.approx(np.diff(game.player.losses)[turn.number - 1])
        assert sum(readout.alone) + readout.interaction == pytest.approx(readout.together)
        assert turn.bot is not None
        assert turn.bot.readout.together == pytest.approx(np.diff(game.bot.losses)[turn.number - 1])
    assert [turn.player.readout.together for turn in game.turns] != pytest.approx(noisy)


def true_loss_texts(game: Game) -> list[str]:
    """Return everything that is told of a game under way."""
    panel = "\n".join(map(plain_text, play_panel(game, Aim(None, 1.0), 60, 60)))
    document = str(game_document(game))
    lines = [line for turn in game.turns for line in turn_lines(turn)]
    return [panel, document, "\n".join(lines), "\n".join(result_lines(game))]


def test_no_front_tells_the_true_loss_before_the_end(tmp_path: Path) -> None:
    game = Game(hiding(tmp_path))
    for _ in range(4):
        game.play(Move(None, 1.3))
    panel, document, lines, result = true_loss_texts(game)
    true = f"{game.loss:.3g}"
    assert not [text for text in (panel, lines, result) if true in text]
    assert str(game.loss) not in document
    assert text_fields(game)["loss"] != true
    assert "noisy loss" in panel
    assert "noisy loss" in lines
    assert progress_words(game) == "held: shown at the end"
    terrain = terrain_of(game)
    assert terrain.goal is None
    assert terrain.values(np.array(1.0), np.array(2.0)) == pytest.approx(
        noisy_loss(game, 5, (1.0, 2.0))
    )


def test_long_noisy_losses_are_not_cut_in_the_narrowest_panel(tmp_path: Path) -> None:
    ghost = '\n[[ghosts]]\noptimizer = "gd"\nlearning_rate = 0.1\n'
    noise = f"[noise]\nsd = {SD}\nhides_loss = true{ghost}"
    level = make_level(tmp_path, "((w1-2)**2+w2**2)/2e4 - 1.23e4", rules='moves = "gradient"',
                       goal='kind = "hold"\nloss = -1.3e4\nturns = 2', more=noise)  # fmt: skip
    rows = play_panel(Game(level), Aim(None, 1.0), 32, 40)
    assert max(width_of(row) for row in rows) <= 32
    assert [plain_text(row) for row in rows if "-123" in plain_text(row)]


def test_everything_is_told_at_the_end(tmp_path: Path) -> None:
    game = Game(hiding(tmp_path))
    game.play(Move(None, 1.3))
    game.resign()
    assert loss_name(game) == "loss"
    assert game.known_loss(game.player, 1) == game.loss
    assert game.shown is game.variant.surface
    assert terrain_of(game).goal == 0.02
    assert f"{game.loss:.3g}" in "\n".join(result_lines(game))


def test_noise_alone_hides_nothing(tmp_path: Path) -> None:
    game = Game(hiding(tmp_path, ""))
    game.play(Move(None, 1.3))
    assert not game.hides_loss
    assert game.shown is game.variant.surface
    assert progress_words(game) == "held 0 of 2"


def wins(level: Level, policy: Policy, seeds: int = 60) -> int:
    """Return how many of some variants a policy wins with three stars."""
    games = [Game(level, seed) for seed in range(1, seeds + 1)]
    for game in games:
        follow(game, policy)
    return sum(game.stars == 3 for game in games)


def test_luck_would_pay_if_the_loss_were_shown(tmp_path: Path) -> None:
    hidden = open_level("cool-down")
    text = hidden.path.read_text(encoding="utf-8").replace("hides_loss = true\n", "")
    shown = write_level(tmp_path, text, "cool-down.toml")
    lucky = Policy(follow="stand-at-goal", rate=2.0)
    assert wins(hidden, lucky) <= 2
    assert wins(shown, lucky) >= 9
