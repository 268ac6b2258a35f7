"""Rules about reference plays: they can be made by key and earn their stars; idling loses."""

from collections.abc import Iterator

from descent_game.checking.claim_rules import fault_of_error, policy_faults
from descent_game.checking.findings import Fault
from descent_game.checking.star_rules import goal_key
from descent_game.checking.trials import Trial
from descent_game.errors import DescentError, KeyPath
from descent_game.game.aiming import GRID
from descent_game.game.game import Game
from descent_game.game.moves import step_ladder
from descent_game.game.wording import plain
from descent_game.level.schema import Level, Play
from descent_game.measuring.plays import complaint, stand_still


def idle_faults(trial: Trial) -> Iterator[Fault]:
    """Yield a goal that is reached without a move."""
    idle = Game(trial.level, trial.seed)
    stand_still(idle)
    if idle.player.reached:
        yield Fault("nothing", goal_key(trial.level), "doing nothing reaches the goal")


def play_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the reference plays that cannot be played, or earn other stars than they should."""
    for index, game in trial.played.items():
        play, path = trial.level.plays[index], ("plays", index)
        if isinstance(game, DescentError):
            key = "moves" if play.moves is not None else "policy"
            yield fault_of_error("play", path, (key,), f"{play.name!r}: {game}", game)
        elif reason := complaint(play, game.stars):
            key = "stars" if play.stars is not None else "stars_at_most"
            yield Fault("play", (*path, key), f"{reason} ({_ending(game)})")
        elif play.moves and not trial.name and len(game.turns) < len(play.moves):
            message = f"{play.name!r}: the game is over after move {len(game.turns)}"
            over = f"{len(play.moves) - len(game.turns)} left over"
            yield Fault("play", (*path, "moves"), f"{message}; take out the {over}")


def play_form_faults(trial: Trial) -> Iterator[Fault]:
    """Yield the plays without stars to earn, and moves that cannot be made by key."""
    for index, play in enumerate(trial.level.plays):
        if play.stars is None and play.stars_at_most is None:
            message = f"{play.name!r} proves nothing; give 'stars' or 'stars_at_most'"
            yield Fault("play", ("plays", index, "name"), message)
        if play.policy is not None:
            yield from policy_faults("play", play.policy, ("plays", index, "policy"))
        yield from _key_faults(trial.level, play, ("plays", index, "moves"))


def _key_faults(level: Level, play: Play, path: KeyPath) -> Iterator[Fault]:
    ladder = step_ladder(level.rules.max_step)
    for number, (heading, step, *_) in enumerate(play.moves or (), start=1):
        if not isinstance(heading, str) and heading % GRID != 0.0:
            message = f"move {number}: heading {heading:g} is no multiple of {GRID:g} degrees"
            yield Fault("keys", (*path, number - 1, 0), message)
        assert not isinstance(step, str)
        near = min(ladder, key=lambda rung: abs(rung - step))
        if abs(near - step) > 1e-6 * near:
            message = (
                f"move {number}: step {step:g} is not on the ladder; the nearest is {near:.7g}"
            )
            yield Fault("keys", (*path, number - 1, 1), message)


def _ending(game: Game) -> str:
    if game.player.goal_turn is None:
        return f"not at the goal, loss {plain(game.loss)}"
    return f"at the goal on turn {game.player.goal_turn}, par is {game.variant.par}"


ONCE = (play_form_faults,)
ON_VARIANTS = (idle_faults, play_faults)
