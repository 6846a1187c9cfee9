"""Every table as a file: an export that comes back unchanged changes nothing, in any format."""

import pytest
from django.contrib import admin

from amedip.core.admin import HouseAdmin
from amedip.core.models import Deed
from amedip.core.resources import FORMATS
from amedip.core.resources.outgoing import Plain
from exchanges import models as exchanges
from pilots import models as pilots
from registry.models import Country, Institution
from registry.resources import ThemeResource
from tests.desk import staff
from tests.factories import (
    ExchangeFactory,
    ExchangeRequestFactory,
    FocalPointFactory,
    OfferFactory,
    PracticeFactory,
    PriorityFactory,
    ThemeFactory,
)

RESOURCES = [
    resource
    for options in admin.site._registry.values()
    if isinstance(options, HouseAdmin)
    for resource in options.resource_classes
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(content):
    """Rows of every table: the first content, and what it does not hold."""
    theme, country = ThemeFactory(), Country.objects.partners().first()
    FocalPointFactory(country=country)
    priority = PriorityFactory(country=country, themes=[theme])
    request = ExchangeRequestFactory(country=country, priority=priority, themes=[theme])
    offer = OfferFactory(country=country, practice=PracticeFactory(country=country))
    exchange = ExchangeFactory(request=request, offer=offer, host=country, themes=[theme])
    exchanges.ExchangePartner.objects.create(exchange=exchange, country=country, part="receives")
    exchanges.Evaluation.objects.create(
        exchange=exchange, country=country, relevance=3, quality=4, follow_up=5, comment_ar="=جيد"
    )
    agency = Institution.objects.first()
    exchanges.ExchangeAgency.objects.create(exchange=exchange, institution=agency, part="pays")
    exchanges.CostLine.objects.create(
        exchange=exchange, kind="travel", institution=agency, amount="900.00", currency="CHF"
    )
    exchanges.RequestObjective.objects.create(request=request, text_ar="قاعدة بيانات", text_fr="Une base de données")
    pilot = pilots.PilotProject.objects.first()
    pilots.Transaction.objects.create(
        pilot=pilot, kind="3", ref="2013-4", day="2013-03-01", donor=country, amount="99.50", currency="CHF"
    )
    pilots.Participant.objects.create(pilot=pilot, role="4", institution=agency, kind="40")
    pilots.PilotSector.objects.create(pilot=pilot, code="15190", percentage="100")
    pilots.Milestone.objects.create(pilot=pilot, title_en="First", due="2013-01-01")
    result = pilots.Result.objects.create(pilot=pilot, title_fr="Accueil", kind="1")
    indicator = pilots.Indicator.objects.create(
        pilot=pilot, result=result, title_fr="Cas", unit_en="cases", baseline="-1.50"
    )
    pilots.Period.objects.create(
        pilot=pilot, indicator=indicator, start="2013-01-01", end="2013-12-31", target="12", comment_ar="=جيد"
    )
    pilots.BudgetLine.objects.create(
        pilot=pilot, donor=country, amount="1234.50", currency="CHF", start="2013-01-01", end="2013-12-31"
    )
    pilots.Update.objects.create(pilot=pilot, day="2013-02-01", title_ar="خبر", text_ar="- سطر\n+ سطر")


def there_and_back(resource_class, format_class, user):
    """The result of importing the table's own export."""
    content = format_class().export_data(resource_class().export())
    dataset = format_class().create_dataset(content.encode() if isinstance(content, str) else content)
    return resource_class().import_data(dataset, user=user, rollback_on_validation_errors=True)


def test_exports_when_made_without_objects_then_the_cells_are_the_same(everything):
    without = []
    for resource_class in RESOURCES:
        resource = resource_class()
        plain = Plain(resource.model, resource.columns.values())
        if plain.possible:
            without.append(resource_class.__name__)
            assert list(plain.rows(resource.stored())) == list(resource._rows(resource.stored())), without[-1]

    assert {"PriorityResource", "InstitutionResource", "PracticeResource"} <= {*without}


def test_exports_when_only_looked_through_then_no_row_is_kept(everything):
    dataset = ThemeResource().export()

    first, again = [list(iter(dataset)) for _time in range(2)]  # asked for its length, it would read all

    assert first == again and first
    assert not dataset._rows
    assert len(dataset) == len(first)


@pytest.mark.parametrize("format_class", FORMATS)
def test_exports_when_they_come_back_unchanged_then_nothing_is_written(everything, format_class):
    user, deeds = staff(), Deed.objects.count()

    for resource_class in RESOURCES:
        name, rows = resource_class.__name__, resource_class().model.objects.count()
        result = there_and_back(resource_class, format_class, user)

        assert rows, name
        assert not result.base_errors, (name, result.base_errors[0].error)
        assert not result.invalid_rows, (name, result.invalid_rows[0].error)
        assert dict(result.totals) == dict.fromkeys(result.totals, 0) | {"skip": rows}, name
    assert Deed.objects.count() == deeds
