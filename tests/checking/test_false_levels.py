"""Deliberately false levels: each is refused, with the line at fault; the true one passes."""

from pathlib import Path
from typing import NamedTuple

import pytest

from descent_game.checking.rules import RULES, Severity
from tests import rule_table
from tests.checking.levels import TRUE, changed, found, line_with


class Lie(NamedTuple):
    """A change of the true level, the rule it breaks, a piece of the line at fault, of the words.

    ``at`` is a piece of the changed text; the first line that has it is the one to be named.
    """

    edits: tuple[tuple[str, str], ...]
    rule: str
    at: str
    says: str
    more: str = ""


NAIVE_PLAY = (
    'name = "the longest step down the compass"\npolicy = { follow = "gradient" }\nstars = 0'
)

LIES = {
    "a claim off by 5 %": Lie(
        (('equals = "coupling"', 'equals = "1.05*coupling"'),),
        "claim", 'equals = "1.05', "coupling is 0.9, not equals 0.945",
    ),
    "a claim that a bound denies": Lie(
        (("at_least = 25", "at_least = 49"),),
        "claim", "at_least = 49", "bot_turns is 46, not at least 49",
    ),
    "a claim that holds as published only": Lie(
        (('equals = "coupling"', "equals = 0.9"),),
        "claim", "equals = 0.9", "in the variant of seed",
    ),
    "a claim that fails at the end of a range": Lie(
        (('equals = "coupling"', "at_least = 0.8801"),),
        "claim", "at_least = 0.8801", "coupling = 0.88",
    ),
    "a claim about the lowest loss that is taken elsewhere": Lie(
        (('say = "The slope of each weight changes by the coupling per unit of the other"\n'
          'measure = "coupling"\nequals = "coupling"',
          'say = "The loss at the lowest point"\nmeasure = "loss"\nat = ["best1 - 1", "best2"]\n'
          "equals = 0.5"),),
        "claim", 'at = ["best1 - 1"', "the loss here is 0.5, the lowest",
    ),
    "a bound that bars almost nothing": Lie(
        (("at_least = 30", "at_least = 1e-6"),),
        "claim", "at_least = 1e-6", "bars almost nothing",
    ),
    "a claim of one map that texts state on all": Lie(
        (('equals = "coupling"', "equals = 0.9\nvariants = false"),),
        "claim", "variants = false", "texts state it on variants, too",
    ),
    "a lowest point beyond the wall on some variants": Lie(
        (("between = [0.0, 3.5], step = 0.25", "choices = [2.0, 6.5]"),),
        "off-map", "w1 = [-6.0", "on the wall of the map",
    ),
    "a slope that is told as a distance": Lie(
        (("The coupling is {claim.coupling}.",
          "The coupling is {claim.coupling}, the bottom {claim.steepness} away."),),
        "unit", "away.", "is a slope, and 'away' asks for a distance",
        '\n[[claims]]\nname = "steepness"\nsay = "It slopes"\nmeasure = "slope"\nat_least = 1\n',
    ),
    "a direction on mirrored maps": Lie(
        (("The coupling is {claim.coupling}.", "Along it both weights rise."),),
        "mirrored", "both weights rise", "not so on variants with one weight mirrored",
    ),
    "a claim about nothing": Lie(
        (("at_least = 30\n", ""),), "claim", 'name = "error"', "has no bound",
    ),
    "a claim that anything fulfils": Lie(
        (('equals = "coupling"', 'equals = "coupling"\ntolerance = 0.1'),),
        "claim", "tolerance = 0.1", "to be off by 11%",
    ),
    "a claim of zero with room for anything": Lie(
        (('measure = "coupling"\nequals = "coupling"',
          'measure = "surprise"\nheading = 0\nstep = 0.1\nequals = 0.0\ntolerance = 0.01'),),
        "claim", "tolerance = 0.01", "to be off by 0.01",
    ),
    "a range that is off by 5 %": Lie(
        (('equals = "coupling"', 'between = ["1.02*coupling", "1.08*coupling"]'),),
        "claim", 'between = ["1', "not between 0.918 and 0.972",
    ),
    "a range upside down": Lie(
        (('equals = "coupling"', "between = [1.0, 0.5]"),),
        "claim", "between = [1.0, 0.5", "not between 1 and 0.5",
    ),
    "a claim whose second bound fails": Lie(
        (("at_least = 25", "at_least = 25\nat_most = 30"),),
        "claim", "at_most = 30", "bot_turns is 46, not at most 30",
    ),
    "a bound that nothing breaks": Lie(
        (("at_least = 25", "at_least = 0"),),
        "claim", "at_least = 0", "bot_turns is never less than 0",
    ),
    "an angle that nothing exceeds": Lie(
        (("at_least = 30", "at_most = 180"),),
        "claim", "at_most = 180", "compass_error is never more than 180",
    ),
    "a bound in unknown names": Lie(
        (('equals = "coupling"', 'equals = "couplings"'),),
        "claim", 'equals = "couplings"', "unknown name 'couplings'",
    ),
    "a claim about a place off the map": Lie(
        (('measure = "coupling"', 'measure = "coupling"\nat = ["best1 + 3.9", 0.0]'),),
        "claim", "at = [", "is not on the map",
    ),
    "two claims of one name": Lie(
        (('name = "plain"', 'name = "coupling"  # again'),),
        "claim", "# again", "is the name of another claim too",
    ),
    "a claim about a bot that cannot be": Lie(
        (("learning_rate = 0.4 }", "learning_rat = 0.4 }"),),
        "claim", "learning_rat ", "did you mean learning_rate?",
    ),
    "a measure that does not exist": Lie(
        (('measure = "coupling"', 'measure = "couplings"'),),
        "claim", 'measure = "couplings"', "did you mean 'coupling'?",
    ),
    "a measure that cannot be taken": Lie(
        (('measure = "compass_error"', 'measure = "mismatch"'),),
        "claim", 'measure = "mismatch"', "needs a 'step'",
    ),
    "a goal below the minimum": Lie(
        (("loss = 0.05", "loss = -0.5"), ("turns = 24", "turns = 8")),
        "goal", "loss = -0.5", "no play was found that reaches it; the solver gets to",
    ),
    "a naive play that wins against its word": Lie(
        ((NAIVE_PLAY, 'name = "solved"\npolicy = { follow = "solver" }\nstars_at_most = 1'),),
        "play", "stars_at_most", "'solved' earned 3 of 3 stars; at most 1 are allowed",
    ),
    "a naive play that nobody wrote down": Lie(
        (("coupling*(w1 - best1)", "0*coupling*(w1 - best1)"), ("loss = 0.05", "loss = 0.5"),
         ("learning_rate = 1.1", "learning_rate = 0.1")),
        "naive", "par = 4", "made by the longest step down the compass",
    ),
    "a start that sees the goal": Lie(
        (("sight = 0.8", "sight = 6.0"),),
        "naive", "par = 4", "made by the lowest point in sight ('lowest-visible'), in 1",
    ),
    "a bowl for one weight after the other": Lie(
        (("value = 0.9, between = [0.88, 0.91]", "value = 0.1, between = [0.05, 0.15]"),
         ("sight = 0.8", "sight = 3.0"), ("learning_rate = 1.1", "learning_rate = 0.1")),
        "naive", "par = 4", "one weight after the other, no further than one sees",
    ),
    "a play that goes on after the end": Lie(
        (("[345, 0.4]]", "[345, 0.4], [0, 6.0]]"),),
        "play", "moves = [[45", "the game is over after move 3; take out the 1 left over",
    ),
    "a losing play that wins on variants": Lie(
        ((NAIVE_PLAY, NAIVE_PLAY.replace('"gradient"', '"solver"')),),
        "play", "stars = 0", "earned 3 of 3 stars; it is to earn 0",
    ),
    "an insight that does not win": Lie(
        (("[310, 6.0]", "[305, 6.0]"),), "play", "stars = 3", "'probe, leap, correct' earned 0",
    ),
    "a move that is against the rules": Lie(
        (('moves = [[45,', 'moves = [[nan,'),), "schema", "moves = [", "not a finite number",
    ),
    "a policy that does not exist": Lie(
        (('"probe-and-solve"', '"probe-and-leap"'),),
        "play", "probe-and-leap", "there is no policy 'probe-and-leap'",
    ),
    "a play that proves nothing": Lie(
        (("stars = 3\ninsight = true", "insight = true"),),
        "play", 'name = "probe, leap, correct"', "give 'stars' or 'stars_at_most'",
    ),
    "a start that is solved already": Lie(
        (('"best1 - 5", "best2 + 4"', '"best1", "best2"'),),
        "schema", 'w = ["best1", ', "already at the goal",
    ),
    "a start that is solved in variants": Lie(
        (('"best1 - 5", "best2 + 4"', '"-3", "3"'), ("loss = 0.05", 'loss = "10*best1 - 18"')),
        "start", 'w = ["-3", ', "already at the goal",
    ),
    "a start off the map in variants": Lie(
        (("best1 - 5", "best1 - 8"),), "start", 'w = ["best1 - 8', "is not on the map",
    ),
    "a start that is solved where all parameters are highest": Lie(
        (('"best1 - 5", "best2 + 4"',
          '"best1 - 5*(3.51 - best1)/1.51", "best2 + 4*(1.01 - best2)/2.01"'),
         ("between = [0.0, 3.5]", "between = [1.5, 3.5]"),
         ("between = [-3.0, 1.0]", "between = [-1.5, 1.0]")),
        "start", "w = [", "all parameters at their highest",
    ),
    "a goal that some variants lack": Lie(
        (("loss = 0.05", 'loss = "0.05 - 200*(coupling - 0.9)**2"'),),
        "goal", 'loss = "0.05', "no play was found",
    ),
    "a total that nobody collects": Lie(
        (("loss = 0.05", 'kind = "keep-promise"\ntolerance = 0.05\ntotal = 1000'),
         ("turns = 24", "turns = 8")),
        "goal", "total = 1000", "of 1000 in 8 turns",
    ),
    "a bot that never arrives": Lie(
        (("learning_rate = 1.1", "learning_rate = 0.001"),),
        "two-stars", "[bot]", "not at the goal after 24 turns",
    ),
    "a bot that some variants forbid": Lie(
        (("learning_rate = 1.1", 'learning_rate = "55*(coupling - 0.88)"'),),
        "variant", "learning_rate =", "allowed is a number above 0",
    ),
    "a further bot that some variants forbid": Lie(
        (), "variant", 'learning_rate = "55*', "allowed is a number above 0",
        '\n[[ghosts]]\noptimizer = "gd"\nlearning_rate = 1.1\n'
        '\n[[ghosts]]\noptimizer = "gd"\nlearning_rate = "55*(coupling - 0.88)"\n',
    ),
    "two stars for more than par": Lie(
        (("par = 4", "par = 4\ntwo = 3"),), "two-stars", "two = 3", "3 is less than par, 4",
    ),
    "two stars for all turns": Lie(
        (("par = 4", "par = 4\ntwo = 24"),), "two-stars", "two = 24", "24 turns are all there are",
    ),
    "a par that nobody makes": Lie(
        (("par = 4", "par = 1"), ("max_step = 6.0", "max_step = 6.0\nmoves = \"axis\""),),
        "par", "par = 1", "no play was found that makes par 1; the best takes",
    ),
    "a par that the bot makes": Lie(
        (("par = 4", "par = 20"),), "par", "par = 20", "earns no more than one star",
    ),
    "a goal that the bot meets by a hair": Lie(
        (("loss = 0.05", "loss = 0.05775346"),), "margin", "[[plays]]", "the goal 0.05775346",
    ),
    "a claim that holds by a hair": Lie(
        (('equals = "coupling"', 'at_least = "coupling - 1e-9"'),),
        "margin", 'at_least = "coupling', "leave room",
    ),
    "a claim that holds on some variants": Lie(
        (('equals = "coupling"', "equals = 0.9"),),
        "claim", "equals = 0.9", "; over all variants it is 0.88 to 0.91",
    ),
    "a claim of what never ends on some variants": Lie(
        (("learning_rate = 0.4 }", "learning_rate = 1.0471 }"), ("at_least = 25", "at_most = 25")),
        "claim", "at_most = 25", "; over all variants it is 36 or more",
    ),
    "a number typed into a text": Lie(
        (("{claim.coupling}.", "0.9."),),
        "typed-number", "The coupling is 0.9.", "'0.9' is typed by hand; write {claim.coupling}",
    ),
    "turns typed as a word": Lie(
        (("the bot {bot.turns}.", "the bot nine turns."),),
        "typed-number", "the bot nine", "'nine' is typed by hand; write a field",
    ),
    "a number typed into the idea": Lie(
        (("One probe of both", "12 probes of both"),),
        "typed-number", "12 probes", "fields are not filled in here",
    ),
    "turns of a bot that never arrives": Lie(
        (("learning_rate = 1.1", "learning_rate = 0.001"), ("par = 4", "par = 4\ntwo = 6"),
         ('debrief = """', 'debrief = """\nThe bot took {bot.turns}.')),
        "bot-field", "The bot took", "{bot.took} says 'needed more than 24 turns'",
    ),
    "a debrief of four sentences": Lie(
        (("The coupling is", "Well. Now. The coupling is"),),
        "text-length", "debrief", "4 sentences; at most 3",
    ),
    "a brief that fills the page": Lie(
        (("Bring the loss", "so on\n\n" * 8 + "Bring the loss"),),
        "text-length", "brief = ", "rows of 68 columns; at most 12",
    ),
    "a formula wider than the page": Lie(
        (("    together", "    together" + " + w1" * 12),),
        "text-length", "    together", "at most 68 fit",
    ),
    "two choices alike": Lie(
        (('"Raising one and lowering the other"', '"raising both  again."'),),
        "question", '"raising both', "are the same",
    ),
    "a field in a choice": Lie(
        (('"Raising both again"', '"About {claim.coupling}"'),),
        "question", '"About {', "shown as they are",
    ),
    "an answer that is no choice": Lie(
        (("answer = 2", "answer = 3"),), "schema", "answer = 3", "not one of the 2 choices",
    ),
    "an answer that is wrong on variants": Lie(
        (('step = 1.0, at_most = -0.1', 'step = 1.0, at_most = 0.443'),),
        "bound", '"Raising both again"', "in the variant of",
    ),
    "two right answers": Lie(
        (('heading = 45, step = 1.0, at_most = -0.1', "heading = 45, step = 1.0, at_least = 0.1"),),
        "bound", '"Raising both again"', "is not the answer and right: interaction is 0.45",
    ),
    "an answer that is wrong": Lie(
        (("heading = 315, at_most = -0.1", "heading = 135, at_most = -0.6"),),
        "bound", '"Raising one and', "is the answer and wrong: interaction is -0.45",
    ),
    "an answer that mirrored maps turn round": Lie(
        (('{ measure = "interaction", heading = 45, step = 1.0, at_most = -0.1 }',
          '{ measure = "coupling", at_most = -0.1 }'),
         ("heading = 315, at_most = -0.1", "at_least = 0.1")),
        "bound", '"Raising one and', "for mirrored maps change its sign",
    ),
    "a choice without a bound": Lie(
        (("{ heading = 315, at_most = -0.1 }", "{ heading = 315 }"),),
        "bound", "{ heading = 315 }", "no measure, or no bound, for 'Raising one",
    ),
    "a question with a bound too few": Lie(
        (("  { heading = 315, at_most = -0.1 },\n", ""),),
        "bound", "right_when = [", "1 for 2 choices; give one for each",
    ),
    "a choice with a measure that does not exist": Lie(
        (('{ measure = "interaction"', '{ measure = "interactin"'),),
        "bound", '{ measure = "interactin"', "did you mean 'interaction'?",
    ),
    "a hint that is slower than the one before": Lie(
        (('  "the longest step down the compass",\n',
          '  "one probe, then the step that its readout asks for",\n'),
         ('  "Look at the interaction.",\n]\nhint_plays = [', '  "Go slowly.",\n]\nhint_plays = ['),
         ('for",\n]\n', 'for, slowly",\n]\n')),
        "bound", '"Go slowly."', "never arrives, 2 by the hint before",
        '\n[[plays]]\nname = "one probe, then the step that its readout asks for, slowly"\n'
        'policy = { follow = "gradient", rate = 0.4 }\nstars_at_most = 1\nvariants = true\n',
    ),
    "a last hint that never arrives": Lie(
        (('for",\n]\n', 'for",\n  "the longest step down the compass",\n]\n'),
         ('  "Look at the interaction.",\n',
          '  "Look at the interaction.",\n  "Take long steps.",\n')),
        "bound", '"Take long steps."', "never arrives",
    ),
    "a hint by a play that does not exist": Lie(
        (('  "the longest step down the compass",\n',
          '  "the longest steps down the compass",\n'),),
        "bound", "the longest steps", "did you mean 'the longest step down the compass'?",
    ),
    "a hint by moves": Lie(
        (('  "the longest step down the compass",\n', '  "probe, leap, correct",\n'),),
        "bound", '  "probe, leap, correct",', "has moves, which fit one map only",
    ),
    "hints with a play too few": Lie(
        (('  "the longest step down the compass",\n', ""),),
        "bound", "hint_plays = [", "1 plays for 2 hints; give one for each",
    ),
    "a proof of no sentence": Lie(
        (("tells how they depend on each other\"\nby", "tells how they hang together\"\nby"),),
        "bound", "they hang together", "no sentence of the texts has the words",
    ),
    "a proof by nothing": Lie(
        (('by = ["coupling", ', 'by = ["couplings", '),),
        "bound", 'by = ["couplings"', "did you mean 'coupling'?",
    ),
    "before and after at different rates": Lie(
        (("Gradient descent takes far more turns", "Without inertia descent takes far more turns"),
         ('bot = { optimizer = "gd", learning_rate = 0.4 }',
          'bot = { optimizer = "momentum", learning_rate = 0.4, momentum = 0.1 }'),
         ("at_least = 25", "at_least = 5")),
        "bound", "Without inertia", "only settings of the level's bot differ; give 'given'",
    ),
    "a best rate that is not": Lie(
        (("Gradient descent takes far more turns", "No rate arrives sooner"),
         ("learning_rate = 0.4 }",
          'learning_rate = 0.4 }\nsweep = { learning_rate = [0.1, 1.05] }')),
        "claim", "at_least = 25", "bot_turns is",
    ),
    "an unused parameter": Lie(
        (("best2 = {", "best3 = 1.0\nbest2 = {"),),
        "unused", "best3 = 1", "'best3' is used nowhere",
    ),
    "an unused column": Lie(
        (("[loss.parameters]", "columns = { left = [1.0, 2.0] }\n[loss.parameters]"),),
        "unused", "columns =", "column 'left' is not in the formula",
    ),
    "a waiver of nothing": Lie(
        (), "waiver", "[[waivers]]", "does not break 'naive'",
        '\n[[waivers]]\nrule = "naive"\nbecause = "It might."\n',
    ),
    "a waiver of no rule": Lie(
        (), "waiver", 'rule = "naiv"', "did you mean 'naive'?",
        '\n[[waivers]]\nrule = "naiv"\nbecause = "It might."\n',
    ),
    "a waiver of a rule that stands": Lie(
        (("par = 4", "par = 4\nfive = 5"),), "schema", "five = 5", "unknown key 'five'",
        '\n[[waivers]]\nrule = "schema"\nbecause = "I like it."\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_false_level_is_refused_at_the_line_at_fault(tmp_path: Path, lie: Lie) -> None:
    text = changed(*lie.edits, more=lie.more)
    findings = [finding for finding in found(tmp_path, text) if finding.rule == lie.rule]
    assert [finding.severity for finding in findings] == [Severity.ERROR] * len(findings)
    told = {(finding.line, lie.says in finding.message) for finding in findings}
    assert (line_with(text, lie.at), True) in told, "\n".join(map(str, findings))


def test_the_true_level_passes_on_many_variants(tmp_path: Path) -> None:
    assert found(tmp_path, TRUE, 40) == ()


def test_everything_is_found_at_once(tmp_path: Path) -> None:
    text = changed(("at_least = 25", "at_least = 49"), ("answer = 2", "answer = 1"),
                   ("{claim.coupling}.", "0.9."), ("0.4]]", "0.41]]"))  # fmt: skip
    assert {finding.rule for finding in found(tmp_path, text)} == {
        "claim", "typed-number", "keys", "bound",
    }  # fmt: skip


def test_a_waiver_turns_an_error_into_a_note_with_its_reason(tmp_path: Path) -> None:
    waiver = (
        '\n[[waivers]]\nrule = "typed-number"\nkey = "text.debrief"\nbecause = "A quotation."\n'
    )
    (note,) = found(tmp_path, changed(("{claim.coupling}.", "0.9."), more=waiver))
    assert (note.severity, note.rule) == (Severity.NOTE, "typed-number")
    assert note.message.endswith("waived: A quotation.")


def test_a_waiver_for_one_key_leaves_the_others(tmp_path: Path) -> None:
    waiver = '\n[[waivers]]\nrule = "typed-number"\nkey = "text.brief"\nbecause = "A quotation."\n'
    rules = {f.rule for f in found(tmp_path, changed(("{claim.coupling}.", "0.9."), more=waiver))}
    assert rules == {"typed-number", "waiver"}


@pytest.mark.parametrize("part", ["hints = [", "why = ", "[[questions]]"])
def test_a_level_without_one_of_its_parts_is_warned_about(tmp_path: Path, part: str) -> None:
    lines = TRUE.splitlines()
    first = lines.index(next(line for line in lines if line.startswith(part)))
    ends = {"hints = [": "]", "why = ": '"""', "[[questions]]": ""}[part]
    last = next(n for n in range(first + 1, len(lines)) if lines[n] == ends)
    findings = found(tmp_path, "\n".join(lines[:first] + lines[last + 1 :]))
    (warning,) = (finding for finding in findings if finding.rule == "whole")
    assert (warning.severity, warning.line) == (Severity.WARNING, 1)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("[310, 6.0]", "[312, 6.0]", "heading 312 is no multiple of 5"),
        ("0.4]]", "0.41]]", "step 0.41 is not on the ladder; the nearest is 0.4"),
    ],
)
def test_moves_that_can_only_be_typed_are_noted(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    findings = found(tmp_path, changed((right, wrong)), 0)
    (note,) = (finding for finding in findings if finding.rule == "keys")
    assert note.severity is Severity.NOTE
    assert says in note.message


@pytest.mark.parametrize(
    ("formula", "rule", "says"),
    [
        ("abs(w1 - best1)*coupling + (w2 - best2)**2", "kink", "the slope jumps"),
        ("maximum(w1 - best1, 0)**2*coupling + (w2 - best2)**2", "kink", "the slope jumps"),
        ("log(w1 - best1 + 6)**2*coupling + (w2 - best2)**2", "undefined", "no finite loss on"),
        ("sqrt((w1 - best1)**2 + (w2 - best2)**2 + 1)*coupling", "", ""),
    ],
)
def test_kinks_and_gaps_are_noted(tmp_path: Path, formula: str, rule: str, says: str) -> None:
    plain = "((w1 - best1)**2 + (w2 - best2)**2)/2 + coupling*(w1 - best1)*(w2 - best2)"
    findings = found(tmp_path, changed((plain, formula)), 0)
    notes = {finding.rule: finding for finding in findings if finding.severity is Severity.NOTE}
    assert list(notes) == ([rule] if rule else [])
    if rule:
        assert says in notes[rule].message
        assert (notes[rule].line, notes[rule].key) == (9, "loss.formula")


def test_contributing_shows_the_table_of_rules() -> None:
    text = rule_table.PAGE.read_text(encoding="utf-8")
    assert rule_table.with_table(text) == text, "run `make guide`"


def test_every_rule_about_one_level_has_a_level_that_breaks_it() -> None:
    noted, tested_elsewhere = (
        {"kink", "undefined", "whole", "copied", "unbound", "keys"},
        {"gradient", "nothing", "place", "lowest", "blind"},
    )
    others = noted | tested_elsewhere | {"unreadable", "id", "requires", "data-file"}
    assert {lie.rule for lie in LIES.values()} == set(RULES) - others
