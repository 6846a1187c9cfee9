"""States, and the institutions in them."""

from django.db.models import Q
from django.shortcuts import redirect, render

from amedip.core.pages import missing, public_page
from amedip.portal import profiles, structured
from amedip.portal.sources import sources_of
from registry.listing import Vocabulary, dress, practice_rows, priority_rows
from registry.models import CoordinationMechanism, Country, CountryRole, Institution
from registry.rules import practices_visible_to, priorities_visible_to
from workshops.said import said_by

# Under which heading a state stands that is no partner state: the first of its roles in this order.
OTHER_ROLES = (CountryRole.Role.DONOR, CountryRole.Role.PARTICIPATING, CountryRole.Role.HOST, CountryRole.Role.GROUP)


@public_page
def states(request):
    countries = list(profiles.countries())
    for country in countries:
        country.models = [CoordinationMechanism.Model(model).label for model in dict.fromkeys(country.model_list)]
        first = _first_role(country)
        country.also = [CountryRole.Role(role).label for role in country.role_list if role != first]
    partners = [country for country in countries if CountryRole.Role.FOCUS_PARTNER in country.role_list]
    others = [country for country in countries if country not in partners]
    groups = [(role, [country for country in others if _first_role(country) == role]) for role in OTHER_ROLES]
    context = {"partners": partners, "groups": [(role, members) for role, members in groups if members]}
    return render(request, "portal/states.html", context)


def _first_role(country):
    return next((role for role in OTHER_ROLES if role in country.role_list), OTHER_ROLES[-1])


@public_page
def state(request, code):
    if code != code.upper():
        return redirect("portal:state", code.upper(), permanent=True)
    country = profiles.country(code)
    if country is None:
        return missing(request, Country.KIND, code)
    vocabulary = Vocabulary()
    # All rows are of this state: no need to read the others.
    vocabulary.states = {country.pk: {}}
    mechanisms = list(profiles.mechanisms(country))
    priorities = priority_rows(priorities_visible_to(request.user).public().filter(country=country).latest_first())
    practices = practice_rows(practices_visible_to(request.user).public().filter(country=country).latest_first())
    sources = sources_of(record.reference_id for record in (country, *mechanisms))
    for record in (country, *mechanisms):
        record.sources = sources[record.reference_id]
    for mechanism in mechanisms:
        mechanism.country = country
    return render(
        request,
        "portal/state.html",
        {
            "state": country,
            "roles": [CountryRole.Role(role).label for role in country.role_list],
            "partner": CountryRole.Role.FOCUS_PARTNER in country.role_list,
            "mechanisms": mechanisms,
            "models": [mechanism.get_model_display() for mechanism in mechanisms],
            "priorities": [dress(row, vocabulary) for row in priorities[: profiles.SHOWN]],
            "practices": [dress(row, vocabulary) for row in practices[: profiles.SHOWN]],
            "said": said_by(Q(country=country)),
            "structured": structured.country(country),
        },
    )


@public_page
def institution(request, ref):
    if ref != ref.upper():
        return redirect("portal:institution", ref.upper(), permanent=True)
    found = profiles.institution(ref)
    if found is None:
        return missing(request, Institution.KIND, ref)
    vocabulary = Vocabulary()
    priorities = priority_rows(priorities_visible_to(request.user).public().filter(institution=found).latest_first())
    practices = practice_rows(practices_visible_to(request.user).public().filter(institution=found).latest_first())
    return render(
        request,
        "portal/institution.html",
        {
            "institution": found,
            "priorities": [dress(row, vocabulary) for row in priorities[: profiles.SHOWN]],
            "practices": [dress(row, vocabulary) for row in practices[: profiles.SHOWN]],
            "said": said_by(Q(institution=found) | Q(about=found)),
            "structured": structured.organisation(found),
        },
    )
