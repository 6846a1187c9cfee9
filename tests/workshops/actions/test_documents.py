"""Files of language versions: handed in, corrected, read, and found by the search."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from amedip.core.documents import examine
from amedip.core.models import Change, Deed
from tests.corpus.archives import docx
from tests.corpus.pdfs import pdf
from tests.desk import staff
from tests.factories import DocumentFactory
from workshops.actions import hand_in_file, keep_drawn_text
from workshops.models import Document, DrawnText, EarlierFile, LanguageVersion
from workshops.models.documents import LONGEST_SEARCHED
from workshops.shelf import SHELF

pytestmark = pytest.mark.django_db

FILES = [pdf(), pdf(b"/Lang (fr)"), pdf(b"/Lang (en)")]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def hand_in(document, content=FILES[0], name="a.pdf", **more):
    """The French version with this file."""
    version = document.versions.filter(language="fr").first() or LanguageVersion()
    file = ContentFile(content, name=name)
    columns = {"language": "fr"} if version._state.adding else {}
    return hand_in_file(
        version, document=document, file=file, examined=examine(file), **{"actor": None, "columns": columns} | more
    )


def stored(tmp_path):
    return sorted(path.read_bytes() for path in tmp_path.rglob("*.pdf"))


def test_files_when_corrected_again_and_again_then_all_stay_newest_first():
    document = DocumentFactory()
    digests = [hand_in(document, content).sha256 for content in FILES]

    assert document.versions.get().sha256 == digests[2]
    assert [row.sha256 for row in document.earlier_files.all()] == [digests[1], digests[0]]


def test_file_when_an_earlier_one_comes_back_then_it_is_both(tmp_path):
    document = DocumentFactory()
    for content in (FILES[0], FILES[1], FILES[0]):
        hand_in(document, content)

    assert document.versions.get().file.name == document.earlier_files.last().file.name
    assert len(stored(tmp_path)) == 2


def test_file_when_corrected_then_the_record_moves_and_the_feed_tells_of_it_once():
    document = DocumentFactory()
    hand_in(document)
    before, changes = Document.objects.get().version, Change.objects.count()

    hand_in(document, FILES[1], note={"en": "A date."}, why="a slip")

    assert Document.objects.get().version > before
    assert Change.objects.count() == changes + 1
    assert set(Deed.objects.filter(why="a slip").values_list("action", flat=True)) == {
        "earlierfile.create",
        "languageversion.edit",
    }


def test_file_when_the_person_may_not_then_nothing_is_written(tmp_path):
    document = DocumentFactory()

    with pytest.raises(PermissionDenied):
        hand_in(document, actor=staff("reader"))

    assert not LanguageVersion.objects.exists()
    assert stored(tmp_path) == []


@pytest.mark.django_db(transaction=True)
def test_file_when_its_transaction_comes_to_nothing_then_it_is_taken_away(tmp_path):
    document = DocumentFactory()
    hand_in(document)

    with SHELF.nothing_left_behind(), transaction.atomic():
        hand_in(document, FILES[1])
        assert len(stored(tmp_path)) == 2
        transaction.set_rollback(True)

    assert stored(tmp_path) == [FILES[0]]
    assert not EarlierFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_file_when_a_second_person_hands_in_the_same_then_the_failure_of_the_first_leaves_it(tmp_path):
    document = DocumentFactory()
    wait, done = threading.Event(), []

    def second():
        wait.wait(10)
        try:
            done.append(hand_in(document))
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with SHELF.nothing_left_behind(), transaction.atomic():
        hand_in(document)
        wait.set()
        transaction.set_rollback(True)
    other.join()

    assert done
    assert default_storage.exists(LanguageVersion.objects.get().file.name)


def test_storage_when_cleared_then_only_what_no_row_and_no_history_names_goes(tmp_path, monkeypatch):
    document = DocumentFactory()
    hand_in(document)
    hand_in(document, FILES[1])
    default_storage.save("documents/2026/left.pdf", ContentFile(FILES[2]))
    assert SHELF.clear() == 0  # as long as somebody may still be at it
    monkeypatch.setattr(SHELF, "fresh", -SHELF.fresh)

    assert SHELF.clear() == 1

    assert stored(tmp_path) == sorted(FILES[:2])


def test_storage_when_empty_then_there_is_nothing_to_clear():
    assert SHELF.clear() == 0


# --- readable text -----------------------------------------------------------------------------------------------


def test_text_when_drawn_then_the_search_is_given_it_and_who_has_the_form_open_goes_on():
    document = DocumentFactory()
    version = hand_in(document)
    before, changes = Document.objects.get().version, Change.objects.count()

    assert keep_drawn_text(version, sha256=version.sha256, text="Le texte du fichier.")

    assert document.more_in_search() == {"fr": "Le texte du fichier."}
    assert Document.objects.get().version == before
    assert Change.objects.count() == changes + 1


def test_text_when_the_file_was_replaced_meanwhile_then_it_is_not_kept():
    document = DocumentFactory()
    old = hand_in(document).sha256
    version = hand_in(document, FILES[1])

    assert not keep_drawn_text(version, sha256=old, text="Le texte d’avant.")

    assert not DrawnText.objects.exists()


def test_text_when_entered_then_it_goes_before_the_one_that_was_drawn():
    document = DocumentFactory()
    version = hand_in(document, docx(), "a.docx")
    keep_drawn_text(version, sha256=version.sha256, text="drawn")
    hand_in(document, docx(), "a.docx", columns={"text": "entered"})

    assert document.more_in_search() == {"fr": "entered"}


def test_text_when_it_is_a_book_then_the_search_reads_as_much_as_it_can():
    document = DocumentFactory()
    hand_in(document, columns={"language": "fr", "text": "mot " * 100_000})

    assert len(document.more_in_search()["fr"]) == LONGEST_SEARCHED


def test_texts_when_searched_then_one_query_for_all_languages(django_assert_num_queries):
    document = DocumentFactory()
    for code in ("ar", "en", "fr"):
        LanguageVersion.objects.create(document=document, language=code, text=code)

    with django_assert_num_queries(1):
        assert document.more_in_search() == {"ar": "ar", "en": "en", "fr": "fr"}
