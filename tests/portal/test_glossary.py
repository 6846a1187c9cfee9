"""The glossary of the first content: there once, and people's own afterwards."""

import pytest

from amedip.core import languages
from amedip.core.models import Deed
from amedip.core.records import delete_record, write_record
from amedip.portal.content.glossary import load_glossary
from amedip.portal.content.loading import fixture
from amedip.translations.models import GlossaryTerm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
# The terms of the design's table of the domain.
SET = {
    "Focus Partner State": ("الدولة الشريكة", "État partenaire"),
    "National Focal Point": ("جهة الاتصال الوطنية", "point focal national"),
    "Institutional Priority": ("الأولوية المؤسسية", "priorité institutionnelle"),
    "Expert Exchange": ("تبادل الخبراء", "échange d’experts"),
}


def test_glossary_when_loaded_then_the_set_terms_in_three_languages():
    load_glossary()

    found = {term.en: (term.ar, term.fr) for term in GlossaryTerm.objects.all()}
    assert found.items() >= SET.items()
    assert all(getattr(term, code) for term in GlossaryTerm.objects.all() for code in languages.CODES)
    assert len(found) == len(fixture("amedip/translations", "glossary"))


def test_glossary_when_loaded_again_then_nothing_happens():
    load_glossary()
    deeds = Deed.objects.count()

    load_glossary()

    assert Deed.objects.count() == deeds


def test_glossary_when_people_changed_renamed_or_deleted_terms_then_they_stay_so():
    load_glossary()
    person = UserFactory(is_staff=True, is_superuser=True)
    changed, renamed, gone = GlossaryTerm.objects.all()[:3]
    write_record(changed, actor=person, columns={"fr": "autre terme"})
    was = renamed.en
    write_record(renamed, actor=person, columns={"en": "Another name"})
    delete_record(gone, actor=person)

    load_glossary()

    changed.refresh_from_db()
    assert changed.fr == "autre terme"
    assert not GlossaryTerm.objects.filter(en__in=[was, gone.en]).exists()


def test_glossary_when_nobody_touched_a_term_then_it_follows_the_file():
    load_glossary()
    term = GlossaryTerm.objects.get(en="workshop")
    write_record(term, actor=None, columns={"fr": "séminaire"})

    load_glossary()

    term.refresh_from_db()
    assert term.fr == "atelier"
