"""From where callers come, and as whom they count."""

import pytest
from django.test import RequestFactory

from amedip.core.api.addresses import address_of, caller_at

SAME = [
    ("192.0.2.7", "::ffff:192.0.2.7"),  # as a socket of both kinds tells of it
    ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"),
]
OTHER = [
    ("192.0.2.7", "192.0.2.8"),
    ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
    ("2001:db8:0:1::1", "2001:db8:0:2::1"),
]


def counts_as(address: str) -> str:
    return caller_at(address_of(RequestFactory().get("/", REMOTE_ADDR=address)))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_callers_when_they_come_from_one_place_then_they_count_together(one, other):
    assert counts_as(one) == counts_as(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_callers_when_they_come_from_two_places_then_each_counts_alone(one, other):
    assert counts_as(one) != counts_as(other)


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxied", "wanted"),
    [
        ("192.0.2.7", "203.0.113.1", False, "192.0.2.7"),
        ("127.0.0.1", "198.51.100.9, 203.0.113.1", True, "203.0.113.1"),
        ("127.0.0.1", "nonsense", True, None),
        ("::FFFF:192.0.2.7", "", False, "192.0.2.7"),
        ("", "", False, None),
    ],
)
def test_address_when_told_by_the_server_or_a_proxy_then_who_is_trusted(settings, remote, forwarded, proxied, wanted):
    settings.BEHIND_PROXY = proxied
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert address_of(request) == wanted
