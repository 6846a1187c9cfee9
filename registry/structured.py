"""What search engines are told about a priority or a practice, in the words of schema.org."""

from django.conf import settings

from amedip.core import languages
from registry.models import Practice, Priority


def structured(record: Priority | Practice, kind: str) -> dict:
    """The record as a work of that ``kind`` about its state and themes."""
    code = languages.current()
    description = languages.first_available(
        {other: getattr(record, f"description_{other}") for other in languages.CODES}, code
    )
    data = {
        "@type": kind,
        "@id": f"{settings.SITE_URL}/{code}/{record.address}",
        "url": f"{settings.SITE_URL}/{code}/{record.address}",
        "identifier": record.ref,
        "name": record.headline,
        "abstract": description[0],
        "inLanguage": languages.first_available(record.headlines, code)[1],
        "about": [{"@type": "DefinedTerm", "name": theme.headline} for theme in record.themes.all()],
        "spatialCoverage": {
            "@type": "Country",
            "name": record.country.headline,
            "identifier": record.country.code,
        },
        "dateModified": record.updated_at.date().isoformat(),
    }
    if record.institution:
        data["sourceOrganization"] = {"@type": "GovernmentOrganization", "name": record.institution.headline}
    return data
