"""Mistakes in claims and plays: one finding each, with the caret where they are."""

from pathlib import Path

import pytest

from tests.checking.levels import changed, found

EQUALS = 'equals = "coupling"'
PROBE = 'follow = "probe-and-solve"'

MISTAKES = [
    # names
    ('measure = "coupling"', 'measure = §"copuling"', "no measure 'copuling'; did you mean 'coup"),
    (PROBE, 'follow = §"prob-and-solve"', "no policy 'prob-and-solve'; did you mean 'probe-and"),
    ('optimizer = "gd"', 'optimizer = §"gdd"', "unknown optimizer: 'gdd'; did you mean gd?"),
    (EQUALS, f"{EQUALS}\ngiven = {{ §couplin = 0 }}", "no parameter 'couplin'; did you mean 'coup"),
    # bounds
    (f"{EQUALS}\n", "", "has no bound; give 'equals', 'at_least', 'at_most', 'between'"),
    (EQUALS, "equals = §0.8", "coupling is 0.9, not equals 0.8"),
    ("at_least = 30", "at_least = §0", "compass_error is never less than 0"),
    # keys that change nothing
    (EQUALS, f"{EQUALS}\n§heading = 45", "coupling takes no 'heading'; it is the mixed deriv"),
    (PROBE, f"{PROBE}, §rate = 2.0", "'probe-and-solve' takes no 'rate'; it makes a diagonal"),
    # formulas: the caret is under the character
    (EQUALS, 'equals = "2*§couplng/2"', "unknown name 'couplng'; known: coupling, best1"),
    (EQUALS, 'equals = "coupling§^2"', "write ** for a power"),
    (EQUALS, "equals = '''\n 2 * §couplng'''", "unknown name 'couplng'"),
    (EQUALS, 'equals = "\\u0032*§couplng"', "unknown name 'couplng'"),
    (EQUALS, 'between = [0, "1+§couplng"]', "unknown name 'couplng'"),
    (EQUALS, f'{EQUALS}\nat = ["best1", "§best"]', "unknown name 'best'"),
    (EQUALS, f'{EQUALS}\ngiven = {{ best1 = "3 + §x" }}', "unknown name 'x'"),
    (EQUALS, f"{EQUALS}\nat = §[7, 0]", "(7, 0) is not on the map"),
    (f"{PROBE}, step = 1.0", f'{PROBE}, step = "§on"', "unknown name 'on'"),
    # numbers in texts
    ("{claim.coupling}.", "§0.9.", "'0.9' is typed by hand; write {claim.coupling}"),
    ("One probe of both", "It took §12 probes of both", "fields are not filled in here"),
    # moves
    ("[345, 0.4]", "[§346, 0.4]", "move 3: heading 346 is no multiple of 5 degrees"),
    ("[310, 6.0]", "[310, §7.0]", "step 7.0 is not from 0 to 6"),
    ("moves = [[45, 1]", 'moves = [§["-", 1]', "move 1: the heading is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "says"), MISTAKES, ids=lambda case: case[:40])
def test_a_mistake_is_pointed_at(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    text = changed((right, wrong))
    before, mark, _ = text.partition("§")
    findings = found(tmp_path, text.replace("§", ""), seeds=0)
    assert len(findings) == 1, [str(finding) for finding in findings]
    assert says in findings[0].message
    if mark:
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert (findings[0].line, findings[0].column) == place, findings[0].shown
