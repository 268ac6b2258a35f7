"""The short course: one question, and five levels of the course that answer it in order."""

from typing import NamedTuple

from msgspec import structs

from descent_game.catalogue.catalogue import find_known_level
from descent_game.level.schema import Level, Question

SHORT_COURSE = "short-course"
"""The name by which a homework assigns it, and the record keeps the guess at its question."""

TITLE = "One question, a quarter of an hour"

QUESTION = Question(
    ask="Each partial derivative holds the other weight still. Does the gradient miss that moving"
    " both weights would be better?",
    choices=(
        "Yes: neither slope can see what both do together",
        "Yes, wherever the weights depend on each other",
        "Not for short steps; over long ones and at kinks it may",
        "No: minus the gradient is always the best move",
    ),
    answer=3,
    because="For a short enough step the slopes add up, and nothing is missed. Over a longer step"
    " the interaction counts, and at a kink slopes do not add up at all.",
)


class Step(NamedTuple):
    """A level of the short course: its id, its brief there, and what it answers, afterwards."""

    level: str
    brief: str
    answer: str


STEPS = (
    Step(
        "steepest",
        "Two slopes, each taken with the other weight held still, and no compass. What is the best"
        " heading that you can make of both? The bot moves one weight at a time. Steps are at most"
        " {max_step} long.",
        "For a short step the two slopes simply add up, and minus the gradient is the best heading"
        " there is: nothing is missed.",
    ),
    Step(
        "the-objection",
        "The bot follows its slopes. But somewhere the loss is {goal} or lower: can a move of both"
        " weights find it that neither slope shows? Steps are up to {max_step} long.",
        "Far away it may be lower, and no slope here can know that; this holds for one weight as"
        " much as for two.",
    ),
    Step(
        "zoom",
        "What the slopes leave out is the surprise. A move counts here only if its surprise is at"
        " most {tolerance} of its promise, and only by how far it goes below the lowest loss so"
        " far. Collect {goal}.",
        "What only both weights together do, the interaction, is of second order: with half the"
        " step the promise halves, and the interaction quarters.",
    ),
    Step(
        "no-hidden-valley",
        "This loss is convex: nothing on the side that a slope rises to is as low as the place"
        " where you stand. That side is hatched. Find a loss of {goal} or lower in what is left.",
        "On a convex loss the objection cannot come up at all: nothing uphill of a slope is lower,"
        " at any distance, coupled or not.",
    ),
    Step(
        "crease-stuck",
        "A crease, where slopes jump, runs diagonally through this map. The bot moves one weight"
        " at a time, to the lowest point along its axis. What can both weights do that it cannot?",
        "At a kink slopes do not add up: there neither weight alone can gain anything, while both"
        " together still go down.",
    ),
)


def short_course() -> tuple[Level, ...]:
    """Return the levels of the short course, with its briefs; none of them requires another.

    Raises:
        DescentError: The course is damaged.
    """
    return tuple(_level(step) for step in STEPS)


def _level(step: Step) -> Level:
    level = find_known_level(step.level).read()
    return structs.replace(level, text=structs.replace(level.text, brief=step.brief), requires=())
