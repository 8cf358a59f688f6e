"""Whose word about an address is believed: that of our own proxies alone, named one by one or by their
network.
"""

import pytest

from ongikar.core.environment import NETWORKS
from ongikar.core.http.client_ip import client_ip

pytestmark = pytest.mark.once


class Request:
    def __init__(self, end: str, forwarded: str = "") -> None:
        self.META = {"REMOTE_ADDR": end, "HTTP_X_FORWARDED_FOR": forwarded}


@pytest.mark.parametrize(
    ("proxies", "end", "forwarded", "expected"),
    [
        ("", "10.89.0.2", "203.0.113.9", "10.89.0.2"),
        ("10.89.0.0/24", "10.89.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.89.0.0/24", "10.89.1.2", "203.0.113.9", "10.89.1.2"),
        ("10.89.0.0/24", "10.89.0.2", "198.51.100.1, 203.0.113.9, 10.89.0.7", "203.0.113.9"),
        ("127.0.0.1,10.89.0.0/24", "127.0.0.1", "203.0.113.9, 10.89.0.2", "203.0.113.9"),
        ("fd00::/8", "fd00::5", "203.0.113.9", "203.0.113.9"),
        ("10.89.0.0/24", "::ffff:10.89.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.89.0.0/24", "no address", "203.0.113.9", "unknown"),
        ("10.89.0.0/24", "10.89.0.2", "nonsense", "unknown"),
        ("10.89.0.0/24", "10.89.0.2", "", "10.89.0.2"),
    ],
)
def test_the_visitor_is_the_last_address_that_is_none_of_our_proxies(
    settings, proxies, end, forwarded, expected
):
    settings.ONGIKAR_PROXIES = NETWORKS.read(proxies)

    assert client_ip(Request(end, forwarded)) == expected
