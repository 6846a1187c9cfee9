"""What search engines are told about a page, in schema.org's words."""

from django.conf import settings

from amedip.core import languages
from registry.models import Institution

OF_A_STATE = {
    Institution.Kind.MINISTRY, Institution.Kind.SECRETARIAT, Institution.Kind.DIRECTORATE, Institution.Kind.AGENCY,
    Institution.Kind.COMMITTEE, Institution.Kind.COUNCIL, Institution.Kind.OFFICE, Institution.Kind.UNIT,
    Institution.Kind.PARLIAMENT,
}  # fmt: skip


def full_url(path: str, code: str = "") -> str:
    return f"{settings.SITE_URL}/{code or languages.current()}/{path}"


def website(programme) -> dict:
    return {
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "alternateName": languages.text_of(programme, "title") if programme else settings.SITE_NAME,
        "url": full_url(""),
        "inLanguage": list(languages.CODES),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": full_url("search/") + "?q={words}"},
            "query-input": "required name=words",
        },
    }


def country(state) -> dict:
    data = {
        "@type": "Country",
        "name": languages.text_of(state, "name"),
        "url": full_url(state.address),
        "identifier": state.code,
    }
    if state.latitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(state.latitude),
            "longitude": float(state.longitude),
        }
    return data


def organisation(institution) -> dict:
    """A body of a state is a ``GovernmentOrganization``, any other an ``Organization``."""
    of_a_state = institution.country_id and institution.kind in OF_A_STATE
    data = {
        "@type": "GovernmentOrganization" if of_a_state else "Organization",
        "name": languages.text_of(institution, "name"),
        "url": full_url(institution.address),
        "identifier": institution.ref,
    }
    if institution.acronym:
        data["alternateName"] = institution.acronym
    if institution.country_id:
        data["areaServed"] = {"@type": "Country", "name": languages.text_of(institution.country, "name")}
    if institution.parent_id:
        data["parentOrganization"] = {"@type": "Organization", "name": languages.text_of(institution.parent, "name")}
    return data


def term(theme) -> dict:
    return {
        "@type": "DefinedTerm",
        "name": languages.text_of(theme, "name"),
        "description": languages.text_of(theme, "description"),
        "termCode": theme.ref,
        "url": full_url(theme.address),
        "inDefinedTermSet": full_url("themes/"),
    }


def project(programme, donors) -> dict:
    data = {
        "@type": "Project",
        "name": languages.text_of(programme, "title"),
        "alternateName": programme.acronym,
        "description": languages.text_of(programme, "standfirst"),
        "url": full_url("about/"),
        "foundingDate": programme.start.isoformat(),
        "parentOrganization": {"@type": "Organization", "name": languages.text_of(programme.implementer, "name")},
        "funder": [{"@type": "Country", "name": languages.text_of(donor, "name")} for donor in donors],
    }
    if programme.end:
        data["dissolutionDate"] = programme.end.isoformat()
    return data
