"""The folder of the player's data (record, settings, keys, packs), and that of caches."""

import os
from contextlib import suppress
from pathlib import Path


def data_folder() -> Path:
    """Return the folder: ``DESCENT_HOME``, or the platform's place for data."""
    if home := _home():
        return home
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no folder is given

    return user_data_path("descent", appauthor=False)


def cache_folder() -> Path:
    """Return the folder of what can be computed again: in ``DESCENT_HOME``, or the platform's."""
    if home := _home():
        return home / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where no folder is given

    return user_cache_path("descent", appauthor=False)


def _home() -> Path | None:
    home = os.environ.get("DESCENT_HOME")
    if not home:
        return None
    with suppress(RuntimeError):  # ~name of nobody
        return Path(home).expanduser()
    return Path(home)
