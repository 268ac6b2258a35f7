"""The JSON forms of games and runs. They are stable: fields may be added, none change."""

from typing import Any

from descent_game.game.game import Game, Turn
from descent_game.game.track import Track
from descent_game.level.digests import level_digest


def game_document(game: Game) -> dict[str, Any]:
    """Return a game as far as it was played, with the bot's whole run."""
    variant = game.variant
    return {
        "level": game.level.id,
        "digest": level_digest(game.level),
        "variant": {"parameters": dict(variant.parameters), "mirror": variant.mirror.name},
        "seed": game.seed,
        "player": _known_document(game, game.player),
        "bot": {**_known_document(game, game.bot), "optimizer": variant.bot.name},
        "stars": game.stars,
        "turns": [turn_document(turn) for turn in game.turns],
    }


def track_document(track: Track) -> dict[str, Any]:
    """Return where a side has been and how it ended."""
    return {
        "turns": track.turns,
        "reached": track.reached,
        "termination": track.termination,
        "path": track.path,
        "losses": track.losses,
    }


def _known_document(game: Game, track: Track) -> dict[str, Any]:
    """Return a side's path with the losses that the player may know."""
    losses = [game.known_loss(track, turn) for turn in range(len(track.losses))]
    document = {**track_document(track), "losses": losses}
    if game.variant.held_out is not None:
        document["held_out_losses"] = [game.held_out_loss(w) for w in track.path]
    return document


def turn_document(turn: Turn) -> dict[str, Any]:
    """Return the player's move of a turn and its readout."""
    result, readout = turn.player, turn.player.readout
    return {
        "heading": turn.heading,
        "step": turn.move.step,
        "update": result.displacement,
        "promise": readout.promise,
        "alone": readout.alone,
        "interaction": readout.interaction,
        "together": readout.together,
        "surprise": readout.surprise,
        "shift": readout.shift,
        "verdict": result.verdict,
    }
