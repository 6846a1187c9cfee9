"""The first content holds what the sources name, in three languages, and leaves people's work alone."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from amedip.core import languages
from amedip.core.models import Citation, Record, Reference, SearchEntry, Standing, TextState
from amedip.core.records import Links, delete_record, write_record
from amedip.core.texts import translated_fields
from amedip.portal.actions import unlink_records
from amedip.portal.models import TypedLink
from pilots.models import PilotProject
from registry import models as registry
from tests.factories import UserFactory
from workshops import models as workshops

PARTNERS = {"DZ", "CV", "EG", "ET", "GH", "KE", "LB", "ML", "MA", "NE", "NG", "SN", "TN"}
ROLES = {
    **{code: {"focus-partner"} for code in PARTNERS},
    "SN": {"focus-partner", "host"},
    "TN": {"focus-partner", "host"},
    "LY": {"participating"},
    "NO": {"participating"},
    "TR": {"participating"},
    "CH": {"participating", "donor", "host"},
    "FR": {"donor"},
    "IT": {"donor"},
    "NL": {"donor"},
    "EU": {"participating", "group"},
}
VERSIONS = {
    "enhancing-diaspora-engagement": "ar en fr",
    "priorities-registry": "ar en fr",
    "dakar-discussions": "ar en fr",
    "dakar-annex": "ar en fr",
    "tunis-discussions": "ar en fr",
    "bern-discussions": "ar en fr",
    "amedip-brochure": "ar en fr",
    "mtm-factsheet": "en fr",
}
# What the Tunis summary names with its language marks, in its order.
RESOURCES = [
    ("Kenya", "en"), ("EUROMED Migration III", "en"), ("Diaspora Engagement Programme", "en"), ("Website", "en"),
    ("High Council", "fr"), ("World Lebanese Cultural Union", "ar en fr"), ("EADPD", "en"), ("Investment Fund", "fr"),
    ("PLASEPRI", "fr"), ("OFII", "fr"), ("TOKTEN", "fr"), ("MDM Invest", ""), ("Zewail City", "ar en"),
]  # fmt: skip
# A record that is a source itself, or stands on the page of one, cites nothing.
WITHOUT_SOURCE = {"programme amedip", "document tunis-discussions"}
RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
TRANSLATED = [
    model
    for model in apps.get_models()
    if model._meta.app_label in ("registry", "pilots", "workshops", "exchanges", "core")
    and not hasattr(model, "pgh_tracked_model")
    and translated_fields(model)
]


def slugs(queryset) -> set[str]:
    return set(queryset.values_list("reference__ref", flat=True))


def test_states_when_loaded_then_each_has_all_its_roles(content):
    roles = {}
    for code, role in registry.CountryRole.objects.values_list("country__code", "role"):
        roles.setdefault(code, set()).add(role)

    assert roles == ROLES
    assert {country.code for country in registry.Country.objects.partners()} == PARTNERS
    assert registry.Country.objects.filter(is_group=False).count() == 20
    assert slugs(registry.Country.objects.filter(is_group=True)) == {"EU"}


def test_states_when_loaded_then_all_partners_have_a_place_on_the_map(content):
    assert not registry.Country.objects.partners().filter(longitude=None).exists()


def test_institutions_when_loaded_then_every_state_that_speaks_has_some_and_a_mechanism(content):
    speaking = PARTNERS - {"NG"}
    institutions = registry.Institution.objects.filter(country__in=registry.Country.objects.partners())

    assert institutions.count() >= 20
    assert set(institutions.values_list("country__code", flat=True)) == speaking
    # Of Egypt and Niger the summary names institutions, but not how they work together.
    described = set(registry.CoordinationMechanism.objects.values_list("country__code", flat=True))
    assert described == speaking - {"EG", "NE"}


def test_vocabulary_and_supply_when_loaded_then_as_many_as_promised(content):
    assert registry.Theme.objects.count() >= 12
    assert registry.Practice.objects.public().count() >= 30
    assert "remittances" in slugs(registry.Theme.objects)
    assert "ML-001" in slugs(registry.Practice.objects)


def test_priorities_when_loaded_then_derived_from_the_twelve_states_that_speak(content):
    priorities = registry.Priority.objects.all()
    by_state = Counter(priorities.values_list("country__code", flat=True))

    assert set(by_state) == PARTNERS - {"NG"}
    assert 36 <= priorities.count() <= 48
    assert all(
        priority.derived and priority.round is None and priority.is_public() and priority.confirmed_on is None
        for priority in priorities
    )
    assert not priorities.filter(theme_links=None).exists()
    assert "TN-2012-003" in slugs(priorities)


def test_priorities_when_loaded_then_each_cites_a_session_or_the_pilot_of_its_state(content):
    states_with_pilots = set(PilotProject.objects.values_list("country__code", flat=True))

    for priority in registry.Priority.objects.select_related("reference", "country"):
        for source, section in priority.reference.citations.values_list("source__ref", "section"):
            if source == "tunis-discussions":
                assert re.fullmatch(r"s[1-4](\.p\d+)?", section), priority
            else:
                assert (source, section) == ("amedip", "activities"), priority
                assert priority.country.code in states_with_pilots


def test_consultation_when_loaded_then_sent_to_all_partners_and_without_entries(content):
    consultation = registry.ConsultationRound.objects.get(reference__ref="consultation-2011")

    assert (consultation.opens.year, consultation.opens.month, consultation.opens_precision) == (2011, 12, "month")
    assert set(consultation.states.values_list("code", flat=True)) == PARTNERS
    assert not consultation.priorities.exists()


def test_programme_when_loaded_then_its_facts_are_those_of_the_project_page(content):
    programme = registry.Programme.objects.get()

    assert (programme.start.isoformat(), programme.end.isoformat()) == ("2011-07-01", "2014-09-30")
    assert programme.implementer.acronym == "ICMPD"
    assert [partner.acronym for partner in programme.partners.all()] == ["IOM"]
    assert set(programme.donors.values_list("code", flat=True)) == {"FR", "IT", "NL", "CH"}
    assert [objective.number for objective in programme.objectives.all()] == [0, 1, 2, 3, 4]
    assert set(programme.mechanisms.values_list("slug", flat=True)) == {
        "national-consultations", "registry", "expert-exchange", "pilot-projects", "workshops",
        "operational-guidelines",
    }  # fmt: skip
    assert programme.predecessor_title_en
    assert programme.predecessor_years == "2009–2010"


def test_pilots_when_loaded_then_each_is_in_the_phase_its_page_states(content):
    pilots = PilotProject.objects.order_by("number").values_list("reference__ref", "country__code", "phase")

    assert list(pilots) == [
        ("P1", "ET", "final"),
        ("P2", "NE", "implementation"),
        ("P3", "CV", "implementation"),
        ("P4", "LB", "implementation"),
    ]


def test_workshops_when_loaded_then_on_their_days_in_their_places(content):
    rows = workshops.Workshop.objects.order_by("number").values_list("reference__ref", "country__code", "start", "end")

    assert [(ref, code, start.isoformat(), end.isoformat()) for ref, code, start, end in rows] == [
        ("dakar-2012", "SN", "2012-07-17", "2012-07-18"),
        ("tunis-2012", "TN", "2012-11-07", "2012-11-08"),
        ("bern-2013", "CH", "2013-04-23", "2013-04-24"),
    ]


def test_tunis_when_loaded_then_complete(content):
    tunis = workshops.Workshop.objects.get(reference__ref="tunis-2012")
    present = {}
    for participation in tunis.participations.select_related("country", "institution__reference"):
        present.setdefault(participation.capacity, set()).add(
            participation.country.code if participation.country else participation.institution.name_en
        )

    assert tunis.host.country.code == "TN"
    assert [organiser.acronym for organiser in tunis.organisers.all()] == ["ICMPD", "IOM"]
    assert present["focus-partner"] == PARTNERS
    assert present["donor"] == {"FR", "IT", "CH"}
    assert present["host"] == {"TN"}
    assert len(present["organisation"]) == 5
    assert tunis.topics.count() == 5
    assert [session.anchor for session in tunis.sessions.all()] == ["opening", "s1", "s2", "s3", "s4", "closing"]
    passages = Counter(tunis.passages.values_list("session__number", flat=True))
    assert passages == {0: 1, 1: 5, 2: 5, 3: 5, 4: 4, 5: 1}
    assert all(passage.ref == f"tunis-2012-{passage.anchor}" for passage in tunis.passages.select_related("reference"))
    for code in languages.CODES:
        assert all(len(getattr(passage, f"text_{code}") or "") > 80 for passage in tunis.passages.all())


def test_statements_when_loaded_then_of_the_twelve_states_that_speak_each_in_its_passage(content):
    said = workshops.Statement.objects.select_related("passage", "session")
    speakers = set(said.exclude(country=None).values_list("country__code", flat=True))

    assert speakers & PARTNERS == PARTNERS - {"NG"}
    assert 35 <= said.count() <= 55
    assert said.exclude(institution=None).exists()
    assert not said.filter(theme_links=None).exists()
    assert not said.filter(passage=None).exists()
    assert all(statement.passage.session_id == statement.session_id for statement in said)


POSITIONS = {"DZ": "prefers to speak of “mobility of competencies”", "SN": "Senegal reported that 95% of remittances"}


@pytest.mark.parametrize("code", POSITIONS)
def test_statements_when_they_are_positions_then_they_stay_with_who_holds_them(content, code):
    (statement,) = workshops.Statement.objects.filter(text_en__contains=POSITIONS[code])

    assert statement.country.code == code


def test_links_when_loaded_then_from_pilots_to_recommendations(content):
    links = set(TypedLink.objects.values_list("source__ref", "kind", "target__ref"))

    assert links == {
        ("P1", "takes-up", "tunis-2012-r4.2"),
        ("P3", "takes-up", "tunis-2012-r4.2"),
        ("P2", "goes-with", "tunis-2012-r4.4"),
        ("P4", "goes-with", "tunis-2012-r4.4"),
    }


def test_links_when_people_part_two_then_they_stay_parted(content):
    unlink_records(TypedLink.objects.get(source__ref="P1"), actor=UserFactory(is_staff=True, is_superuser=True))

    call_command("load_content", verbosity=0)

    assert not TypedLink.objects.filter(source__ref="P1").exists()


def test_tunis_when_loaded_then_four_recommendations_with_their_eight_points(content):
    numbers = [row.number for row in workshops.Recommendation.objects.filter(workshop__reference__ref="tunis-2012")]

    assert numbers == ["1", "2", "2.1", "2.2", "3", "3.1", "3.2", "4", "4.1", "4.2", "4.3", "4.4"]
    for point in workshops.Recommendation.objects.exclude(parent=None):
        assert point.ref == f"tunis-2012-r{point.number}"
        assert point.parent.number == point.number.split(".")[0]


def test_tunis_when_loaded_then_the_resources_it_names_keep_their_language_marks(content):
    found = workshops.NamedResource.objects.filter(workshop__reference__ref="tunis-2012")

    assert len(found) == len(RESOURCES)
    for resource, (name, marks) in zip(found, RESOURCES, strict=True):
        assert name in resource.name_en
        assert sorted(resource.languages) == marks.split()


@pytest.mark.parametrize("slug", ["dakar-2012", "bern-2013"])
def test_other_workshops_when_loaded_then_nothing_is_invented(content, slug):
    workshop = workshops.Workshop.objects.get(reference__ref=slug)

    assert workshop.host is None
    for part in (
        "organisers", "participations", "sessions", "passages", "statements", "recommendations", "topics", "resources",
    ):  # fmt: skip
        assert not getattr(workshop, part).exists()


def test_documents_when_loaded_then_eight_works_in_twenty_three_versions_without_files(content):
    versions = {
        document.ref: " ".join(version.language for version in document.versions.order_by("language"))
        for document in workshops.Document.objects.select_related("reference")
    }

    assert versions == VERSIONS
    assert workshops.LanguageVersion.objects.count() == 23
    assert not workshops.LanguageVersion.objects.exclude(file__in=["", None]).exists()


def test_texts_when_loaded_then_in_three_languages_or_in_none(content):
    for model in TRANSLATED:
        for record in model.objects.all():
            for field in translated_fields(model):
                filled = {code for code in languages.CODES if getattr(record, f"{field}_{code}")}
                assert filled in (set(), set(languages.CODES)), f"{record}: {field} only in {filled}"


def test_texts_when_loaded_then_drafts_that_nobody_has_approved(content):
    states = set(TextState.objects.values_list("state", flat=True))

    assert states <= {Standing.DRAFT, Standing.MISSING}


def test_records_when_loaded_then_each_cites_a_source_unless_it_is_one(content):
    bare = Reference.objects.filter(citations=None).values_list("kind", "ref")

    assert {f"{kind} {ref}" for kind, ref in bare} <= WITHOUT_SOURCE


def test_records_when_loaded_then_public_findable_and_no_examples(content):
    for model in RECORDS:
        for record in model.objects.select_related("reference"):
            assert record.reference.public
            assert not record.reference.example
    indexed = SearchEntry.objects.values("reference").distinct().count()
    assert indexed == Reference.objects.filter(public=True).count() == Reference.objects.count()


def cited_page(citation) -> str:
    """Where a reader looks a cited passage up: a summary's sections stand on its workshop's page."""
    document = workshops.Document.objects.filter(reference=citation.source).exclude(workshop=None).first()
    return document.workshop.address if document else citation.source.path


@pytest.mark.parametrize("language", languages.CODES)
def test_sources_when_a_section_is_cited_then_its_page_has_that_anchor(content, client, language):
    wanted = {}
    for citation in Citation.objects.exclude(section="").select_related("source"):
        wanted.setdefault(cited_page(citation), set()).add(citation.section)

    for address, sections in wanted.items():
        page = client.get(f"/{language}/{address}")
        assert page.status_code == 200
        assert sections <= set(html.fromstring(page.content).xpath("//@id")), address


def test_load_when_repeated_then_not_one_row_is_written(content):
    with CaptureQueriesContext(connection) as queries:
        call_command("load_content", verbosity=0)

    assert [query["sql"] for query in queries if re.match("INSERT|UPDATE|DELETE", query["sql"])] == []


TAKEN_AWAY = [
    (registry.Priority, "DZ-2012-001"),
    (registry.Practice, "ML-001"),
    (PilotProject, "P1"),
    (workshops.Document, "mtm-factsheet"),
    (workshops.Recommendation, "tunis-2012-r4.4"),
    (workshops.Passage, "tunis-2012-s3.p2"),
]


def test_load_when_people_have_edited_and_deleted_then_their_work_stays(content):
    editor = UserFactory(is_staff=True, is_superuser=True)
    priority = registry.Priority.objects.get(reference__ref="TN-2012-003")
    themes = list(registry.Theme.objects.order_by("pk")[:1])
    write_record(
        priority,
        actor=editor,
        texts={"fr": {"title": "Une autre tournure"}, "en": {"description": None}},
        links=[Links(registry.PriorityTheme, "priority", "theme", themes)],
        sources=[],
    )
    tunis = workshops.Workshop.objects.get(reference__ref="tunis-2012")
    delete_record(tunis.topics.first(), actor=editor, part_of=tunis)
    shortened = tunis.passages.get(anchor="s1.p1")
    write_record(shortened, actor=editor, texts={"en": {"text": "Shorter."}}, part_of=tunis)
    for model, ref in TAKEN_AWAY:
        delete_record(model.objects.get(reference__ref=ref), actor=editor, why="Withdrawn by the state.")

    call_command("load_content", verbosity=0)

    priority = registry.Priority.objects.get(pk=priority.pk)
    assert (priority.title_fr, priority.description_en) == ("Une autre tournure", None)
    assert list(priority.themes.all()) == themes
    assert not priority.reference.citations.exists()
    assert tunis.topics.count() == 4
    assert tunis.passages.get(anchor="s1.p1").text_en == "Shorter."
    for model, ref in TAKEN_AWAY:
        assert not model.objects.filter(reference__ref=ref).exists()
        assert Reference.objects.get(kind=model.KIND, ref=ref).gone_at


def test_load_when_a_workshop_was_taken_away_then_none_of_its_parts_comes_back_and_the_rest_follows_the_fixture(
    content,
):
    editor = UserFactory(is_staff=True, is_superuser=True)
    tunis = workshops.Workshop.objects.get(reference__ref="tunis-2012")
    for document in tunis.documents.all():
        write_record(document, actor=editor, columns={"workshop": None})
    delete_record(tunis, actor=editor)
    untouched = registry.Practice.objects.get(reference__ref="ML-002")
    from_fixture = untouched.description_en
    write_record(untouched, actor=None, texts={"en": {"description": "As an older release had it."}})

    call_command("load_content", verbosity=0)

    assert not workshops.Workshop.objects.filter(reference__ref="tunis-2012").exists()
    assert not workshops.Session.objects.filter(workshop__reference__ref="tunis-2012").exists()
    assert workshops.Document.objects.get(reference__ref="tunis-discussions").workshop is None
    untouched.refresh_from_db()
    assert untouched.description_en == from_fixture


def digits(text: str) -> set[str]:
    """The numbers of a text: 3,000, 3 000 and 3.000 are 3000, 08 is 8."""
    text = re.sub(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}\b)", "", text)
    return {number.lstrip("0") or "0" for number in re.findall(r"\d+", text)}


def test_texts_when_they_give_a_number_then_no_language_is_alone_with_it(content):
    for model in TRANSLATED:
        for record in model.objects.all():
            for field in translated_fields(model):
                found = {code: digits(getattr(record, f"{field}_{code}") or "") for code in languages.CODES}
                for code, numbers in found.items():
                    others = set().union(*(found[other] for other in languages.others(code)))
                    # A language may say in which year it was where the others say it in the sentence before.
                    assert numbers - others <= {"2012"}, f"{record}: {field} in {code}"


@pytest.fixture(scope="session")
def seeds() -> str:
    """The source documents, as one text in which lines may break anywhere."""
    folder = os.environ.get("SEEDS_DIR")
    if not folder:
        pytest.skip("needs the source documents (SEEDS_DIR)")
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    assert texts, f"no source document lies in {folder}"
    # The project page has lost the dashes of its ranges: “20092010”, “1718 July”.
    text = "\n".join(texts).replace("20092010", "2009–2010").replace("2011September", "2011 – September")
    return re.sub(r"\b(17|7|23)(18|8|24) (July|November|April)", r"\1–\2 \3", " ".join(text.split()))


def test_seeds_when_read_then_they_name_every_partner_state(content, seeds):
    for country in registry.Country.objects.partners():
        assert country.name_en in seeds


def test_seeds_when_read_then_every_figure_of_the_content_stands_in_them(content, seeds):
    known = digits(seeds)
    for model in TRANSLATED:
        for record in model.objects.all():
            for field in translated_fields(model):
                strange = digits(getattr(record, f"{field}_en") or "") - known
                assert not strange, f"{record}: {field} says {strange}"


def test_seeds_when_read_then_every_named_acronym_and_resource_stands_in_them(content, seeds):
    acronyms = set(registry.Institution.objects.exclude(acronym="").values_list("acronym", flat=True))
    proper_names = {"EUROMED Migration III", "PLASEPRI", "OFII", "TOKTEN", "MDM Invest", "Zewail City", "CIGEM", "GIZ"}

    # The platform's name stands there in full; its acronym is that of everyday use.
    assert {name for name in acronyms | proper_names if name not in seeds} == {"EADPD"}
