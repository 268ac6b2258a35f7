import re

from descent_game.rendering.playback_page import playback_page

ROWS = [{"turn": "0", "verdict": "start"}, {"turn": "1", "verdict": "<b>"}]


def test_the_page_requests_nothing() -> None:
    text = playback_page("A game", "<svg></svg>", ROWS)
    assert "default-src 'none'" in text
    assert "unsafe-inline" not in text
    assert " style=" not in text  # the policy would drop it
    assert not re.search(r"https?:|src=|@import|url\(|fetch|XMLHttpRequest", text)


def test_words_stay_words() -> None:
    text = playback_page("</title><script>", "", ROWS, notes=["<i>"], dark=False)
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in text
    assert "<td>&lt;b&gt;</td>" in text
    assert "<p>&lt;i&gt;</p>" in text
    assert 'max="1"' in text
    assert text.count("<script>") == 1
