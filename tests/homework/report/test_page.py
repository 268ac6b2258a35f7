import base64
import hashlib
import json
import re

import pytest

from descent_game.homework.report.page import data, page, table, text

NASTY = '</script><script>alert(1)</script><img src=x onerror="alert(2)">&\u2028\x00\ud800'


def test_text_of_strangers_stays_text() -> None:
    written = page(NASTY, [f"<p>{text(NASTY)}</p>", table([NASTY], [[text(NASTY)]], NASTY)])
    assert not re.search("<script|<img", written)
    written.encode()


def test_data_of_strangers_stay_data() -> None:
    written = data({"name": NASTY[:-1]})
    inside = written.removeprefix('<script type="application/json">').removesuffix("</script>")
    assert not re.search(r"[<>&]", inside)
    assert json.loads(inside) == {"name": NASTY[:-1]}


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        data({"loss": float("nan")})


@pytest.mark.parametrize("steps", [False, True])
def test_the_policy_allows_exactly_what_is_in_the_page(*, steps: bool) -> None:
    written = page("A page", ["<p>text</p>"], steps=steps)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', written)
    assert policy.startswith("default-src 'none'")
    parts = re.findall("<(style|script)>(.*?)</", written, re.DOTALL)
    assert [name for name, _ in parts] == (["style", "script"] if steps else ["style"])
    for name, content in parts:
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?:", written)
