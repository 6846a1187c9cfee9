"""The comparison as a file: what each view shows, in the page's language, as workbook and as CSV."""

import csv
import io

import openpyxl
import pytest
from lxml import html

from amedip.core import languages
from registry.models import Priority
from tests.asking import get, page, queries_of, same_cost
from tests.factories import PartnerStateFactory, PriorityFactory, ThemeFactory

pytestmark = pytest.mark.django_db
FORMULA = "=1+1"


@pytest.fixture
def states():
    """Two states that share a theme, one of which also names another; a draft that nobody may see."""
    one, two = PartnerStateFactory(name_ar="الأولى"), PartnerStateFactory()
    shared, own = ThemeFactory(name_en="Shared", name_ar="مشترك"), ThemeFactory(name_en="Own")
    PriorityFactory(country=one, themes=[shared, own], title_en=FORMULA)
    PriorityFactory(country=one, themes=[shared], title_ar="خفض الرسوم", title_en=None)
    PriorityFactory(country=two, themes=[shared], title_en="Training")
    PriorityFactory(country=two, themes=[own], title_en="Hidden", status=Priority.Status.DRAFT)
    return one, two


def question(states) -> str:
    return "?" + "&".join(f"state={state.code}" for state in states)


def everything(states) -> str:
    return ""


def table(path) -> list[list[str]]:
    """The rows of the CSV file."""
    answer = get(path)
    assert answer.status_code == 200, path
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sheet(path):
    return openpyxl.load_workbook(io.BytesIO(get(path).content)).active


def test_matrix_when_downloaded_then_the_numbers_of_the_page(states):
    rows = table("/en/registry/compare.csv")

    head, numbers = rows[0], {row[0]: row[2:] for row in rows[1:]}
    assert head == ["Code of the state", "State", "Shared", "Own", "In all"]
    assert numbers == {states[0].code: ["2", "1", "2"], states[1].code: ["1", "0", "1"], "": ["3", "1", "3"]}
    assert [cell.value for cell in sheet("/en/registry/compare.xlsx")[1]] == head


def test_side_by_side_when_downloaded_then_each_theme_with_the_entries_of_each_state(states):
    rows = table("/en/registry/compare.csv" + question(states))

    one, two = states
    found = [(row[0], row[2], row[4], row[5]) for row in rows[1:]]
    assert sorted(found) == sorted(
        [
            ("Shared", one.code, "'" + FORMULA, "English"),
            ("Shared", one.code, "خفض الرسوم", "Arabic"),
            ("Shared", two.code, "Training", "English"),
            ("Own", one.code, "'" + FORMULA, "English"),
            ("Own", two.code, "no entry under this theme", ""),
        ]
    )
    cells = [cell for row in sheet("/en/registry/compare.xlsx" + question(states)).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("view", [everything, question], ids=["matrix", "side by side"])
def test_workbook_when_opened_then_in_the_language_and_direction_of_the_page(states, language, view):
    found = sheet(f"/{language}/registry/compare.xlsx{view(states)}")

    assert bool(found.sheet_view.rightToLeft) == (language == "ar")
    said = str(list(found.iter_rows(values_only=True)))
    assert ("مشترك" in said) == (language == "ar")


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("view", [everything, question], ids=["matrix", "side by side"])
def test_page_when_read_then_it_links_to_its_own_files(states, language, view):
    text = html.fromstring(page(f"/{language}/registry/compare/{view(states)}"))

    links = text.xpath("//main//a[contains(@href, 'compare.')]/@href")
    assert links == [f"/{language}/registry/compare.{suffix}{view(states)}" for suffix in ("xlsx", "csv")]
    for link in links:
        answer = get(link)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content


def test_file_when_asked_for_again_then_it_is_kept_whole(states):
    path = "/en/registry/compare.xlsx" + question(states)
    first = get(path)

    again = get(path)

    assert queries_of(path) > 1
    assert again.content == first.content
    for name in ("Content-Type", "Content-Disposition", "ETag"):
        assert again[name] == first[name]


@pytest.mark.parametrize("view", [everything, question], ids=["matrix", "side by side"])
def test_file_when_there_is_more_then_it_costs_no_more_queries(states, view):
    with same_cost("/en/registry/compare.csv" + view(states)):
        for _number in range(5):
            PriorityFactory(country=states[1], themes=[ThemeFactory()])


@pytest.mark.parametrize(("rest", "status"), [("pdf", 404), ("csv?state=XX&state=YY", 400), ("csv?state=TN", 400)])
def test_file_when_it_cannot_be_made_then_a_page_says_so(states, rest, status):
    assert get(f"/en/registry/compare.{rest}").status_code == status
