import pytest

from amedip.partners.hooks.addresses import NotFound, Policy, Refused, addresses_of, read_address
from amedip.partners.hooks.sending import send
from amedip.partners.models import Outcome
from tests.partners.hooks.hostile import BY_NAME, BY_TEXT
from tests.partners.hooks.receiver import listening

OUTSIDE = {
    "https://partner.example.net/hooks": "https://partner.example.net/hooks",
    "https://PARTNER.example.net": "https://partner.example.net/",
    "http://partner.example.net:80/a?b=c&d=é": "http://partner.example.net/a?b=c&d=%C3%A9",
    "https://8.8.8.8/": "https://8.8.8.8/",
    "https://[2a00:1450:4001:831:0:0:0:200e]/": "https://[2a00:1450:4001:831::200e]/",
    "https://bücher.example.net/": "https://xn--bcher-kva.example.net/",
    "https://منظمة.example.net/": "https://xn--ogb3a0bbd.example.net/",
}


@pytest.mark.parametrize("url", OUTSIDE)
def test_read_address_when_it_lies_outside_then_it_is_written_plainly(url):
    assert read_address(url, Policy()).url == OUTSIDE[url]


def test_send_when_the_address_leads_inside_then_nobody_knocks_there():
    with listening() as (port, knocked):
        policy = Policy(ports=frozenset({80, 443, port}))
        by_text = {url: send(url.format(port=port), b"{}", {}, policy=policy).outcome for url in BY_TEXT}
        by_name = {
            name: send(
                f"http://{name}:{port}/", b"{}", {}, policy=policy, resolve=lambda *_, found=found: found
            ).outcome
            for name, found in BY_NAME.items()
        }

        assert len(by_text) + len(by_name) >= 60
        assert {name: outcome for name, outcome in (by_text | by_name).items() if outcome != Outcome.REFUSED} == {}
        assert not knocked()


@pytest.mark.parametrize("url", ["https://partner.example.net:8443/", "http://partner.example.net:22/"])
def test_read_address_when_the_port_is_unusual_then_the_settings_decide(url):
    with pytest.raises(Refused):
        read_address(url, Policy())

    assert read_address(url, Policy(ports=frozenset({22, 8443}))).url == url


def test_read_address_when_it_has_no_room_in_ascii_then_refused():
    with pytest.raises(Refused):
        read_address("https://partner.example.net/" + "é" * 100, Policy())


def test_read_address_when_it_is_the_portals_own_then_refused():
    with pytest.raises(Refused):
        read_address("https://portal.example.net/api/v1/", Policy(own="portal.example.net"))


def test_read_address_when_a_host_inside_is_named_then_that_host_and_port_alone():
    policy = Policy(inside=frozenset({"localhost:8123"}))

    assert read_address("http://localhost:8123/", policy).trusted
    with pytest.raises(Refused):
        read_address("http://localhost:8124/", policy)


@pytest.mark.parametrize("found", [[], ["no address"]])
def test_addresses_of_when_the_name_leads_nowhere_then_not_found(found):
    target = read_address("https://partner.example.net/", Policy())

    with pytest.raises(NotFound):
        addresses_of(target, lambda *_: found)


def test_send_when_the_name_has_been_turned_inside_since_then_nobody_knocks_there():
    answers = iter([["203.0.114.7"], ["127.0.0.1"]])
    with listening() as (port, knocked):
        policy = Policy(ports=frozenset({port}))
        url = f"http://partner.example.net:{port}/"
        registered = addresses_of(read_address(url, policy), lambda *_: next(answers))

        answer = send(url, b"{}", {}, policy=policy, resolve=lambda *_: next(answers))

        assert registered == ["203.0.114.7"]
        assert answer.outcome == Outcome.REFUSED
        assert not knocked()
