"""Reference plays: moves and policies of level files, played, and whether their stars are right."""

from itertools import islice

from descent_game.errors import KeyProblemError, MoveError
from descent_game.game.game import Game
from descent_game.game.moves import Move, move_from_file
from descent_game.level.parameters import number
from descent_game.level.schema import Level, Play, Policy
from descent_game.measuring.candidates import move_along
from descent_game.measuring.compass_policies import StepSize
from descent_game.measuring.lookup import find
from descent_game.measuring.policies import POLICIES


def run_play(level: Level, play: Play, seed: int | None = None, turns: int | None = None) -> Game:
    """Return the game of a reference play. Moves after the end of the game are not made.

    Args:
        level: The level.
        play: The play, by moves or by a policy.
        seed: The seed of a variant, None for the published level.
        turns: The number of turns for which a policy is followed, None for all.

    Raises:
        DescentError: The play breaks a rule of the level or names an unknown policy.
    """
    game = Game(level, seed)
    if play.policy is not None:
        follow(game, play.policy, turns)
    for numbers in play.moves or ():
        if game.outcome is None:
            _play_next(game, move_from_file(numbers))
    return game


def _play_next(game: Game, move: Move) -> None:
    number = len(game.turns)
    try:
        game.play(move)
    except MoveError as error:
        raise KeyProblemError(("moves", number), f"move {number + 1}: {error}") from None


def follow(game: Game, policy: Policy, turns: int | None = None) -> None:
    """Play a game by a policy until the game, the policy or the number of turns ends.

    Args:
        game: The game, which is played.
        policy: The policy as a level file has it.
        turns: The most turns, None for those of the level.

    Raises:
        KeyProblemError: The policy is unknown, or a key of it cannot be used.
    """
    rules, parameters = game.level.rules, game.variant.parameters
    followed = find(POLICIES, policy.follow, "policy")
    step = rules.max_step
    if policy.step is not None:
        step = number(policy.step, parameters, ("policy", "step"))
        if step <= 0.0 and not followed.signed_step:
            signed = ", ".join(name for name, other in POLICIES.items() if other.signed_step)
            reason = f"step is {step:g}, not above 0; below 0 means uphill, for {signed}"
            raise KeyProblemError(("policy", "step"), reason)
    rate = None if policy.rate is None else number(policy.rate, parameters, ("policy", "rate"))
    wanted = followed.function(game, StepSize(step, rate))
    for push in islice(wanted, turns or rules.turns):
        game.play(push if isinstance(push, Move) else move_along(push, rules, keys=policy.keys))
        if game.outcome is not None:
            break


def stand_still(game: Game) -> None:
    """Play a game to its end with steps of 0."""
    rules = game.level.rules
    heading = None if rules.moves == "gradient" else 0.0
    while game.outcome is None:
        game.play(Move(heading, 0.0, 0.0 if rules.inertia == "player" else None))


def complaint(play: Play, stars: int) -> str:
    """Return why the stars that a play earned are not those it should earn; "" if they are."""
    if play.stars is not None and stars != play.stars:
        return f"{play.name!r} earned {stars} of 3 stars; it is to earn {play.stars}"
    if play.stars_at_most is not None and stars > play.stars_at_most:
        return f"{play.name!r} earned {stars} of 3 stars; at most {play.stars_at_most} are allowed"
    return ""
