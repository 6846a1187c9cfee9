"""Summaries become passages and go back again, with where each text stands."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("workshops", "0004_passages")], [("workshops", "0005_summaries_become_passages")]
SUMMARY = {"en": "First.\n\nSecond:\n- a\n- b\n\nThird.", "fr": "Un.\n\nDeux :\n- a\n- b", "ar": None}


def at(target):
    """The models as they were at ``target``, to which the database is brought."""
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return MigrationExecutor(connection).loader.project_state(target).apps


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_migration_when_there_and_back_and_there_then_addresses_texts_and_states_are_kept(request):
    request.addfinalizer(lambda: MigrationExecutor(connection).migrate(newest()))
    apps = at(BEFORE)
    session = enter(apps)
    before = told(apps, "session", session.pk)

    apps = at(AFTER)
    passages = apps.get_model("workshops", "Passage").objects.order_by("position")
    first = list(passages.values_list("anchor", "form", "text_en", "text_fr", "reference__ref"))
    states = [told(apps, "passage", passage.pk) for passage in passages]
    assert [row[0] for row in first] == ["s1.p1", "s1.p2", "s1.p4", "s1.p5", "s1.p3"]
    assert [row[1] for row in first] == ["paragraph", "paragraph", "item", "item", "paragraph"]
    assert states[0] == {"ar": ("missing", ""), "en": ("approved", ""), "fr": ("outdated", "en")}
    assert states[4] == {"ar": ("missing", ""), "en": ("approved", ""), "fr": ("missing", "")}

    apps = at(BEFORE)
    again = apps.get_model("workshops", "Session").objects.get(pk=session.pk)
    assert {code: getattr(again, f"summary_{code}") for code in SUMMARY} == SUMMARY
    assert told(apps, "session", session.pk) == before

    apps = at(AFTER)
    passages = apps.get_model("workshops", "Passage").objects.order_by("position")
    assert list(passages.values_list("anchor", "form", "text_en", "text_fr", "reference__ref")) == first
    assert not passages.exclude(reference__gone_at=None).exists()


def newest():
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def enter(apps):
    """A session with a summary, approved in English, outdated in French, missing in Arabic."""
    references = apps.get_model("core", "Reference").objects
    country = apps.get_model("registry", "Country").objects.create(
        code="AA", reference=references.create(kind="state", ref="AA", public=True), name_en="A"
    )
    workshop = apps.get_model("workshops", "Workshop").objects.create(
        reference=references.create(kind="workshop", ref="city-2026", public=True, path="workshops/city-2026/"),
        number=1, country=country, start="2026-03-04", end="2026-03-05", title_en="Workshop",
    )  # fmt: skip
    texts = {f"summary_{code}": text for code, text in SUMMARY.items()}
    session = apps.get_model("workshops", "Session").objects.create(
        workshop=workshop, number=1, title_en="Costs", **texts
    )
    kind = apps.get_model("contenttypes", "ContentType").objects.get(app_label="workshops", model="session")
    now = workshop.created_at
    for code, values in {
        "ar": {"state": "missing"},
        "en": {"state": "approved", "fingerprint": "x"},
        "fr": {
            "state": "outdated", "fingerprint": "x", "source_language": "en", "outdated_at": now, "outdated_by": "en",
            "was": "draft",
        },
    }.items():  # fmt: skip
        apps.get_model("core", "TextState").objects.create(
            content_type_id=kind.pk, object_id=session.pk, reference=workshop.reference, field="summary", language=code,
            at=now, **values,
        )  # fmt: skip
    return session


def told(apps, model, key):
    rows = apps.get_model("core", "TextState").objects.filter(
        content_type__model=model, object_id=key, field__in=["summary", "text"]
    )
    return {row.language: (row.state, row.source_language) for row in rows}
