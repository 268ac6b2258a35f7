import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Property tests try the same examples everywhere, however slow the machine;
# `pytest --hypothesis-profile fresh` tries others, `thorough` 10,000 where a test sets no number.
NO_CLOCK = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "everywhere", deadline=None, derandomize=True, suppress_health_check=NO_CLOCK
)
settings.register_profile("fresh", settings.get_profile("everywhere"), derandomize=False)
settings.register_profile("thorough", settings.get_profile("everywhere"), max_examples=10_000)
settings.load_profile("everywhere")


os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs that tests start load compiled modules


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give every test a record of its own: none may touch the player's; no packs."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DESCENT_HOME", str(folder))
    monkeypatch.setenv("DESCENT_PACKS", "off")
    return folder
