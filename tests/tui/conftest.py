import pytest
from textual.app import App


@pytest.fixture(autouse=True)
def lasting_notifications(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep notifications until the end of a test, however slow the machine."""
    monkeypatch.setattr(App, "NOTIFICATION_TIMEOUT", 3600.0)
