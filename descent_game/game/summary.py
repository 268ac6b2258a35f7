"""A game in sentences for people: its goal, its progress, how it ended, its stars."""

import math
from typing import NamedTuple

from descent_game.game.game import Game
from descent_game.game.goals import GOAL_DIGITS
from descent_game.game.scoring import beats_bot
from descent_game.game.track import Termination, Track
from descent_game.game.wording import plain

ENDINGS = {
    Termination.GOAL: "Goal reached",
    Termination.OUT_OF_TURNS: "Out of turns",
    Termination.RESIGNED: "Given up",
    Termination.DIVERGED: "Off the map",
    Termination.NON_FINITE: "No loss here: it is not a number",
}


class StarReason(NamedTuple):
    """A star: whether it was earned, for what, and the numbers that decide it."""

    earned: bool
    text: str
    fact: str = ""


def goal_words(game: Game) -> str:
    """Return what has to be done, as it follows "Goal: "."""
    return game.goal.words()


def mirror_words(game: Game) -> str:
    """Return how the weights differ from those of the texts, for losses with data or a net.

    Elsewhere weights have no meaning that a mirrored variant could change, and it is "".
    """
    loss, mirror = game.level.loss, game.variant.mirror
    if not any((loss.data, loss.columns, loss.image, loss.net)):
        return ""
    words = ["w1 and w2 have changed places"] if mirror.swap else []
    back = [name for name, flip in (("w1", mirror.flip1), ("w2", mirror.flip2)) if flip]
    if back:
        words.append(f"{' and '.join(back)} {'count' if len(back) > 1 else 'counts'} backwards")
    return "; ".join(words)


def progress_words(game: Game) -> str:
    """Return the progress towards a goal that takes several turns; "" for other goals."""
    if game.hides_loss:
        return "held: shown at the end"
    return game.goal.progress_words(game.player.progress)


def counted_words(game: Game) -> str:
    """Return whether the last move counts, and why; "" where the goal counts no moves."""
    if not game.turns:
        return ""
    turn = game.turns[-1]
    return game.goal.move_words(turn.player, min(game.player.losses[: turn.number]))


def loss_name(game: Game) -> str:
    """Return the name of the loss that the player is shown now."""
    return "noisy loss" if game.hides_loss else "loss"


def ending_words(game: Game) -> str:
    """Return how the game ended for the player."""
    if game.player.termination is None:
        return "Still under way"
    return f"{ENDINGS[game.player.termination]} after {turns_words(game.player.turns)}"


def bot_words(track: Track) -> str:
    """Return how a bot's run ended."""
    if track.goal_turn is not None:
        return f"at the goal on turn {track.goal_turn}"
    if track.termination is Termination.DIVERGED:
        return diverged_words(track)
    return f"not at the goal after {turns_words(track.turns)}"


def diverged_words(track: Track) -> str:
    """Return where and when a bot's run diverged."""
    where = "off the map" if math.isfinite(track.losses[-1]) else "where there is no loss"
    return f"{where} on turn {max(track.turns, 1)}"


def turns_words(turns: int) -> str:
    """Return a number of turns."""
    return "1 turn" if turns == 1 else f"{turns} turns"


def star_reasons(game: Game) -> tuple[StarReason, StarReason, StarReason]:
    """Return the three stars with their reasons."""
    turns, stars, par = game.player.goal_turn, game.level.stars, game.variant.par
    bot_turn, second = game.bot.goal_turn, "before the bot"
    if stars.two is not None:
        second = f"in at most {stars.two} turns"
    elif bot_turn is not None:
        second = f"before the bot, which took {bot_turn}"
    limit = bot_turn if stars.two is None else stars.two
    return (
        StarReason(turns is not None, "the goal", _goal_fact(game)),
        StarReason(
            turns is not None and beats_bot(turns, game.bot, stars),
            second,
            _turns_fact(turns, limit, strictly=stars.two is None),
        ),
        StarReason(
            game.stars == 3, f"in at most {turns_words(par)} (par)", _turns_fact(turns, par)
        ),
    )


def _goal_fact(game: Game) -> str:
    """Return the number that decided the goal, beside its threshold."""
    progress = game.goal.progress_words(game.player.progress)
    if progress or math.isnan(game.goal.loss):
        return progress
    sign = "<=" if game.player.reached else ">"
    return f"loss {plain(game.loss)} {sign} {plain(game.goal.loss, GOAL_DIGITS)}"


def _turns_fact(turns: int | None, limit: int | None, *, strictly: bool = False) -> str:
    """Return the player's turns beside the most that earn a star."""
    if turns is None or limit is None:
        return ""
    earns = turns < limit if strictly else turns <= limit
    sign = ("<" if earns else ">=") if strictly else ("<=" if earns else ">")
    return f"{turns} {sign} {limit}"


def text_fields(game: Game) -> dict[str, str]:
    """Return the fields that a level's texts may use, by name, except those of claims."""
    player, bot = game.player, game.bot
    return {
        "turns": str(player.turns),
        "took": _took_words(player),
        "turns_allowed": str(game.level.rules.turns),
        "loss": plain(game.known_loss(player, player.turns)),
        "held_out": _held_out_words(game, player),
        "start_loss": plain(player.losses[0]),
        "max_step": plain(game.level.rules.max_step),
        **game.goal.text_fields(),
        "noise": _noise_words(game),
        "par": str(game.variant.par),
        "two": str(game.level.stars.two or ""),
        "stars": str(game.stars),
        "bot.name": game.level.bot.optimizer,
        "bot.turns": str(bot.goal_turn if bot.goal_turn is not None else bot.turns),
        "bot.took": _took_words(bot),
        "bot.loss": plain(bot.losses[-1]),
        "bot.held_out": _held_out_words(game, bot),
    }


def _held_out_words(game: Game, track: Track) -> str:
    """Return a side's last loss on the held-out rows; "" without them."""
    loss = game.held_out_loss(track.path[-1])
    return "" if loss is None else plain(loss)


def _noise_words(game: Game) -> str:
    """Return the noise's standard deviation, or the rows of a mini-batch; "" without noise."""
    noise = game.level.noise
    if noise is None:
        return ""
    return str(noise.rows) if noise.sd is None else plain(noise.sd)


def _took_words(track: Track) -> str:
    """Return how many turns a side took, as it follows "You"; also where it did not arrive."""
    if track.goal_turn is not None:
        return f"took {turns_words(track.goal_turn)}"
    return f"needed more than {turns_words(track.turns)}"
