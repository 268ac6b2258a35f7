"""The measures that decide which choice of a question is right."""

from msgspec import structs

from descent_game.level.schema import Claim, Question
from descent_game.measuring.claims import KINDS
from descent_game.measuring.sweeps import given_keys

BOUNDS = (*KINDS, "between")


def choice_claim(question: Question, number: int) -> Claim | None:
    """Return the claim that a choice is right, None where its measure or its bound is missing.

    Args:
        question: A question with ``right_when``.
        number: Which choice, from 0.
    """
    own = given_keys(question.right_when[number])
    shared = given_keys(question.right_when[0])
    keys = {key: value for key, value in shared.items() if key not in BOUNDS} | own
    measure = keys.pop("measure", None)
    if measure is None or not any(key in own for key in BOUNDS):
        return None
    say = question.choices[number]
    return structs.replace(Claim(name=f"choice-{number + 1}", say=say, measure=measure), **keys)
