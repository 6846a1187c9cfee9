"""The thesaurus in the administration: terms in a table for each language, and as a spreadsheet."""

import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from amedip.core.models import Concept, Term
from amedip.core.search.finding import find
from amedip.core.thesaurus import ConceptDraft, write_concepts
from tests.desk import address, at_desk, change, errors, filled, messages, tree
from tests.factories import PriorityFactory

pytestmark = pytest.mark.django_db

IMPORT, PROCESS, EXPORT = (address(Concept, page) for page in ("import", "process_import", "export"))


@pytest.fixture
def money():
    cache.clear()
    terms = {"ar": ["مال"], "en": ["money", "cash"], "fr": ["argent"]}
    write_concepts([ConceptDraft("money", terms=terms)], actor=None)
    return Concept.objects.get()


def rows(page, label):
    """The prefix of the table of that name."""
    (group,) = page.xpath(f"//div[contains(@class, 'inline-group')][.//h2[contains(., '{label[1:]}')]]")
    return group.get("id").removesuffix("-group")


def added(client, concept, label, **typed):
    """What adds a row to the table of that name."""
    response = client.get(address(Concept, "change", concept.pk))
    prefix = rows(tree(response), label)
    total = int(filled(response)[f"{prefix}-TOTAL_FORMS"][0])
    values = {f"{prefix}-{total}-{name}": value for name, value in typed.items()}
    return values | {f"{prefix}-TOTAL_FORMS": str(total + 1), f"{prefix}-{total}-concept": str(concept.pk)}


def test_form_when_opened_then_each_language_has_its_table_and_direction(money):
    page = tree(at_desk("editor").get(address(Concept, "change", money.pk)))

    written = {(field.get("value"), field.get("lang"), field.get("dir")) for field in page.xpath("//input[@lang]")}
    assert written >= {("مال", "ar", "rtl"), ("money", "en", "ltr"), ("cash", "en", "ltr"), ("argent", "fr", "ltr")}


def test_form_when_a_term_is_added_then_the_search_knows_it_at_once(money):
    client, priority = at_desk("editor"), PriorityFactory(title_en="Cash at hand")
    assert find("oseille", language="fr").total == 0

    change(client, money, **added(client, money, "terms in French", text="Oseille"))

    assert [hit.reference for hit in find("oseille", language="fr").hits] == [priority.reference]


def test_form_when_another_term_becomes_the_preferred_one_then_both_are_saved(money):
    client = at_desk("editor")
    response = client.get(address(Concept, "change", money.pk))
    prefix = rows(tree(response), "terms in English")
    values = filled(response)
    values.pop(f"{prefix}-0-preferred")

    client.post(address(Concept, "change", money.pk), values | {f"{prefix}-1-preferred": "on"})

    assert Term.objects.get(language="en", preferred=True).text == "cash"


@pytest.mark.parametrize(("text", "reason"), [("…", "letters or digits"), ("argent", "already")])
def test_form_when_a_term_cannot_be_then_it_says_why_and_keeps_what_was_typed(money, text, reason):
    client = at_desk("editor")

    answer = change(client, money, **added(client, money, "terms in French", text=text))

    assert reason in errors(answer)
    assert money.terms.count() == 4


def test_form_when_two_terms_are_preferred_then_refused(money):
    client = at_desk("editor")

    answer = change(client, money, **added(client, money, "terms in French", text="fric", preferred="on"))

    assert "Only one term" in errors(answer)


def test_form_when_somebody_else_saved_meanwhile_then_nothing_is_lost_and_it_says_so(money):
    client, other = at_desk("editor"), at_desk("editor")
    typed = added(client, money, "terms in French", text="Oseille")
    opened = filled(client.get(address(Concept, "change", money.pk)))
    change(other, money, note="Coins and notes")

    answer = client.post(address(Concept, "change", money.pk), opened | typed)

    assert "Somebody else has changed this record" in errors(answer)
    assert not Term.objects.filter(text="Oseille").exists()
    assert filled(answer)["note"] == ["Coins and notes"], "what they changed is taken over"

    client.post(address(Concept, "change", money.pk), filled(answer))

    money.refresh_from_db()
    assert (money.note, money.version) == ("Coins and notes", 3)
    assert Term.objects.filter(text="Oseille").exists()


def test_import_when_the_concept_changed_since_the_export_then_refused(money):
    client = at_desk("editor")
    change(client, money, note="Coins and notes")

    answer = load(client, {"slug": "money", "en": "funds", "version": "1"})

    assert "Somebody else has changed this record" in tree(answer).text_content()


def test_list_when_opened_then_the_preferred_terms_of_three_languages(money):
    text = tree(at_desk("reader").get(address(Concept, "changelist"))).text_content()

    assert all(term in text for term in ("money", "مال", "argent"))


def test_history_when_a_term_was_added_then_it_stands_there(money):
    client = at_desk("editor")
    change(client, money, **added(client, money, "terms in French", text="Oseille"))

    assert "Oseille" in tree(client.get(address(Concept, "history", money.pk))).text_content()


def test_export_when_read_back_then_nothing_has_changed(money):
    client = at_desk("editor")
    content = client.post(EXPORT, {"resource": "0", "format": "2"}).getvalue()
    (row,) = json.loads(content)

    assert (row["slug"], row["en"], row["ar"]) == ("money", "money | cash", "مال")
    shown = client.post(
        IMPORT, {"resource": "0", "format": "", "import_file": SimpleUploadedFile("concepts.json", content)}
    )
    assert "Oseille" not in tree(shown).text_content()
    assert not errors(shown)


def load(client, *records):
    file = SimpleUploadedFile("concepts.json", json.dumps(records).encode())
    return client.post(IMPORT, {"resource": "0", "format": "", "import_file": file})


def test_import_when_confirmed_then_terms_and_links_are_as_in_the_file(money):
    client = at_desk("editor")

    shown = load(
        client,
        {"slug": "money", "en": "money | funds"},
        {"slug": "fees", "en": "fees", "fr": "frais | coûts", "broader": "money"},
    )
    (form,) = tree(shown).xpath("//form[contains(@action, 'process_import')]")
    answer = client.post(PROCESS, dict(form.form_values()), follow=True)

    assert "New rows: 1. Changed rows: 1." in messages(answer)
    assert list(money.terms.filter(language="en").values_list("text", flat=True)) == ["money", "funds"]
    assert Concept.objects.get(slug="fees").links.get().other == money


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"slug": "", "en": "x1"}, "short name"),
        ({"slug": "Not one", "en": "x1"}, "slug"),
        ({"slug": "fees", "en": "…"}, "letters or digits"),
        ({"slug": "fees"}, "at least one language"),
        ({"slug": "fees", "en": "fees", "broader": "nothing"}, "no concept"),
        ({"slug": "fees", "colour": "red"}, "columns"),
    ],
)
def test_import_when_a_row_cannot_be_then_nothing_is_written_and_it_says_why(money, record, reason):
    answer = load(at_desk("editor"), {"slug": "money", "en": "funds"}, record)

    assert reason in tree(answer).text_content()
    assert not tree(answer).xpath("//form[contains(@action, 'process_import')]")
    assert Term.objects.filter(text="funds").count() == 0
