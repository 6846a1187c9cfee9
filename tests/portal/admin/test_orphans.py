"""Where the golden thread breaks: what is left over at each step, and the way to mend it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amedip.portal.actions import link_records
from amedip.portal.admin.orphans import BREAKS
from amedip.portal.models import TypedLink
from tests.desk import address, at_desk, errors, filled, tree
from tests.factories import (
    ExchangeFactory,
    ExchangeRequestFactory,
    PilotFactory,
    PriorityFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db

Kind = TypedLink.Kind


def linked(source, target, kind=Kind.BUILDS_ON):
    link_records(source.reference, target.reference, kind=kind, actor=None)
    return source


def in_parts():
    whole = RecommendationFactory(number="1")
    point = RecommendationFactory(workshop=whole.workshop, parent=whole, number="1.1")
    linked(PilotFactory(), point, Kind.TAKES_UP)
    return whole


def taken_up():
    recommendation = RecommendationFactory()
    linked(PriorityFactory(), recommendation, Kind.TAKES_UP)
    return recommendation


def asked_for(**request):
    priority = PriorityFactory()
    ExchangeRequestFactory(priority=priority, **request)
    return priority


def built_on():
    priority = PriorityFactory()
    linked(PilotFactory(), priority)
    return priority


# By step, what is left over and what is not.
CASES = [
    ("recommendations", True, RecommendationFactory),
    ("recommendations", False, taken_up),
    ("recommendations", False, in_parts),
    ("priorities", True, PriorityFactory),
    ("priorities", True, lambda: asked_for(status="draft")),
    ("priorities", False, lambda: PriorityFactory(status="draft")),
    ("priorities", False, asked_for),
    ("priorities", False, built_on),
    ("actions", True, ExchangeRequestFactory),
    ("actions", True, ExchangeFactory),
    ("actions", True, PilotFactory),
    ("actions", False, lambda: ExchangeRequestFactory(status="declined")),
    ("actions", False, lambda: ExchangeRequestFactory(priority=PriorityFactory())),
    ("actions", False, lambda: ExchangeFactory(request=ExchangeRequestFactory())),
    ("actions", False, lambda: ExchangeFactory(status="cancelled")),
    ("actions", False, lambda: linked(PilotFactory(), PriorityFactory())),
    ("results", True, lambda: ExchangeFactory(status="reported")),
    ("results", False, ExchangeFactory),
    ("results", False, lambda: ExchangeFactory(status="published")),
    ("results", True, lambda: PilotFactory(phase="final")),
    ("results", False, lambda: PilotFactory(phase="design")),
]


def orphans(client, step):
    """The rows of the page at one step."""
    answer = client.get(address(TypedLink, "orphans"), {"step": step})
    assert answer.status_code == 200
    return tree(answer).xpath("//table//tbody/tr")


def test_page_when_opened_then_it_holds_what_is_left_over_and_nothing_else():
    made = [(step, left, make()) for step, left, make in CASES]
    client = at_desk()

    for step in BREAKS:
        shown = {
            row.xpath(".//bdi")[0].text_content() + row.xpath("./td")[0].text_content()
            for row in orphans(client, step.name)
        }
        for name, left, record in made:
            if name == step.name:
                key = record.ref + record._meta.verbose_name.capitalize()
                assert (key in shown) == left, (name, record)


@pytest.mark.parametrize(
    ("step", "make", "other"),
    [
        ("recommendations", RecommendationFactory, PilotFactory),
        ("priorities", PriorityFactory, PilotFactory),
        ("actions", PilotFactory, PriorityFactory),
    ],
)
def test_orphan_when_its_link_is_added_from_the_page_then_it_is_none_any_more(step, make, other):
    make()
    client = at_desk()
    (row,) = orphans(client, step)
    (where,) = row.xpath("./td/a/@href")
    end = "source" if "target" in parse_qs(urlsplit(where).query) else "target"

    answer = client.post(where, filled(client.get(where)) | {end: other().reference_id})

    assert answer.status_code == 302, errors(answer)
    assert not orphans(client, step)[0].xpath(".//bdi")


def test_page_when_there_are_more_then_it_costs_the_same():
    client = at_desk()

    def cost():
        with CaptureQueriesContext(connection) as captured:
            orphans(client, "actions")
        return len(captured)

    PilotFactory()
    cost()  # the first page of a session has more to do
    before = cost()
    for _number in range(30):
        PilotFactory()

    assert cost() == before
    assert len(orphans(client, "actions")) == 25


def test_page_when_an_unknown_step_is_asked_for_then_refused():
    assert at_desk().get(address(TypedLink, "orphans"), {"step": "nothing"}).status_code == 400


def test_page_when_a_reader_opens_it_then_no_link_to_add():
    PilotFactory()

    (row,) = orphans(at_desk("reader"), "actions")

    assert not row.xpath("./td/a")


def test_list_when_opened_then_it_leads_to_the_page():
    assert address(TypedLink, "orphans") in tree(at_desk().get(address(TypedLink, "changelist"))).xpath("//a/@href")
