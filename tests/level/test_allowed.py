"""What is said of a value that a type refuses: advice only where it helps."""

from typing import Any, Literal

import msgspec
import pytest

from descent_game.level.allowed import refusal


@pytest.mark.parametrize(
    ("value", "hint", "advice"),
    [
        (3.0, int, "write 3, without a point"),
        (3.0, Literal["axis", "free"], ""),
        (3.5, int, ""),
        ("2.5", float, "write 2.5, without quotes"),
        ("2.5 m", float, "write 2.5, without quotes and without a unit"),
        ("2.5", int, ""),
        ("fast", float, ""),
        ("true", bool, "write true, without quotes"),
        (3, str, 'write it in quotes: "3"'),
        (3, Literal["axis", "free"], ""),
        (3, tuple[int, ...], "write it as a list: [3]"),
        (3, tuple[str, ...], ""),
    ],
)
def test_advice_is_what_the_type_allows(value: Any, hint: Any, advice: str) -> None:
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert(value, hint, strict=True)
    place, message = refusal(value, hint, raised.value)
    assert place == ()
    assert advice in message
    assert ("write" in message) is bool(advice)
