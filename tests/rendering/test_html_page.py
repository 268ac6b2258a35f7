import base64
import hashlib
import re

from descent_game.rendering.html_page import page

ROWS = [{"turn": "0", "verdict": "start"}, {"turn": "1", "verdict": "<b>"}]


def test_the_page_allows_its_own_script_and_no_request() -> None:
    text = page("A game", "<svg></svg>", ROWS)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert policy is not None
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    )
    assert not re.search(r"https?:|src=|@import|url\(|fetch|XMLHttpRequest", text)


def test_words_stay_words() -> None:
    text = page("</title><script>", "", ROWS, notes=["<i>"], dark=False)
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in text
    assert "<td>&lt;b&gt;</td>" in text
    assert "<p>&lt;i&gt;</p>" in text
    assert 'max="1"' in text
    assert text.count("<script>") == 1
