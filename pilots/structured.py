"""Pilots in the words of schema.org."""

from django.conf import settings

from pilots.models import PilotProject


def structured_pilot(pilot: PilotProject) -> dict:
    address = f"{settings.SITE_URL}{pilot.get_absolute_url()}"
    data = {
        "@type": "Project",
        "@id": address,
        "url": address,
        "identifier": pilot.ref,
        "name": pilot.headline,
        "location": {"@type": "Country", "name": pilot.country.headline, "identifier": pilot.country.code},
    }
    for name, day in (("foundingDate", pilot.began or pilot.start), ("dissolutionDate", pilot.ended or pilot.end)):
        if day:
            data[name] = day.isoformat()
    if pilot.institution:
        data["parentOrganization"] = {"@type": "GovernmentOrganization", "name": pilot.institution.headline}
    return data
