"""Addresses as browsers write them in the header ``Origin``."""

import re
from ipaddress import IPv6Address
from urllib.parse import urlsplit

import idna

PORTS = {"http": 80, "https": 443}
"""The port of each scheme that an origin leaves out."""
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")


def origin_of(url: str) -> str:
    """Return the origin of an address: scheme, host in lower case and ASCII, port unless usual.

    Raises:
        ValueError: it is no address of a whole host, such as ``https://descent.example.org``.
    """
    parts = urlsplit(url)
    rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in PORTS or not parts.hostname or rest:
        raise ValueError(f"{url!r} is no address of a host")
    port = "" if parts.port in (None, PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{_host(parts.hostname)}{port}"


def _host(name: str) -> str:
    """Return a host as browsers write it. Raises ``ValueError`` (``IDNAError`` is one)."""
    if ":" in name:
        return f"[{IPv6Address(name)}]"
    host = name if name.isascii() else idna.encode(name, uts46=True).decode()
    if not _HOST.fullmatch(host):
        raise ValueError(f"{name!r} is no host")
    return host
