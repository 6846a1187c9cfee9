"""What the first content lacks: something for every table of the portal to hold."""

from django.utils import timezone

from amedip.accounts.actions import invite_person
from amedip.core.models import Job, TextBeside
from amedip.core.records import write_record
from amedip.core.texts import set_texts
from amedip.partners.actions import ping_webhook, register_webhook
from amedip.translations.actions import excuse_finding, name_translator, order_translations
from amedip.translations.checking import Checker
from amedip.translations.units import lines_of
from exchanges.models import CompiledAnswer, ExchangePerson, FollowUp, RequestAnswer, RequestQuestion
from pilots.actions import save_report
from pilots.models import Publisher, Report, quarter_of
from registry.models import Country
from tests import factories
from tests.groups import make_groups
from tests.partners.calling import system
from workshops.models import Proposal, Workshop

PERSON, MAIL_OF_PERSON = "Zeynab Quartermain", "zeynab@quartermain.example"


def fill_tables(country) -> None:
    """What the first content lacks, so that every table holds something."""
    make_groups()
    fill_exchange(factories.ExchangeFactory(host=country))
    factories.EditionFactory(number=1)
    report_on_pilot(country)
    factories.OfferFactory(country=country, ref="O-2026-001")
    fill_request(factories.ExchangeRequestFactory(country=country, ref="R-2026-001", status="clarified"))
    invite_person("new@example.org", actor=None, language="en", full_name="", staff=True, groups=["editor"])
    Job.objects.create(kind="mail", due_at=timezone.now())
    Proposal.objects.create(pk=1, workshop=Workshop.objects.earliest("pk"), language="en", state=Proposal.State.DROPPED)
    translator = name_translator(factories.UserFactory(), "ar", actor=None).user
    order_translations([country.reference], "ar", actor=None, due=timezone.localdate(), translator=translator)
    set_texts(country, {"en": {"name": "Other"}}, actor=None, origin=TextBeside.Origin.CHANGE)
    keep_webhook(system(country).client)  # the accounts of people come first
    text = "تونس 2013"
    line = next(line for line in lines_of(country) if line.key == "name")
    found = Checker([line], "ar").findings(line, text, "en")[0].finding
    excuse_finding(
        country, "name", "ar", source="en", text=text, check=found.check, excerpt=found.excerpt, actor=None,
        reason="As it should be",
    )  # fmt: skip


def keep_webhook(client) -> None:
    """An address of the client’s that is told of things, and a message to it."""
    webhook = register_webhook("Mirror", "https://8.8.8.8/", actor=None, client=client).webhook
    ping_webhook(webhook, actor=None)


def fill_exchange(exchange) -> None:
    """A side that receives, what both are asked afterwards, and somebody who takes part."""
    mali = Country.objects.get(code="ML")
    exchange.partners.create(country=mali, part="receives")
    write_record(FollowUp(exchange=exchange, country=exchange.host, asked_on=timezone.localdate()), actor=None)
    ExchangePerson.objects.create(
        pk=900, exchange=exchange, country=exchange.host, name=PERSON, email=MAIL_OF_PERSON, consent="mail",
        consent_on=timezone.localdate(),
    )  # fmt: skip


def fill_request(request) -> None:
    """A question, and an answer that the state is to give to another's request."""
    write_record(RequestQuestion(request=request, number=1), actor=None, texts={"en": {"text": "How many?"}})
    write_record(RequestAnswer(request=request, country=request.country), actor=None, ref="R-2026-001-TN")
    write_record(CompiledAnswer(request=request), actor=None)


def report_on_pilot(country) -> None:
    """A report on a pilot of the state's own, and who publishes with IATI."""
    pilot = factories.PilotFactory(country=country, number=77, phase="implementation")
    report = Report(pilot=pilot, quarter=quarter_of(timezone.localdate()))
    save_report(report, actor=None, texts={"en": {"title": "News", "text": "It goes on."}})
    columns = {"institution": factories.InstitutionFactory(country=country), "identifier": "XM-EXAMPLE", "kind": "40"}
    write_record(Publisher(), actor=None, columns=columns)
