import pytest

from descent_game.web.origins import origin_of


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://descent.example.org", "https://descent.example.org"),
        ("HTTPS://Descent.Example.ORG:443/", "https://descent.example.org"),
        ("http://x:80", "http://x"),
        ("http://x:", "http://x"),
        ("http://x:443", "http://x:443"),
        ("https://x:80/", "https://x:80"),
        ("http://x.:8000", "http://x.:8000"),
        ("https://Bücher.example", "https://xn--bcher-kva.example"),
        ("https://straße.example:8443", "https://xn--strae-oqa.example:8443"),
        ("http://my_host", "http://my_host"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:80", "http://[::1]"),
        ("http://[2001:DB8:0:0:0:0:0:1]:8000", "http://[2001:db8::1]:8000"),
    ],
)
def test_addresses_are_written_as_browsers_do(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "ftp://x", "http://", "http://x/y", "http://x?y", "http://x#y", "http://me@x",
        "http://x:y", "http://x:70000", "http://a b", "http://a;b", "http://a,b", "http://[x",
        "http://[1::2::3]", "http://-ü.example", "http://a..b",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_host_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        origin_of(url)
