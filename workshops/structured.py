"""What search engines are told about a workshop or a document, in the words of schema.org."""

from django.conf import settings

from amedip.core import languages


def structured_workshop(workshop, present: dict) -> dict:
    """The workshop as an event, with the states that attended it."""
    address = f"{settings.SITE_URL}{workshop.get_absolute_url()}"
    data = {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": workshop.headline,
        "description": _shown(workshop, "summary"),
        "startDate": workshop.start.isoformat(),
        "endDate": workshop.end.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": _shown(workshop, "venue") or _shown(workshop, "city"),
            "address": {
                "@type": "PostalAddress",
                "addressLocality": _shown(workshop, "city"),
                "addressCountry": workshop.country.code,
            },
        },
        "attendee": [{"@type": "Country", "name": _shown(row, "country")} for row in present["states"]],
        "organizer": [{"@type": "Organization", "name": _shown(row, "name")} for row in workshop.organiser_rows],
    }
    return {name: value for name, value in data.items() if value}


def structured_document(document, versions: dict) -> dict:
    """The work as a report, with the languages it exists in."""
    address = f"{settings.SITE_URL}{document.get_absolute_url()}"
    data = {
        "@type": "Report",
        "@id": address,
        "url": address,
        "identifier": document.ref,
        "name": document.headline,
        "abstract": _shown(document, "description"),
        "inLanguage": [code for code in languages.CODES if code in versions],
        "datePublished": document.published_on.isoformat() if document.published_on else "",
    }
    return {name: value for name, value in data.items() if value}


def _shown(source, field: str) -> str:
    """The text of an object or a row in the reader's language, or the first there is."""
    texts = {
        code: source[f"{field}_{code}"] if isinstance(source, dict) else getattr(source, f"{field}_{code}")
        for code in languages.CODES
    }
    return languages.first_available(texts, languages.current())[0]
