"""The rules of the level check: their names, how serious they are, and what they require."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How serious a finding is: only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """A rule.

    Attributes:
        severity: The severity of its findings.
        requires: What holds of a level that keeps the rule; for a note, what it reports.
        details: The full statement for CONTRIBUTING.md, where it has more.
        waivable: Whether a level may break it with a reason.
    """

    severity: Severity
    requires: str
    details: str = ""
    waivable: bool = True

    @property
    def statement(self) -> str:
        """The full statement of the rule."""
        return self.details or self.requires


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
UNBOUND = _WARNING
"""How serious it is that nothing proves a text."""

RULES: Mapping[str, Rule] = {
    "unreadable": Rule(_ERROR, "the file can be opened", waivable=False),
    "schema": Rule(_ERROR, "every key exists and has an allowed value", waivable=False),
    "id": Rule(_ERROR, "no two files have the same id", waivable=False),
    "place": Rule(
        _ERROR,
        "the folder is the world's and no two levels share a place",
        "a folder `<n>-<world>` holds levels of that world, each with an `order` of its own",
    ),
    "requires": Rule(_ERROR, "requirements exist and form no circle", waivable=False),
    "data-file": Rule(_ERROR, "every data file and every column is used", waivable=False),
    "unused": Rule(_ERROR, "every parameter and every column is used"),
    "text-length": Rule(
        _ERROR, "texts fit a screen of 80x24", "texts fit 80x24, filled in: see below"
    ),
    "typed-number": Rule(
        _ERROR, "numbers in texts are fields", "numbers in texts are fields: see below"
    ),
    "bot-field": Rule(
        _ERROR,
        "texts tell turns of the bot where it arrives",
        "`{bot.turns}` is used only where the bot arrives; `{bot.took}` fits both",
    ),
    "question": Rule(
        _ERROR,
        "questions have one right answer",
        "no two choices of a question are the same but for case and punctuation, none has a field",
    ),
    "whole": Rule(
        _WARNING,
        "hints, a why page, a question, claims and plays are there",
        "there are hints, a why page, a question, claims, an insight play, a play that wins on "
        "variants, a naive play that does not",
    ),
    "copied": Rule(_NOTE, "which words are those of the level that this one was made from"),
    "bound": Rule(
        _ERROR,
        "what texts are bound to holds, on every variant",
        "what texts are bound to holds, on every variant: the answer of a question is right by "
        "`right_when` and no other choice is; the play of a hint takes no more turns than that of "
        "the hint before, and the last one arrives; `[[proofs]]` name a sentence, claims and plays "
        'that are there; a claim about "without" has `given`, or another method or policy',
    ),
    "unbound": Rule(
        UNBOUND,
        "questions, hints, the idea and general statements are bound to proofs",
        "questions about play have `right_when`; sentences about bots, settings and moves with "
        '"best", "never", "always", "no rate", "any bot", "without" and the like are in '
        "`[[proofs]]`, by a claim with a `sweep` where all settings are spoken of; in levels with "
        "several hints the hints have `hint_plays`, every question has `right_when`, and the idea "
        "is in `[[proofs]]`; one sentence of a level may be waived",
    ),
    "gradient": Rule(
        _ERROR,
        "the gradient agrees with differences of the loss",
        "at 64 points the gradient agrees with central differences, shortened until they settle, "
        "away from kinks",
    ),
    "kink": Rule(_NOTE, "where the slope jumps"),
    "undefined": Rule(
        _NOTE,
        "where there is no loss or no slope",
        "where there is no loss or no slope: on which share of the area, else on lines or at "
        "points",
    ),
    "lowest": Rule(
        _WARNING,
        "a second search finds nothing lower than the lowest point",
        "where claims are about the lowest point, a second and finer search finds nothing lower",
    ),
    "variant": Rule(
        _ERROR,
        "every variant can be drawn",
        "every variant can be drawn: its numbers are finite and allowed",
        waivable=False,
    ),
    "start": Rule(
        _ERROR,
        "the start is on the map and not at the goal yet",
        "the start is on the map, has a loss, and is not at the goal yet",
        waivable=False,
    ),
    "nothing": Rule(_ERROR, "doing nothing does not reach the goal"),
    "goal": Rule(
        _ERROR,
        "some play reaches the goal",
        "a reference play, the solver or the straight line to a low point reaches the goal, on "
        "every variant",
    ),
    "claim": Rule(
        _ERROR,
        "every claim holds",
        "every claim has a name of its own and a bound that its measure could break, and holds, on "
        "variants unless `variants = false`; its measure takes its keys; the tolerance of an "
        "`equals` is within 2 % of the value; its point is on the map",
    ),
    "play": Rule(
        _ERROR,
        "every reference play earns the stars it says",
        "every play can be played, to its last move, and earns the stars it says, on variants with "
        "`variants = true`",
    ),
    "keys": Rule(
        _NOTE,
        "the moves of reference plays can be made by key",
        "the moves of plays can be made by key: multiples of 5 degrees, steps of the ladder of "
        "1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8 times powers of ten, up to the longest step",
    ),
    "margin": Rule(
        _ERROR,
        "nothing is decided by less than a relative 1e-6",
        "no claim, goal or kept promise is decided by less than a relative 1e-6",
    ),
    "two-stars": Rule(
        _ERROR,
        "the bot reaches the goal, or [stars] two says what earns two stars",
        "the bot reaches the goal on every variant, or `[stars] two` says what earns two stars, "
        "not less than par and fewer than all turns",
    ),
    "par": Rule(
        _ERROR,
        "some play makes par, and par earns three stars",
        "some play makes par on every variant, and par beats the bot",
    ),
    "naive": Rule(
        _ERROR,
        "no naive play makes par",
        "plays that anybody tries earn less than three stars, as published and on most variants: "
        "the longest step down the compass, the bot's own steps, and no further than one sees the "
        "lowest point, the lowest point down the compass, one weight after the other; "
        "unless a play of the level with that policy and `stars = 3` says it is the idea",
    ),
    "blind": Rule(
        _ERROR,
        "plays that know no lesson earn no three stars",
        "in a lesson (a level with several hints) each of these earns three stars on at most 5 % "
        "of the variants, rounded up: the longest "
        "step or the first one down the compass, always or halved after moves uphill, along the "
        "steeper axis, on each weight in turn; the first aim, kept until it leads uphill, and its "
        "learning rate down the compass; steps to where the bot stands; where the cut is granted, "
        "steps to the lowest point that it shows along the compass and the axes; and on at most "
        "half of them any one step of the ladder down the compass and, where the level sets the "
        "heading, any constant rate; unless a play with that policy and `stars = 3` says it is the "
        "idea",
    ),
    "unit": Rule(
        _ERROR,
        "fields and the words behind them have one unit",
        "a field is followed by turns, degrees, units, away or apart only if that is what its "
        "measure is in",
    ),
    "mirrored": Rule(
        _ERROR,
        "directions in texts hold on mirrored variants",
        "no text states that both weights rise or fall together, or one against the other, where "
        "variants are mirrored",
    ),
    "off-map": Rule(
        _ERROR,
        "the lowest point is on the map",
        "where claims speak of the lowest point it is on the map, on every variant: not on a wall "
        "beyond which the loss falls on",
    ),
    "waiver": Rule(_ERROR, "waivers name a rule that the level breaks", waivable=False),
}
"""Every rule by the name that findings and waivers use."""
