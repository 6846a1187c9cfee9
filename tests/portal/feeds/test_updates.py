"""The news of pilots as feeds."""

import datetime

import pytest
from lxml import etree

from amedip.core.records import write_record
from pilots.models import Update
from tests.asking import get, same_cost
from tests.factories import PilotFactory

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = datetime.date(2026, 3, 4)


def tell(pilot, day=DAY, **texts):
    return write_record(Update(pilot=pilot, day=day), actor=None, texts=texts, part_of=pilot)


def entries(path: str):
    response = get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content).findall(f"{ATOM}entry")


def test_news_stand_in_the_feed_newest_first_and_lead_to_their_place():
    pilot = PilotFactory(number=7, ref="P7")
    older = tell(pilot, en={"title": "Begun", "text": "**At last**"})
    newer = tell(pilot, DAY.replace(month=5), fr={"title": "Fini"})

    first, second = entries("/en/feed/pilots/7/")

    assert [one.findtext(f"{ATOM}title") for one in (first, second)] == ["Fini", "Begun"]
    assert first.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert first.find(f"{ATOM}link").get("href").endswith(f"/en/pilots/7/#news-{newer.pk}")
    assert second.findtext(f"{ATOM}id").endswith(f"en/pilot/P7/news/{older.pk}")
    assert ">At last<" in second.findtext(f"{ATOM}summary")


def test_feed_of_all_pilots_tells_no_examples():
    tell(PilotFactory(number=1, ref="P1"), en={"title": "True"})
    tell(PilotFactory(number=901, ref="P901", example=True), en={"title": "Invented"})

    assert [one.findtext(f"{ATOM}title") for one in entries("/en/feed/pilots/")] == ["True"]
    assert [one.findtext(f"{ATOM}title") for one in entries("/ar/feed/pilots/901/")] == ["Invented"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/en/feed/pilots/99/", 404), ("/en/feed/pilots/?page=2", 404), ("/en/feed/pilots/?page=x", 400)],
)
def test_feed_of_nothing_is_answered_with_a_page(path, status):
    assert get(path).status_code == status


def test_feed_costs_the_same_for_1_and_for_50():
    tell(PilotFactory(), en={"title": "News"})

    with same_cost("/en/feed/pilots/"):
        for number in range(6):
            tell(PilotFactory(), DAY.replace(day=1 + number), en={"title": "News"})
