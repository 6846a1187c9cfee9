"""What search engines are told about a priority or a practice, in the words of schema.org."""

from django.conf import settings

from amedip.core import languages


def structured(row: dict, kind: str) -> dict:
    """The row of a page as a work of that ``kind`` about its state and themes."""
    code = languages.current()
    address = f"{settings.SITE_URL}/{code}/{row['path']}"
    titles = {other: row[f"title_{other}"] for other in languages.CODES}
    data = {
        "@type": kind,
        "@id": address,
        "url": address,
        "identifier": row["ref"],
        "name": languages.text_of(row, "title"),
        "abstract": languages.text_of(row, "description"),
        "inLanguage": languages.first_available(titles, code)[1],
        "about": [{"@type": "DefinedTerm", "name": languages.text_of(theme)} for theme in row["themes"]],
        "spatialCoverage": {
            "@type": "Country",
            "name": languages.text_of(row["country"]),
            "identifier": row["country"]["code"],
        },
        "dateModified": row["updated_at"].date().isoformat(),
    }
    if row["institution"]["ref"]:
        data["sourceOrganization"] = {"@type": "GovernmentOrganization", "name": languages.text_of(row["institution"])}
    return data
