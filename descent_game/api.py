"""The functions of the Python API, besides the classes ``Game``, ``Move`` and ``Level``.

They are imported from the package: ``from descent_game import load_level``.
"""

from os import PathLike, fspath

from descent_game.catalogue.catalogue import find_level, open_level
from descent_game.checking.findings import Finding
from descent_game.game import bot as bots
from descent_game.game.track import Track
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.optimizers.base import Optimizer
from descent_game.optimizers.mirrored import mirrored
from descent_game.optimizers.plugins import local_bot


def load_level(level: str | PathLike[str]) -> Level:
    """Return a level by its id in the course, or by the path of its file.

    Args:
        level: An id such as ``ravine``, in a pack ``pack/id``, or the path of a file.

    Raises:
        DescentError: There is no such level.
        LevelError: Its file cannot be read or used; ``problems`` has every reason.

    >>> from descent_game import load_level
    >>> ravine = load_level("ravine")
    >>> ravine.title, ravine.rules.turns
    ('The ravine', 30)
    >>> load_level("ravin")
    Traceback (most recent call last):
    descent_game.catalogue.catalogue.UnknownLevelError: there is no level 'ravin'; did you mean ...
    """
    return open_level(fspath(level))


def check_level(level: str | PathLike[str], seeds: int = 20) -> tuple[Finding, ...]:
    """Return the findings of ``descent level check`` for a level.

    Args:
        level: As of ``load_level``.
        seeds: The number of variants, seeds 1 to ``seeds``, on which it is checked as well.

    Returns:
        The findings, also of a file that cannot be read; a level passes without one whose
        ``severity`` is ``"error"``.

    Raises:
        DescentError: The name is neither an id nor a path.

    >>> from descent_game import check_level
    >>> check_level("first-light", seeds=1)
    ()
    """
    from descent_game.checking.check_files import run_check  # noqa: PLC0415 - loads numpy

    return run_check([find_level(fspath(level)).path], seeds).findings


def run_bot(
    level: Level,
    bot: str | Optimizer | None = None,
    *,
    seed: int | None = None,
    turns: int | None = None,
    stop_at_goal: bool = True,
) -> Track:
    """Return the run of a bot on a level, from the start of the player.

    Args:
        level: The level.
        bot: A text such as ``gd:learning_rate=0.1``, as for ``descent race``, or an ``Optimizer``;
            None is the level's own bot.
        seed: The seed of the variant, None for the published level.
        turns: The number of turns, None for those of the level.
        stop_at_goal: Whether the run ends at the goal.

    Returns:
        The run, with ``path``, ``losses``, ``goal_turn`` and ``termination``.

    Raises:
        SettingError: There is no such bot.
        LevelError: The variant cannot be drawn.

    >>> from descent_game import load_level, run_bot
    >>> bowl = load_level("tilted-bowl")
    >>> run_bot(bowl).goal_turn
    17
    >>> slow = run_bot(bowl, "gd:learning_rate=0.1", turns=5)
    >>> slow.goal_turn, str(slow.termination), len(slow.losses)
    (None, 'out of turns', 6)
    """
    variant = draw_variant(level, seed)
    count = level.rules.turns if turns is None else turns
    if bot is None:
        return bots.run_bot(variant.bot, variant, count, stop_at_goal=stop_at_goal)
    optimizer = local_bot(bot) if isinstance(bot, str) else bot
    optimizer = mirrored(optimizer, variant.mirror)
    return bots.run_bot(optimizer, variant, count, stop_at_goal=stop_at_goal)
