"""Every figure of a debrief is computed again from the replay alone, and agrees."""

import math
import re

import pytest

from descent_game.catalogue.catalogue import course
from descent_game.checking.typed_numbers import typed_numbers
from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.game.moves import move_from_file
from descent_game.game.replay import Replay, from_json, record, replay, to_json
from descent_game.game.summary import text_fields
from descent_game.game.wording import plain
from descent_game.level.schema import Level, Policy
from descent_game.level.texts import fill_in
from descent_game.level.variant import draw_variant
from descent_game.losses.mirror import MirroredSurface
from descent_game.losses.surface import Point
from descent_game.measuring.plays import follow
from descent_game.measuring.text_fields import text_values
from descent_game.optimizers.noise import gaussian_pair, rows
from descent_game.view.debrief import DebriefState, debrief_lines
from descent_game.view.line import plain_text

CASES = [(level, seed) for level in course() for seed in (None, 1)]
EACH_GAME = pytest.mark.parametrize(
    ("level", "seed"), CASES, ids=[f"{level.id}-{seed}" for level, seed in CASES]
)
NUMBER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")


def finished(level: Level, seed: int | None) -> Game:
    """Return a game that is over: the insight play as published, four naive moves on a variant."""
    game = Game(level, seed)
    if seed is None:
        play = next(play for play in level.plays if play.insight)
        for move in play.moves or ():
            game.play(move_from_file(move))
    else:
        follow(game, Policy(follow="gradient" if level.rules.moves != "axis" else "axes", step=0.3))
    game.resign()
    return game


def losses_of(recorded: Replay, level: Level) -> list[float]:
    """Return the losses of a replay's moves by the rules of the game, written once more."""
    variant, rules = draw_variant(level, recorded.seed), level.rules
    key, loss = f"{level.id}/{recorded.seed or 'published'}", variant.surface
    w, velocity = variant.start, (0.0, 0.0)
    losses = [loss.value(w)]
    for turn, move in enumerate(recorded.moves, start=1):
        angle = math.radians(move.heading or 0.0)
        push = move.step * math.cos(angle), move.step * math.sin(angle)
        if rules.moves == "gradient":
            g1, g2 = loss.gradient(w)
            if level.noise is not None and level.noise.rows is not None:
                batch = rows(key, turn, level.noise.rows, variant.loss.count)
                few = MirroredSurface(variant.loss.on_rows(batch), variant.mirror)
                g1, g2 = few.gradient(w)
            if level.noise is not None and level.noise.sd is not None:
                z1, z2 = variant.mirror.apply(gaussian_pair(key, turn))
                g1, g2 = g1 + level.noise.sd * z1, g2 + level.noise.sd * z2
            if rules.compass == "per-weight":
                (h11, _), (_, h22) = loss.hessian(w)
                g1, g2 = g1 / abs(h11), g2 / abs(h22)
            length = math.hypot(g1, g2)
            push = -move.step * g1 / length, -move.step * g2 / length
        kept = (move.inertia or 0.0) if rules.inertia == "player" else rules.inertia
        update = push[0] + kept * velocity[0], push[1] + kept * velocity[1]
        share = min(1.0, *(room(w[i], update[i], variant.box[i]) for i in (0, 1)))
        update = share * update[0], share * update[1]
        w = w[0] + update[0], w[1] + update[1]
        velocity = update if share == 1.0 else (0.0, 0.0)
        losses.append(loss.value(w))
    return losses


def room(w: float, update: float, bounds: Point) -> float:
    """Return the share of an update that ends at the wall."""
    return ((bounds[1] if update > 0.0 else bounds[0]) - w) / update if update else math.inf


@EACH_GAME
def test_the_figures_of_a_debrief_come_from_the_replay(level: Level, seed: int | None) -> None:
    game = finished(level, seed)
    recorded = from_json(to_json(record(game)))
    fields = re.findall(r"{([^{}]+)}", level.text.debrief)
    shown, again = text_values(game), text_values(replay(recorded, level))
    assert {field: again[field] for field in fields} == {field: shown[field] for field in fields}
    text = fill_in(level.text.debrief, again)
    values = {number for field in fields for number in NUMBER.findall(again[field])}
    assert [n for n in NUMBER.findall(text) if n not in values and typed_numbers(n)] == []


@EACH_GAME
def test_the_figures_of_a_game_are_those_of_its_moves(level: Level, seed: int | None) -> None:
    game = finished(level, seed)
    losses = losses_of(from_json(to_json(record(game))), level)
    assert game.player.losses == pytest.approx(losses, rel=1e-9, abs=1e-9)
    values = text_fields(game)
    assert (values["turns"], values["loss"]) == (str(len(losses) - 1), plain(game.loss))
    assert values["start_loss"] == plain(losses[0])
    told = [
        plain_text(row) for row in debrief_lines(DebriefState(Attempt(level, seed), game, ""), 60)
    ]
    first = next(n for n, row in enumerate(told) if row.startswith("turn  your loss"))
    table = [row.split() for row in told[first + 1 : first + 1 + len(losses)]]
    assert [(row[0], row[1]) for row in table] == [
        (str(turn), plain(loss)) for turn, loss in enumerate(game.player.losses)
    ]


@EACH_GAME
def test_the_bots_figures_are_those_of_its_run(level: Level, seed: int | None) -> None:
    game, values = Game(level, seed), text_fields(Game(level, seed))
    goal = game.variant.goal
    losses = [game.variant.surface.value(w) for w in game.bot.path]
    assert losses == pytest.approx(game.bot.losses, rel=1e-9, nan_ok=True)
    assert values["bot.loss"] == plain(game.bot.losses[-1])
    if goal.AMOUNT == "loss" and goal.fewest_turns == 1:
        met = next((k for k, loss in enumerate(losses) if loss <= float(goal.amount)), None)
        assert values["bot.turns"] == str(met if met is not None else game.bot.turns)
