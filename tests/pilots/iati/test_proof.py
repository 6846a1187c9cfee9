"""The proof: what the portal tells IATI of completed pilots is valid, and brings nothing twice when it comes back."""

import datetime

from django.utils import timezone

from pilots.iati.comparing import compare
from pilots.iati.gathering import activities
from pilots.iati.lacking import lacking
from pilots.iati.reading import read
from pilots.iati.writing import write
from pilots.models import PilotProject
from tests.asking import get, queries_of
from tests.pilots.iati import judge
from tests.pilots.iati.pilots import by_chance, complete, publish

SEED = 20_260_304
OTHERS = 30  # beside the four; the soak has 200


def told() -> bytes:
    response = get("/iati/activities.xml")
    assert response.status_code == 200
    return response.content


def prove(others: int, seed: int) -> None:
    """The first content's four pilots, completed, and ``others`` by chance stand in the file; all of it is valid."""
    publish()
    for pilot in PilotProject.objects.select_related("reference", "country"):
        complete(pilot)
    by_chance(others, seed)
    data = told()
    root = judge.parsed(data)
    assert len(root.findall("iati-activity")) == 4 + others, f"seed {seed}"
    judge.schema().assertValid(root)
    outside, looked_up = judge.codes_outside(root)
    assert outside == []
    assert looked_up > 20 * others
    assert judge.breaches(root) == []
    for one in compare(read(data)):
        assert [step.told() for step in one.steps] == [], (one.activity.identifier, f"seed {seed}")
        assert one.remarks == []


def test_pilots_of_the_first_content_lack_days_and_stay_out(content):
    publish()
    for _pilot, activity in activities(PilotProject.objects.all()):
        assert any("first day" in sentence for sentence in lacking(activity, timezone.localdate()))

    for path in ("/iati/activities.xml", "/iati/pilots/1.xml"):
        assert get(path).status_code == 404


def test_completed_pilots_are_all_told_validly_and_bring_nothing_twice(content):
    prove(OTHERS, SEED)


def test_file_costs_the_same_for_5_and_for_54(content):
    publish()
    by_chance(5, SEED)
    before = queries_of("/iati/activities.xml")
    by_chance(49, SEED, first=20_000)

    assert queries_of("/iati/activities.xml") == before


def test_file_of_nothing_is_no_error():
    made_at = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)

    assert read(write([], made_at=made_at)) == []
