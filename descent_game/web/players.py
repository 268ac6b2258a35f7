"""Players by the token in their browser's cookie, and the folder of each."""

import hashlib
import hmac
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from descent_game.player.record import Record
from descent_game.player.storage import FILE

COOKIE = "descent-player"
_TOKEN = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?")


class Players:
    """The players of a server; each with a kept game has a folder in ``root``.

    Tokens are signed with a key that lives as long as the server. A token of an earlier server is
    accepted only where the player's folder exists. The folder's name is a digest of the token.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._key = secrets.token_bytes(32)
        self._users: Counter[Path] = Counter()

    def new_token(self) -> str:
        """Return a random token, which gives access to a new player's record."""
        name = secrets.token_hex(16)
        return name + self._signature(name)

    def folder_of(self, token: str | None) -> Path | None:
        """Return a player's folder, which may not exist yet; None for an unknown token."""
        if token is None or not _TOKEN.fullmatch(token):
            return None
        folder = self._root / hashlib.sha256(token.encode()).hexdigest()[:32]
        is_signed = hmac.compare_digest(token[32:], self._signature(token[:32]))
        return folder if is_signed or folder.is_dir() else None

    @contextmanager
    def using(self, folder: Path) -> Iterator[None]:
        """Create a player's folder for a game; remove it after the last one if nothing was kept."""
        self._users[folder] += 1
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield
        finally:
            self._users[folder] -= 1
            if not self._users[folder]:
                del self._users[folder]
                _remove_if_empty(folder)

    def _signature(self, name: str) -> str:
        return hmac.digest(self._key, name.encode(), "sha256").hex()[:32]


def _remove_if_empty(folder: Path) -> None:
    """Remove a player's folder if its record is empty and it has no other files."""
    if (folder / FILE).exists():
        with closing(Record(folder)) as record:
            if not record.is_empty:
                return
        for suffix in ("-wal", "-shm", ""):
            (folder / f"{FILE}{suffix}").unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
