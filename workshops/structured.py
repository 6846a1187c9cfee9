"""What search engines are told about a workshop or a document, in the words of schema.org."""

from django.conf import settings

from amedip.core import languages, markup


def structured_workshop(workshop, present: dict) -> dict:
    """The workshop as an event, with the states that attended it."""
    address = f"{settings.SITE_URL}{workshop.get_absolute_url()}"
    data = {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": workshop.headline,
        "description": markup.without_marks(languages.text_of(workshop, "summary")),
        "startDate": workshop.start.isoformat(),
        "endDate": workshop.end.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": languages.text_of(workshop, "venue") or languages.text_of(workshop, "city"),
            "address": {
                "@type": "PostalAddress",
                "addressLocality": languages.text_of(workshop, "city"),
                "addressCountry": workshop.country.code,
            },
        },
        "attendee": [{"@type": "Country", "name": languages.text_of(row, "country")} for row in present["states"]],
        "organizer": [
            {"@type": "Organization", "name": languages.text_of(row, "name")} for row in workshop.organiser_rows
        ],
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
        "abstract": markup.without_marks(languages.text_of(document, "description")),
        "inLanguage": [code for code in languages.CODES if code in versions],
        "datePublished": document.published_on.isoformat() if document.published_on else "",
    }
    return {name: value for name, value in data.items() if value}
