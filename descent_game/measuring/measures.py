"""What claims measure: the table of all measures.

A new measure is a function from a ``Situation`` to a number, with a row in the table of its module.
The level check, the schema, the reference page and the editor take everything they know of it from
the row.
"""

from descent_game.measuring.data_measures import DATA_MEASURES
from descent_game.measuring.measure import Measure
from descent_game.measuring.move_measures import MOVE_MEASURES
from descent_game.measuring.point_measures import POINT_MEASURES
from descent_game.measuring.run_measures import RUN_MEASURES

MEASURES: dict[str, Measure] = {
    **POINT_MEASURES,
    **MOVE_MEASURES,
    **DATA_MEASURES,
    **RUN_MEASURES,
}
"""Every measure by the name that level files use."""
