"""Themes, states, institutions, the programme, consultations, priorities and practices."""

from babel import Locale
from django.utils import timezone

from amedip.core import languages
from amedip.core.records import Links
from amedip.portal.content.loading import Loader, by_language, day, fixture
from amedip.translations.gate import asks_all
from amedip.translations.models import Gate
from registry import models


def load_themes(load: Loader) -> dict[str, models.Theme]:
    return {
        item["slug"]: load.record(
            models.Theme,
            item["slug"],
            columns={"position": item["position"]},
            texts=by_language(item, "name", "description"),
            sources=item["sources"],
        )
        for item in fixture("registry", "themes")
    }


def load_countries(load: Loader) -> dict[str, models.Country]:
    """Names and their order come from CLDR; the fixture holds what the sources say."""
    countries = {}
    for item in fixture("registry", "countries"):
        code = item["code"]
        names = {language: {"name": Locale(language).territories[code]} for language in languages.CODES}
        texts = {language: names[language] | {"summary": item["summary"][language]} for language in languages.CODES}
        countries[code] = load.record(
            models.Country,
            code,
            columns={
                "code": code,
                "is_group": "group" in item["roles"],
                "languages": item["languages"],
                "longitude": _degrees(item["longitude"]),
                "latitude": _degrees(item["latitude"]),
            },
            texts=texts,
            sources=item["sources"],
        )
        if countries[code]:
            for role in item["roles"]:
                load.part(models.CountryRole, countries[code], "country", {"role": role}, {}, {})
    return countries


def _degrees(value):
    return None if value is None else models.Country._meta.get_field("longitude").to_python(f"{value:.2f}")


def load_institutions(load: Loader, countries) -> dict[str, models.Institution]:
    institutions: dict[str, models.Institution] = {}
    items = fixture("registry", "institutions")
    # A parent may stand after its part in the file: parents first.
    for item in sorted(items, key=lambda item: (item["parent"] is not None, item["ref"])):
        institutions[item["ref"]] = load.record(
            models.Institution,
            item["ref"],
            columns={
                "country": countries.get(item["state"]),
                "kind": item["kind"],
                "acronym": item["acronym"],
                "parent": institutions.get(item["parent"]),
            },
            texts=by_language(item, "name", "description"),
            sources=item["sources"],
        )
    return institutions


def load_coordination(load: Loader, countries, institutions) -> None:
    for item in fixture("registry", "coordination"):
        members = [institutions[ref] for ref in item["institutions"] if institutions[ref]]
        load.record(
            models.CoordinationMechanism,
            item["ref"],
            columns={"country": countries[item["state"]], "model": item["model"]},
            texts=by_language(item, "name", "description"),
            links=[Links(models.MechanismMember, "mechanism", "institution", members)],
            sources=item["sources"],
        )


def load_programme(load: Loader, countries, institutions) -> None:
    item = fixture("registry", "programme")
    predecessor = item["predecessor"]
    texts = by_language(item, "title", "standfirst", "description")
    for code in languages.CODES:
        texts[code]["predecessor_title"] = predecessor["title"][code]
        texts[code]["predecessor_description"] = predecessor["description"][code]
    programme = load.record(
        models.Programme,
        item["ref"],
        columns={
            "acronym": item["acronym"],
            "start": day(item["start"]),
            "end": day(item["end"]),
            "implementer": institutions[item["implementer"]],
            "predecessor_years": predecessor["years"],
        },
        texts=texts,
        links=[
            Links(models.ProgrammePartner, "programme", "institution", [institutions[ref] for ref in item["partners"]]),
            Links(models.ProgrammeDonor, "programme", "country", [countries[code] for code in item["donors"]]),
        ],
        sources=item["sources"],
    )
    if programme is None:
        return
    for objective in item["objectives"]:
        load.part(
            models.Objective,
            programme,
            "programme",
            {"number": objective["number"]},
            {},
            by_language(objective, "text"),
        )
    for mechanism in item["mechanisms"]:
        load.part(
            models.Mechanism,
            programme,
            "programme",
            {"slug": mechanism["slug"]},
            {
                "position": mechanism["position"],
                "since": day(mechanism["since"]),
                "since_precision": mechanism["since_precision"] or "day",
            },
            by_language(mechanism, "title", "description"),
        )


def load_rounds(load: Loader, countries) -> None:
    for item in fixture("registry", "rounds"):
        load.record(
            models.ConsultationRound,
            item["slug"],
            columns={
                "opens": day(item["opens"]),
                "opens_precision": item["opens_precision"],
                "closes": day(item["closes"]),
            },
            texts=by_language(item, "title", "instructions"),
            links=[Links(models.RoundState, "round", "country", [countries[code] for code in item["states"]])],
            sources=item["sources"],
        )


def load_priorities(load: Loader, countries, institutions, themes) -> None:
    """Derived from passages of the sources, and never entries by a state.

    Public from the start, unless all their languages must be approved before: then they wait for that.
    """
    there = {ref: (status, at) for ref, status, at in
             models.Priority.objects.values_list("reference__ref", "status", "published_at")}  # fmt: skip
    status = models.Priority.Status
    fresh = (status.ACCEPTED, None) if asks_all(Gate.Kind.PRIORITY) else (status.PUBLISHED, timezone.now())
    for item in fixture("registry", "priorities"):
        load.record(
            models.Priority,
            item["ref"],
            columns={
                "country": countries[item["state"]],
                "year": int(item["ref"].split("-")[1]),
                "institution": institutions.get(item["institution"]),
                "derived": True,
                "status": there.get(item["ref"], fresh)[0],
                "published_at": there.get(item["ref"], fresh)[1],
            },
            texts=by_language(item, "title", "description", "need", "desired_result"),
            links=[Links(models.PriorityTheme, "priority", "theme", [themes[slug] for slug in item["themes"]])],
            sources=item["sources"],
        )


def load_practices(load: Loader, countries, institutions, themes) -> None:
    for item in fixture("registry", "practices"):
        load.record(
            models.Practice,
            item["ref"],
            columns={"country": countries[item["state"]], "institution": institutions.get(item["institution"])},
            texts=by_language(item, "title", "description"),
            links=[Links(models.PracticeTheme, "practice", "theme", [themes[slug] for slug in item["themes"]])],
            sources=item["sources"],
        )
