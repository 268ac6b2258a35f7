"""The JSON Schema of level files with every name that this program knows, and what it is."""

from functools import cache

from descent_game.checking.rules import RULES
from descent_game.level.json_schema import Schema, json_schema
from descent_game.measuring.measure_docs import MEASURES_IN_WORDS
from descent_game.measuring.policy_docs import POLICIES_IN_WORDS
from descent_game.optimizers.descriptions import IN_WORDS


@cache
def level_schema() -> Schema:
    """Return the schema; one object for all, to be read only."""
    return json_schema(
        {
            "optimizer": IN_WORDS,
            "measure": {name: str(told) for name, told in MEASURES_IN_WORDS.items()},
            "follow": {name: str(told) for name, told in POLICIES_IN_WORDS.items()},
            "rule": {name: rule.requires for name, rule in RULES.items()},
        }
    )
