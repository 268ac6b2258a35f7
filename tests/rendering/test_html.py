import base64
import hashlib
import json
import re

import pytest

from descent_game.rendering.html import escaped, json_script, page, table

NASTY = '</script><script>alert(1)</script><img src=x onerror="alert(2)">&\u2028\x00\ud800'


def test_text_of_strangers_stays_text() -> None:
    written = page(
        NASTY,
        [f"<p>{escaped(NASTY)}</p>", table([NASTY], [[escaped(NASTY)]], NASTY)],
        style="",
    )
    assert not re.search("<script|<img", written)
    written.encode()


def test_data_of_strangers_stay_json_script() -> None:
    written = json_script({"name": NASTY[:-1]})
    inside = written.removeprefix('<script type="application/json">').removesuffix("</script>")
    assert not re.search(r"[<>&]", inside)
    assert json.loads(inside) == {"name": NASTY[:-1]}


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_script({"loss": float("nan")})


@pytest.mark.parametrize("script", ["", '"use strict";'])
def test_the_policy_allows_exactly_what_is_in_the_page(script: str) -> None:
    written = page("A page", ["<p>text</p>"], style="p { margin: 0; }", script=script)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', written)
    assert policy.startswith("default-src 'none'")
    parts = re.findall("<(style|script)>(.*?)</", written, re.DOTALL)
    assert [name for name, _ in parts] == (["style", "script"] if script else ["style"])
    for name, content in parts:
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?:", written)
