import io
import sys
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import pytest

from descent_game.cli.main import main


class Done(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Done]


@pytest.fixture
def descent(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``descent`` in this process, with text or bytes on standard input."""

    def run(*arguments: str, given: str | bytes = "") -> Done:
        content = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        return Done(int(left.value.code or 0), out, err)

    return run
