"""The pages and files of editions, today's Registry as a file, and what changed between two moments."""

import hashlib
from urllib.parse import unquote

import pytest
from django.utils import timezone
from lxml import html

from amedip.core import jobs, languages
from amedip.core.languages import CODES
from amedip.core.models import Job
from amedip.core.texts import set_texts
from registry import tasks
from registry.actions import EDITION_FILES, close_round, files_job
from registry.models import Priority
from registry.publications import MEDIA_TYPES
from registry.views.editions import AT_ONCE
from registry.workflow import PRIORITY
from tests import factories
from tests.approving import open_gate_of_editions
from tests.asking import get, page, queries_of, visitor
from tests.calling import answer_schema, assert_matches, read, results

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gate(db):
    """Of what must be approved before, others tell: see tests/translations/test_gate.py."""
    open_gate_of_editions()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A place for files that no other test uses."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def priority():
    return factories.PriorityFactory(
        ref="AA-2026-001", country__code="AA", title_ar="خفض الرسوم", title_en="Lower fees", title_fr="Moins de frais"
    )


@pytest.fixture
def made(priority):
    """Edition 1 with its files."""
    edition = close_round(factories.RoundFactory(title_en="Consultation of spring"), actor=None)
    assert tasks.make_edition_files(files_job(edition)) == {"files": len(MEDIA_TYPES) * len(CODES)}
    return edition


def text_of(body: str) -> str:
    return " ".join(html.fromstring(body).xpath("//main")[0].text_content().split())


@pytest.mark.parametrize("language", languages.CODES)
def test_editions_when_there_is_none_then_the_page_is_there_and_offers_todays_files(language):
    document = html.fromstring(page(f"/{language}/registry/editions/"))

    assert document.xpath("//p[@class='empty']")
    assert document.xpath("//a/@href[contains(., 'registry/current.pdf')]")


def test_editions_when_there_are_some_then_the_newest_first(made):
    close_round(factories.RoundFactory(), actor=None)

    links = html.fromstring(page("/en/registry/editions/")).xpath("//h2/a/@href")

    assert links == ["/en/registry/editions/2/", "/en/registry/editions/1/"]


def test_editions_when_there_are_more_then_not_more_queries():
    factories.EditionFactory()
    one = queries_of("/en/registry/editions/")
    factories.EditionFactory.create_batch(5)

    assert queries_of("/en/registry/editions/") == one


def test_edition_when_opened_then_contents_files_and_sums(made):
    body = page("/fr/registry/editions/1/")

    assert "Moins de frais" in body
    assert "AA-2026-001" in body
    for suffix in MEDIA_TYPES:
        assert f"/fr/registry/editions/1.{suffix}" in body
    assert "/fr/registry/editions/1/sha256.txt" in body


def test_edition_when_read_by_a_program_then_its_files_with_sums_and_addresses(made, settings):
    (listed,) = results("editions/")
    one = read("editions/1/")

    assert one == listed
    assert_matches(answer_schema("/api/v1/editions/{ref}/"), one)
    assert (one["number"], one["round"], len(one["files"])) == (1, made.round.ref, len(MEDIA_TYPES) * len(CODES))
    assert {file["sha256"] for file in one["files"]} == set(made.files.values_list("sha256", flat=True))
    assert f"{settings.SITE_URL}/fr/registry/editions/1.pdf" in {file["url"] for file in one["files"]}


def test_edition_when_a_priority_left_the_registry_then_it_stays_in_the_edition_without_a_link(made, priority):
    PRIORITY.move(priority, "withdraw", actor=None)

    document = html.fromstring(page("/en/registry/editions/1/"))

    assert "Lower fees" in document.text_content()
    assert not document.xpath("//a/@href[contains(., 'AA-2026-001')]")


def test_edition_when_its_text_changes_later_then_the_edition_does_not(made, priority):
    set_texts(priority, {"en": {"title": "Another title"}}, actor=None)

    assert "Another title" not in page("/en/registry/editions/1/")


@pytest.mark.parametrize("address", ["editions/7/", "editions/7.pdf", "editions/7/sha256.txt", "editions/1.exe"])
def test_edition_when_there_is_none_of_that_name_then_404(made, address):
    assert get(f"/en/registry/{address}").status_code == 404


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
@pytest.mark.parametrize("language", languages.CODES)
def test_file_when_downloaded_then_the_bytes_of_its_sum_under_a_readable_name(made, suffix, language):
    file = made.files.get(format=suffix, language=language)

    response = get(f"/{language}/registry/editions/1.{suffix}")

    data = response.content
    assert hashlib.sha256(data).hexdigest() == file.sha256
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Content-Type"] == MEDIA_TYPES[suffix]
    assert f"({language}).{suffix}" in unquote(response["Content-Disposition"])


def test_file_when_the_reader_has_it_then_304(made):
    file = made.files.get(format="pdf", language="ar")

    response = visitor().get("/ar/registry/editions/1.pdf", headers={"if-none-match": f'"{file.sha256}"'})

    assert response.status_code == 304
    assert not response.content


def test_file_when_it_is_lost_from_disk_then_a_page_says_so(made, settings, tmp_path_factory):
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("empty")

    response = get("/en/registry/editions/1.pdf")

    assert response.status_code == 404
    assert "does not hold it at present" in response.content.decode()


def test_sums_when_read_then_one_line_for_each_file(made):
    lines = get("/en/registry/editions/1/sha256.txt").content.decode().splitlines()

    assert {line.split("  ", 1)[0] for line in lines} == set(made.files.values_list("sha256", flat=True))
    assert len({line.split("  ", 1)[1] for line in lines}) == len(lines) == made.files.count()


@pytest.mark.parametrize("address", ["editions/1.pdf", "editions/1/sha256.txt"])
def test_file_when_the_job_runs_then_503_with_its_progress(priority, address):
    edition = close_round(factories.RoundFactory(), actor=None)
    jobs.advance(files_job(edition), 5, 12)

    response = get(f"/en/registry/{address}")

    assert response.status_code == 503
    assert response["Retry-After"]
    assert "5 / 12" in response.content.decode()
    assert get("/en/registry/editions/1/").status_code == 200


def test_file_when_the_making_failed_then_the_page_says_so(priority):
    close_round(factories.RoundFactory(), actor=None)
    Job.objects.filter(kind=EDITION_FILES).update(state=Job.State.FAILED, error="No space left")

    response = get("/en/registry/editions/1.pdf")

    assert response.status_code == 503
    assert "could not be made" in response.content.decode()
    assert "No space left" not in response.content.decode()


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_current_when_asked_for_then_todays_registry_and_304_when_nothing_changed(priority, suffix):
    response = get(f"/ar/registry/current.{suffix}")

    assert response.status_code == 200
    assert response.content
    again = visitor().get(f"/ar/registry/current.{suffix}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db(transaction=True)  # the public stamp moves at commit
def test_current_when_something_is_published_then_the_next_file_holds_it(priority):
    before = get("/en/registry/current.csv").content.decode()
    factories.PriorityFactory(title_en="Published a moment ago")

    after = get("/en/registry/current.csv").content.decode()

    assert "Published a moment ago" not in before
    assert "Published a moment ago" in after


def test_current_when_a_draft_is_there_then_it_is_in_no_file(priority):
    factories.PriorityFactory(status=Priority.Status.DRAFT, title_en="Not for everyone")

    assert b"Not for everyone" not in get("/en/registry/current.json").content


def test_current_when_it_takes_longer_then_a_job_makes_it_while_the_page_waits(priority, monkeypatch):
    monkeypatch.setitem(AT_ONCE, "pdf", 0)

    waiting = get("/fr/registry/current.pdf")
    job = Job.objects.get(kind=tasks.TODAYS_FILE)
    assert get("/fr/registry/current.pdf").status_code == waiting.status_code == 503
    assert Job.objects.filter(kind=tasks.TODAYS_FILE).count() == 1

    assert jobs.run(job.pk)
    assert get("/fr/registry/current.pdf").content.startswith(b"%PDF")


def test_current_when_the_format_is_unknown_then_404():
    assert get("/en/registry/current.docx").status_code == 404


def test_differences_when_priorities_came_went_and_changed_then_each_under_its_kind(made, priority):
    country = priority.country
    state = factories.CountryFactory(code="ZZ", name_en="Zeta")
    stays = [factories.PriorityFactory(country=state, title_en=f"Old words {number}") for number in range(3)]
    close_round(factories.RoundFactory(), actor=None)
    set_texts(stays[0], {"fr": {"title": "Des mots nouveaux"}, "en": {"title": "New words 0"}}, actor=None)
    PRIORITY.move(stays[1], "fulfil", actor=None)
    PRIORITY.move(stays[2], "withdraw", actor=None)
    factories.PriorityFactory(country=country, title_en="Just entered")

    body = page("/en/registry/editions/compare/?from=2&to=current")

    text = text_of(body)
    assert "New 1" in text and "Just entered" in text
    assert "Reworded 1" in text and "Fulfilled 1" in text and "Withdrawn 1" in text
    assert "<del>Old</del><ins>New</ins>" in body
    assert '<p lang="fr" dir="ltr"><ins>Des mots nouveaux</ins></p>' in body
    assert "Lower fees" not in text
    assert "Zeta" in text


def test_differences_when_there_are_none_then_it_says_so(made):
    assert "No difference" in page("/en/registry/editions/compare/?from=1&to=current")


def test_differences_when_two_days_are_compared_then_the_registry_of_each(content):
    today = timezone.localdate().isoformat()

    assert "No difference" in page(f"/en/registry/editions/compare/?from={today}&to={today}")


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("from=9&to=current", "There is no edition 9."),
        ("from=1&to=never", "neither an edition nor a day"),
        ("from=2026-02-31&to=current", "neither an edition nor a day"),
        ("from=1", "Choose both"),
        ("from=1999-12-31&to=current", "of earlier days it knows nothing"),
        ("from=1&to=2999-01-01", "yet to come"),
        ("from=%00&to=current", ""),
        (f"from={'9' * 60}&to=current", ""),
    ],
)
def test_differences_when_the_address_is_wrong_then_400_with_advice(made, query, advice):
    response = get(f"/en/registry/editions/compare/?{query}")

    assert response.status_code == 400
    assert advice in html.fromstring(response.content.decode()).text_content()
