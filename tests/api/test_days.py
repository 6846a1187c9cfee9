"""The Registry as the portal held it on a day."""

import pytest
from django.utils import timezone

from tests.calling import call, problem, read, refs, walk

pytestmark = pytest.mark.django_db


def test_on_when_a_day_is_asked_then_as_the_portal_held_it_in_every_language(content):
    today = timezone.localdate()
    now = {item["ref"]: item for item in walk("priorities/?page_size=500")}

    then = walk(f"priorities/?page_size=7&on={today}")

    assert [item["ref"] for item in then] == sorted(ref for ref, item in now.items() if not item["example"])
    assert all(item == now[item["ref"]] for item in then)
    ref = then[0]["ref"]
    assert read(f"priorities/{ref}/?on={today}&lang=fr") == read(f"priorities/{ref}/?lang=fr")
    assert refs(f"priorities/?on={today}&state={then[0]['state']}&theme=remittances") == sorted(
        refs(f"priorities/?state={then[0]['state']}&theme=remittances")
    )
    assert refs("priorities/?on=2012-01-01") == []
    problem(call(f"priorities/{ref}/?on=2012-01-01"), 404)


@pytest.mark.parametrize(
    "query", ["on=tomorrow", "on=2999-01-01", "on=1812-01-01", "on=", "on=2026-1-1", "on=2026-01-01&q=x"]
)
def test_on_when_it_cannot_be_then_400(query):
    problem(call(f"priorities/?{query}"), 400)
