"""Who is who: a token in the browser's cookie, and the folder that it opens."""

import hashlib
import re
import secrets
from pathlib import Path

COOKIE = "descent-player"
_TOKEN = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """Return a token that nobody can guess: whoever shows it has that player's record."""
    return secrets.token_hex(16)


def is_token(text: str | None) -> bool:
    """Tell whether a cookie holds what ``new_token`` makes."""
    return text is not None and _TOKEN.fullmatch(text) is not None


def folder_of(token: str, root: Path) -> Path:
    """Return the folder of a player, made if it is not there; its name does not give the token."""
    folder = root / hashlib.sha256(token.encode()).hexdigest()[:32]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
