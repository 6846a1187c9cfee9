"""A state at work, with all that is not public of it, and everybody who could look or write."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from amedip.translations.models import Order
from exchanges.models import Exchange, ExchangeRequest, Offer, RequestAnswer
from pilots.models import PilotProject
from registry.actions import Remark, comment_on_priority, save_priority
from registry.models import Country, Priority, RoundState
from registry.workflow import PRIORITY
from tests import factories
from tests.approving import open_gate_of_editions
from tests.asking import signed_in, visitor
from tests.desk import staff
from tests.filling import fill_tables

DAY = datetime.timedelta(days=1)
# What the state has of each, and the column that says so.
EXCHANGED = {ExchangeRequest: "country", Offer: "country", Exchange: "host"}


@pytest.fixture
def world(content, settings):
    """Tunisia at work: a draft, an entry sent back, a pending change, comments, a consultation that runs."""
    today, tunisia, morocco = timezone.localdate(), *(Country.objects.get(code=code) for code in ("TN", "MA"))
    fill_tables(tunisia)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    terms = {
        "lead": (tunisia, "lead", today - 9 * DAY, None),
        "deputy": (tunisia, "deputy", today, None),
        "former": (tunisia, "deputy", today - 99 * DAY, today - DAY),
        "next": (tunisia, "deputy", today + DAY, None),
        "neighbour": (morocco, "lead", today, None),
    }
    mandates = {
        name: factories.FocalPointFactory(
            country=country, position=position, since=since, until=until, user__full_name=f"Zephyr {name}"
        )
        for name, (country, position, since, until) in terms.items()
    }
    people = {name: mandate.user for name, mandate in mandates.items()}
    people |= {"stranger": factories.UserFactory(), "superuser": staff()}
    people |= {name: staff(name) for name in ("reader", "translator", "editor", "coordinator")}
    people |= {
        name: factories.TranslatorFactory(position=position).user
        for name, position in (("linguist", "translator"), ("reviser", "reviser"))
    }
    for user in people.values():  # as everybody has who was let in
        user.set_password("a sentence")
        user.save(update_fields=["password"])
    clients = {name: signed_in(user) for name, user in people.items()} | {"visitor": visitor()}
    open_gate_of_editions()  # so that a consultation can be closed
    consultation = factories.RoundFactory(opens=today, closes=today + DAY)
    invited = RoundState.objects.create(round=consultation, country=tunisia)
    given = {"country": tunisia, "title_en": "Zephyr draft", "status": Priority.Status.DRAFT}
    draft, back, waiting, accepted = factories.PriorityFactory.create_batch(4, **given)
    PRIORITY.move(back, "submit", actor=people["lead"])
    PRIORITY.move(back, "send-back", actor=people["editor"], note="Zephyr reason", remarks=[Remark("Zephyr remark")])
    for name in ("submit", "accept"):
        PRIORITY.move(accepted, name, actor=people["superuser"])
    PRIORITY.move(waiting, "submit", actor=people["superuser"])
    public = Priority.objects.get(reference__ref="TN-2012-003")
    (remark,) = comment_on_priority(public, [Remark("Zephyr comment")], actor=people["editor"])
    public = save_priority(public, actor=people["lead"], texts={"en": {"title": "Zephyr change"}})
    practice = factories.PracticeFactory(country=tunisia, title_en="Zephyr practice", published=False)
    Order.objects.create(reference=back.reference, language="ar", translator=people["linguist"], due=today)
    asked, offered, exchange = (model.objects.get(**{side: tunisia}) for model, side in EXCHANGED.items())
    invitation, pilot = RequestAnswer.objects.get(country=tunisia), PilotProject.objects.get(number=77)
    for each in (draft, back, waiting, accepted, public):
        each.refresh_from_db()
    return SimpleNamespace(**locals())
