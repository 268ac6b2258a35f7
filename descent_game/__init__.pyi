"""The types of the public names, which ``__init__.py`` resolves when they are used."""

from descent_game.api import check_level as check_level
from descent_game.api import load_level as load_level
from descent_game.api import run_bot as run_bot
from descent_game.catalogue.catalogue import course as course
from descent_game.errors import DescentError as DescentError
from descent_game.game.game import Game as Game
from descent_game.game.moves import Move as Move
from descent_game.level.schema import Level as Level
from descent_game.losses.loss import Loss as Loss
from descent_game.optimizers.base import Optimizer as Optimizer
from descent_game.optimizers.base import Sees as Sees

__all__: list[str]
__version__: str
