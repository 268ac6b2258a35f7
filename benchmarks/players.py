"""Players who are not there: noisy policies that play real games, the same in every run."""

import random
from itertools import pairwise

from descent_game.game.game import Game
from descent_game.game.moves import Move, step_ladder

GLANCES = (1, 2, 4, 8, 16, 32)
"""How many moves a player looks at before each one, from the careless to the careful."""


def play_noisily(game: Game, chance: random.Random) -> None:
    """Play a game to its end, or until the player gives up.

    Each turn the player tries a few moves of the keys in mind and takes the one that lands lowest;
    the best of them see far, the careless take what comes.
    """
    glances = chance.choice(GLANCES)
    patience = chance.choice((4, 10, 500))
    while game.outcome is None:
        if len(game.turns) >= patience and _stuck(game):
            game.resign()
        else:
            game.play(_chosen(game, chance, glances))


def _chosen(game: Game, chance: random.Random, glances: int) -> Move:
    moves = [_random_move(game, chance) for _ in range(glances)]
    value = game.variant.surface.value
    return min(moves, key=lambda move: value(game.preview(move).update.end))


def _random_move(game: Game, chance: random.Random) -> Move:
    rules = game.level.rules
    step = chance.choice(step_ladder(rules.max_step)[:14])
    inertia = chance.randrange(20) / 20 if rules.inertia == "player" else None
    if rules.moves == "gradient":
        return Move(None, step, inertia)
    grid = 90.0 if rules.moves == "axis" else 5.0
    return Move(grid * chance.randrange(int(360 / grid)), step, inertia)


def _stuck(game: Game) -> bool:
    return all(after >= before for before, after in pairwise(game.player.losses[-4:]))
