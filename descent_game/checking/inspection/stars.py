"""Whether the stars mean something: the goal can be reached, the bot races, par is fair."""

from collections.abc import Iterator

from descent_game.checking.inspection.findings import Fault
from descent_game.checking.inspection.trials import COMPUTING, Trial
from descent_game.checking.plays import run_play
from descent_game.game.account import turns_words
from descent_game.game.goals import goal_loss
from descent_game.game.track import Track
from descent_game.game.wording import plain
from descent_game.level.positions import KeyPath
from descent_game.level.schema import KeepPromiseGoal, Level, Play, Policy

NAIVE = {
    "gradient": "the longest step down the compass",
    "lowest-visible": "the lowest point in sight",
    "bot": "the bot's own steps",
}
"""Plays that anybody would try first, by their policies."""


def goal_faults(trial: Trial) -> Iterator[Fault]:
    """Yield a goal that nobody is known to reach: no reference play, not the solver."""
    if _best_turns(trial) is None:
        player = trial.solution.player
        message = f"no play reaches the goal; the solver gets {_progress(trial, player)}"
        yield Fault("goal", goal_key(trial.level), f"{message} in {turns_words(player.turns)}")


def bot_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what makes the second star worthless."""
    game, stars = trial.game, trial.level.stars
    if stars.two is None and not game.bot.reached:
        message = f"the bot is not at the goal after {turns_words(game.bot.turns)}, so the goal"
        remedy = "give settings with which it races, or [stars] two"
        yield Fault("two-stars", ("bot",), f"{message} alone earns two stars: {remedy}")
    elif stars.two is not None and stars.two < game.variant.par:
        message = f"{stars.two} is less than par, {game.variant.par}, which then earns one star"
        yield Fault("two-stars", ("stars", "two"), message)


def par_faults(trial: Trial) -> Iterator[Fault]:
    """Yield a par that nobody makes, and one that does not beat the bot."""
    par, bot_turn = trial.game.variant.par, trial.game.bot.goal_turn
    best = _best_turns(trial)
    if best is not None and best > par:
        message = f"no play makes par {par}; the best that was found takes {best} turns"
        yield Fault("par", ("stars", "par"), message)
    if trial.level.stars.two is None and bot_turn is not None and par >= bot_turn:
        message = f"par {par} earns no more than one star: the bot takes {bot_turn} turns"
        yield Fault("par", ("stars", "par"), message)


def naive_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the naive plays that earn three stars, unless the level says that they are to."""
    for follow, words in NAIVE.items():
        is_no_secret = follow == "lowest-visible" and trial.level.map.sight == "all"
        if is_no_secret or follow in _meant_to_win(trial):
            continue
        play = Play(name=words, policy=Policy(follow=follow))
        try:
            game = run_play(trial.level, play, trial.seed)
        except COMPUTING:
            continue  # the rules of the level leave no room for such a play
        if game.stars == 3:
            message = f"par {game.variant.par} is made by {words} ({follow!r})"
            yield Fault("naive", ("stars", "par"), f"{message}, in {game.player.goal_turn}")


def goal_key(level: Level) -> KeyPath:
    """Return the key that says how far there is to go."""
    return ("goal", "total" if isinstance(level.goal, KeepPromiseGoal) else "loss")


def _progress(trial: Trial, player: Track) -> str:
    goal = trial.game.variant.goal
    if isinstance(goal, KeepPromiseGoal):
        return f"to {plain(player.progress.counted)} of {plain(float(goal.total))}"
    return f"to a loss of {plain(min(player.losses))}, not {plain(goal_loss(goal))}"


def _meant_to_win(trial: Trial) -> set[str]:
    """Return the policies that the level's own plays expect to earn three stars."""
    return {play.policy.follow for play in trial.level.plays if play.policy and play.stars == 3}


def _best_turns(trial: Trial) -> int | None:
    """Return the fewest turns in which a reference play or, failing par, the solver arrives."""
    turns = [game.player.goal_turn for _, game in trial.games()]
    best = min((turn for turn in turns if turn is not None), default=None)
    if best is not None and best <= trial.game.variant.par:
        return best
    solved = trial.solution.player.goal_turn
    return min((turn for turn in (best, solved) if turn is not None), default=None)
