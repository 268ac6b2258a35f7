"""What Python programs may rely on, beside ``Game``, ``Move`` and ``Level``: four functions.

They are taken from the package: ``from descent_game import load_level``.
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

    >>> from descent_game import load_level
    >>> ravine = load_level("ravine")
    >>> ravine.title, ravine.rules.turns
    ('The ravine', 30)

    Raises ``DescentError``: there is no such level, or, as a ``LevelError`` with all ``problems``,
    its file is not good.

    >>> load_level("ravin")
    Traceback (most recent call last):
    descent_game.catalogue.catalogue.UnknownLevelError: there is no level 'ravin'; did you mean ...
    """
    return open_level(fspath(level))


def check_level(level: str | PathLike[str], seeds: int = 20) -> tuple[Finding, ...]:
    """Return what ``descent level check`` finds in a level, on variants 1 to ``seeds`` as well.

    A level that is whole and true has no finding whose ``severity`` is ``"error"``.

    >>> from descent_game import check_level
    >>> check_level("first-light", seeds=1)
    ()

    What is wrong with a file is a finding too. Raises ``DescentError`` for a name that is neither
    an id nor a path.
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
    """Return a bot's way down a level: ``path``, ``losses``, ``goal_turn`` and more.

    ``bot`` is a text as ``descent race`` takes it, or an ``Optimizer``; without it the level's own
    bot runs. It starts where the player does, in the variant of ``seed``, and takes the level's
    turns unless told otherwise.

    >>> from descent_game import load_level, run_bot
    >>> bowl = load_level("tilted-bowl")
    >>> run_bot(bowl).goal_turn
    18
    >>> slow = run_bot(bowl, "gd:learning_rate=0.4", turns=5)
    >>> slow.goal_turn, str(slow.termination), len(slow.losses)
    (None, 'out of turns', 6)

    Raises ``SettingError``, a ``DescentError``, where there is no such bot.
    """
    variant = draw_variant(level, seed)
    count = level.rules.turns if turns is None else turns
    if bot is None:
        return bots.run_bot(variant.bot, variant, count, stop_at_goal=stop_at_goal)
    optimizer = local_bot(bot) if isinstance(bot, str) else bot
    optimizer = mirrored(optimizer, variant.mirror)
    return bots.run_bot(optimizer, variant, count, stop_at_goal=stop_at_goal)
