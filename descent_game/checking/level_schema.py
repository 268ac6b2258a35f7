"""The JSON Schema of level files with every name that this program knows, and what it is."""

from functools import cache

from descent_game.checking.rules import RULES
from descent_game.level.json_schema import Schema, json_schema
from descent_game.measuring.measures import MEASURES
from descent_game.measuring.policies import POLICIES
from descent_game.optimizers.registry import METHODS


@cache
def level_schema() -> Schema:
    """Return the schema; one object for all, to be read only."""
    return json_schema(
        {
            "optimizer": {name: method.description for name, method in METHODS.items()},
            "measure": {name: str(entry) for name, entry in MEASURES.items()},
            "follow": {name: str(entry) for name, entry in POLICIES.items()},
            "rule": {name: rule.requires for name, rule in RULES.items()},
        }
    )
