from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give every test a record of its own: none may touch the player's; no packs."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DESCENT_HOME", str(folder))
    monkeypatch.setenv("DESCENT_PACKS", "off")
    return folder
