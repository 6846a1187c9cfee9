"""The history page: readable in each language, every text in its own direction."""

import pytest

from amedip.core.records import write_record
from registry.models import Theme
from tests.desk import address, at_desk, change, tree
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def test_page_when_texts_changed_then_each_stands_in_its_language_and_direction():
    theme = ThemeFactory(name_en="Money")
    client = at_desk()
    change(client, theme, name_ar="التحويلات <script>", why="للتوضيح")

    page = tree(client.get(address(Theme, "history", theme.pk)))

    (cell,) = page.xpath("//td[@lang='ar']")
    assert (cell.get("dir"), cell.text_content()) == ("rtl", "التحويلات <script>")
    assert "للتوضيح" in page.find_class("why")[0].text_content()
    assert not page.xpath("//td//script")


def test_page_when_words_changed_then_they_are_marked():
    theme = ThemeFactory(name_en="Money sent home")
    write_record(theme, actor=None, texts={"en": {"name": "Money sent abroad"}})

    page = tree(at_desk().get(address(Theme, "history", theme.pk)))

    (cell,) = page.xpath("//td[@lang='en'][.//ins]")
    assert [mark.text for mark in cell] == ["home", "abroad"]
    assert "the portal" in page.text_content()


@pytest.mark.parametrize("number", ["2", "0", "-1", "999", "x", "٢"])
def test_page_when_a_number_is_asked_for_then_the_nearest_page_answers(number):
    theme = ThemeFactory(name_en="0")
    for step in range(30):
        write_record(theme, actor=None, texts={"en": {"name": f"name {step}"}})

    answer = at_desk().get(address(Theme, "history", theme.pk), {"page": number})

    assert answer.status_code == 200
    assert tree(answer).find_class("this-page")[0].text_content() == ("2" if number in ("2", "999") else "1")


def test_page_when_the_record_is_not_there_then_it_leads_back():
    answer = at_desk().get(address(Theme, "history", 12345), follow=True)

    assert "doesn’t exist" in answer.content.decode()
