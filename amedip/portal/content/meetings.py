"""Workshops with all that belongs to them, documents with their language versions, and the pilots."""

from itertools import zip_longest

from amedip.core.records import Links
from amedip.portal.content.loading import Loader, by_language, day, fixture
from pilots.models import PilotProject, PilotTheme
from workshops import models


def load_workshops(load: Loader, countries, institutions) -> dict[str, models.Workshop]:
    workshops = {}
    for item in fixture("workshops", "workshops"):
        organisers = [institutions[ref] for ref in item["organisers"]]
        workshop = load.record(
            models.Workshop,
            item["slug"],
            columns={
                "number": item["number"],
                "country": countries[item["country"]],
                "start": day(item["start"]),
                "end": day(item["end"]),
                "host": institutions.get(item["host"]),
            },
            texts=by_language(item, "title", "city", "venue", "summary"),
            links=[Links(models.WorkshopOrganiser, "workshop", "institution", organisers)],
            sources=item["sources"],
        )
        workshops[item["slug"]] = workshop
        if workshop:
            _load_parts(load, workshop, item, countries, institutions)
    return workshops


def _load_parts(load, workshop, item, countries, institutions):
    for topic in item["topics"]:
        load.part(models.Topic, workshop, "workshop", {"position": topic["position"]}, {}, by_language(topic, "text"))
    for position, presence in enumerate(item["participants"]):
        key = {
            "country": countries.get(presence["state"]),
            "institution": institutions.get(presence["institution"]) if not presence["state"] else None,
            "capacity": presence["capacity"],
        }
        load.part(models.Participation, workshop, "workshop", key, {"position": position}, {})
    sessions = {}
    for session in item["sessions"]:
        sessions[session["number"]] = load.part(
            models.Session,
            workshop,
            "workshop",
            {"number": session["number"]},
            {"kind": session["kind"]},
            by_language(session, "title"),
        )
        if sessions[session["number"]]:
            _load_passages(load, workshop, sessions[session["number"]], session["summary"])
    for position, resource in enumerate(item["resources"]):
        load.part(
            models.NamedResource,
            workshop,
            "workshop",
            {"position": position},
            {"session": sessions.get(resource["session"]), "languages": resource["languages"]},
            by_language(resource, "name", "note"),
        )
    recommendations: dict[str, models.Recommendation] = {}
    for position, recommendation in enumerate(item["recommendations"]):
        number = recommendation["number"]
        recommendations[number] = load.record(
            models.Recommendation,
            f"{item['slug']}-r{number}",
            columns={
                "workshop": workshop,
                "number": number,
                "position": position,
                "parent": recommendations.get(number.rpartition(".")[0]),
            },
            texts=by_language(recommendation, "title", "text"),
            sources=[{"reference": "tunis-discussions", "section": f"r{number}"}],
        )


def _load_passages(load, workshop, session, summary):
    """What a session discussed: a text that empty lines part into paragraphs."""
    together = zip_longest(*(text.split("\n\n") for text in summary.values()))
    for position, texts in enumerate(together, 1):
        anchor = f"{session.anchor}.p{position}"
        load.record(
            models.Passage,
            f"{workshop.ref}-{anchor}",
            columns={"workshop": workshop, "session": session, "anchor": anchor, "position": position},
            texts={code: {"text": text} for code, text in zip(summary, texts, strict=True)},
            sources=[{"reference": "tunis-discussions", "section": session.anchor}],
        )


def load_statements(load: Loader, workshops, countries, institutions, themes) -> None:
    """Who said what, each pointing to the paragraph that reports it; those people took away do not come back."""
    for slug, items in fixture("workshops", "statements").items():
        workshop = workshops.get(slug)
        if workshop is None:
            continue
        passages = {passage.anchor: passage for passage in workshop.passages.select_related("session")}
        for position, item in enumerate(items, 1):
            passage, country = passages.get(item["passage"]), countries.get(item["state"])
            organisation = institutions.get(item["institution"])
            if passage is None or not (country or organisation):
                continue
            named = [themes[slug] for slug in item["themes"] if themes[slug]]
            load.part(
                models.Statement,
                workshop,
                "workshop",
                {"position": position},
                {
                    "session": passage.session,
                    "passage": passage,
                    "country": country,
                    "institution": organisation,
                    "about": institutions.get(item["about"]),
                },
                by_language(item, "text"),
                [Links(models.StatementTheme, "statement", "theme", named)],
            )


def load_documents(load: Loader, workshops) -> None:
    """Works and the language versions that existed; their files are not held."""
    for position, item in enumerate(fixture("workshops", "documents")):
        document = load.record(
            models.Document,
            item["slug"],
            columns={
                "kind": item["kind"],
                "workshop": workshops.get(item["workshop"]),
                "published_on": day(item["published_on"]),
                "position": position,
            },
            texts=by_language(item, "title", "description"),
            sources=item["sources"],
        )
        if document:
            for language in item["versions"]:
                load.part(models.LanguageVersion, document, "document", {"language": language}, {}, {})


def load_pilots(load: Loader, countries, institutions, themes) -> None:
    for item in fixture("pilots", "pilots"):
        load.record(
            PilotProject,
            f"P{item['number']}",
            columns={
                "number": item["number"],
                "country": countries[item["country"]],
                "institution": institutions.get(item["institution"]),
                "phase": item["phase"],
                "start": day(item["start"]),
                "end": day(item["end"]),
            },
            texts=by_language(item, "title", "summary", "description", "objective"),
            links=[Links(PilotTheme, "pilot", "theme", [themes[slug] for slug in item["themes"]])],
            sources=item["sources"],
        )
