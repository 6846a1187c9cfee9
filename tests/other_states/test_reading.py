"""What belongs to one state and is not public, at every door: who reads it."""

import pytest

from tests.declared import DECLARED
from tests.other_states.answers import text_of
from tests.samples import sample

SECRETS = ("draft", "reason", "remark", "comment", "change", "practice", "deputy")
ASKED_FOR = (  # pages that look for words, or for what is not public
    "/en/registry/?q=Zephyr",
    "/en/registry/?state=TN&status=draft",
    "/en/registry/?round={round}",
    "/en/registry/compare/?state=TN&state=MA",
    "/en/registry/editions/compare/?from=1&to=current",
    "/en/registry/current.json",
    "/en/registry/current.xlsx",
    "/en/practices/?q=Zephyr",
    "/en/search/?q=Zephyr",
    "/en/workspace/?page=1",
    "/en/workspace/priorities/new/?state=TN",
    "/api/v1/search/?q=Zephyr",
    "/api/v1/priorities/?state=TN",
    "/api/v1/practices/?state=TN",
    "/api/v1/bulk/priorities/",
    "/api/v1/bulk/practices/",
    "/api/v1/changes/?include=record&page_size=500",
    "/en/admin/registry/priority/?q=Zephyr",
    "/en/admin/registry/practice/?q=Zephyr",
    "/en/admin/registry/priority/{draft.pk}/change/",
    "/en/admin/registry/priority/{back.pk}/history/",
)


def addresses(world) -> list[str]:
    """Every route of the portal, where it leads to something of the state to just that; then questions.

    That the administration shows these people nothing but its sign-in is for the tests of access to say.
    """
    found = []
    for route in sorted(DECLARED):
        if route.startswith("{lang}/admin/"):
            continue
        found.append(sample(route))
        if "<ref>" in route and any(part in route for part in ("workspace", "registry", "priorities", "practices")):
            own = (world.draft, world.back, world.public, world.practice)
            found += [f"/{route.replace('{lang}', 'en').replace('<ref>', record.ref)}" for record in own]
    about = {"round": world.consultation.ref, "draft": world.draft, "back": world.back}
    return [*found, *(path.format(**about) for path in ASKED_FOR)]


def seen_by(client, world) -> dict[str, list[str]]:
    """The addresses at which each of the secrets shows."""
    found: dict[str, list[str]] = {}
    for path in addresses(world):
        response = client.get(path)
        assert response.status_code != 500, path
        text = text_of(response)
        for secret in SECRETS:
            if f"Zephyr {secret}" in text:
                found.setdefault(secret, []).append(path)
    return found


@pytest.mark.parametrize("role", ["visitor", "neighbour", "former"])
def test_what_is_not_public_when_others_open_every_address_then_it_is_nowhere(world, role):
    assert seen_by(world.clients[role], world) == {}


def test_what_is_not_public_when_its_state_opens_every_address_then_all_of_it_is_somewhere(world):
    assert seen_by(world.clients["lead"], world).keys() == set(SECRETS)
