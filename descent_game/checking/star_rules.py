"""Rules about stars: the goal can be reached, the bot is a rival, par is fair."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from descent_game.checking.findings import Fault
from descent_game.checking.trials import COMPUTATION_ERRORS, Trial
from descent_game.errors import KeyPath
from descent_game.game.game import Game
from descent_game.game.summary import turns_words
from descent_game.level.schema import Level, Play, Policy
from descent_game.measuring.plays import run_play
from descent_game.measuring.solver import straight_turns

NAIVE_VARIANTS = 8
"""Variants on which naive plays are tried; they must not win on more than half of them."""


class Naive(NamedTuple):
    """A play without insight, in words and as a policy."""

    words: str
    policy: Policy


def goal_faults(trial: Trial) -> Iterator[Fault]:
    """Yield a goal that neither a reference play nor the solver reaches."""
    if _best_turns(trial) is None:
        player = trial.solution.player
        progress = trial.game.goal.distance_words(player.progress, player.losses)
        message = f"no play was found that reaches it; the solver gets {progress}"
        yield Fault("goal", goal_key(trial.level), f"{message} in {turns_words(player.turns)}")


def bot_faults(trial: Trial) -> Iterator[Fault]:
    """Yield what makes the second star worthless."""
    game, stars = trial.game, trial.level.stars
    if stars.two is None and not game.bot.reached:
        message = f"the bot is not at the goal after {turns_words(game.bot.turns)}, so the goal"
        remedy = "give settings with which it races, or [stars] two"
        yield Fault("two-stars", ("bot",), f"{message} alone earns two stars: {remedy}")
    elif stars.two is not None and stars.two >= trial.level.rules.turns:
        message = f"{stars.two} turns are all there are, so the goal alone earns two stars"
        yield Fault("two-stars", ("stars", "two"), message)
    elif stars.two is not None and stars.two < game.variant.par:
        message = f"{stars.two} is less than par, {game.variant.par}, which then earns one star"
        yield Fault("two-stars", ("stars", "two"), message)


def par_faults(trial: Trial) -> Iterator[Fault]:
    """Yield a par that no play makes, and one that does not beat the bot."""
    par, bot_turn = trial.game.variant.par, trial.game.bot.goal_turn
    best = _best_turns(trial)
    if best is not None and best > par:
        message = f"no play was found that makes par {par}; the best takes {best} turns"
        yield Fault("par", ("stars", "par"), message)
    if trial.level.stars.two is None and bot_turn is not None and par >= bot_turn:
        message = f"par {par} earns no more than one star: the bot takes {turns_words(bot_turn)}"
        yield Fault("par", ("stars", "par"), message)


def naive_faults(trials: Sequence[Trial]) -> Iterator[Fault]:
    """Yield the naive plays that earn three stars, unless a play of the level has their policy.

    The first trial is the published level; on up to half of the variants a play may win.
    """
    published, variants = trials[0], trials[1 : NAIVE_VARIANTS + 1]
    plays = published.level.plays
    meant = {play.policy.follow for play in plays if play.policy and play.stars == 3}
    for naive in _naive_plays(published.level):
        if naive.policy.follow in meant:
            continue
        turns = _turns_of_winning(naive, published)
        par = f"par {published.game.variant.par} is made by {naive.words}"
        if turns is not None:
            message = f"{par} ({naive.policy.follow!r}), in {turns}"
            yield Fault("naive", ("stars", "par"), message)
            continue
        won = [trial.name for trial in variants if _turns_of_winning(naive, trial) is not None]
        if len(won) > len(variants) / 2:
            where = f"in {len(won)} of {len(variants)} variants: {', '.join(won[:3])}"
            yield Fault("naive", ("stars", "par"), f"{par} ({naive.policy.follow!r}) {where}")


def _naive_plays(level: Level) -> list[Naive]:
    """Return the naive plays that the rules of a level allow."""
    sight, longest = level.map.sight, level.rules.max_step
    plays = [
        Naive("the longest step down the compass", Policy(follow="gradient")),
        Naive("the bot's own steps", Policy(follow="bot")),
    ]
    if sight == "all":
        return plays
    reach = min(sight, longest)
    ahead = Policy(follow="lowest-ahead", step=reach)
    plays.append(Naive("the lowest point in sight", Policy(follow="lowest-visible")))
    if level.rules.moves != "axis":
        plays.append(Naive("the lowest point in sight down the compass", ahead))
    if level.rules.moves != "gradient":
        axes = Policy(follow="axes", step=reach)
        plays.append(Naive("one weight after the other, no further than one sees", axes))
    return plays


def _turns_of_winning(naive: Naive, trial: Trial) -> int | None:
    """Return in how many turns a naive play earns three stars, None where it does not."""
    plays = trial.level.plays
    same = (game for index, game in trial.games() if plays[index].policy == naive.policy)
    try:
        game = next(same, None) or _played_to_par(naive, trial)
    except COMPUTATION_ERRORS:
        return None  # the rules of the level do not allow such a play
    return game.player.goal_turn if game.stars == 3 else None


def _played_to_par(naive: Naive, trial: Trial) -> Game:
    play, par = Play(name=naive.words, policy=naive.policy), trial.game.variant.par
    return run_play(trial.level, play, trial.seed, turns=par)


def goal_key(level: Level) -> KeyPath:
    """Return the key of the goal's number."""
    return ("goal", level.goal.AMOUNT)


def _best_turns(trial: Trial) -> int | None:
    """Return the fewest turns in which a reference play or, if none makes par, the solver arrives.

    If neither arrives, those of the straight line to a low point, which keys may not offer.
    """
    turns = [game.player.goal_turn for _, game in trial.games()]
    best = min((turn for turn in turns if turn is not None), default=None)
    if best is not None and best <= trial.game.variant.par:
        return best
    solved = trial.solution.player.goal_turn
    if best is None and solved is None:
        return straight_turns(trial.game)
    return min((turn for turn in (best, solved) if turn is not None), default=None)


ON_VARIANTS = (goal_faults, bot_faults, par_faults)
