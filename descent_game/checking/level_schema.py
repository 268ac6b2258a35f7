"""The JSON Schema of level files with every name that this program knows."""

from functools import cache

from descent_game.checking.inspection.findings import RULES
from descent_game.checking.measures import MEASURES
from descent_game.checking.policies import POLICIES
from descent_game.level.json_schema import Schema, json_schema
from descent_game.optimizers.registry import METHODS


@cache
def level_schema() -> Schema:
    """Return the schema; one object for all, to be read only."""
    return json_schema(
        {"optimizer": METHODS, "measure": MEASURES, "follow": POLICIES, "rule": RULES}
    )
