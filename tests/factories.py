"""Objects for tests, made through the same door as everything else, as the portal itself."""

import datetime
from string import ascii_uppercase

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from babel import Locale
from django.utils import timezone

from amedip.accounts.models import User
from amedip.core import languages
from amedip.core.models import Record
from amedip.core.records import Links, write_record
from amedip.core.texts import translated_fields
from amedip.translations.models import Translator
from exchanges import models as exchanges
from pilots import models as pilots
from registry import models as registry
from registry.editions import content_of
from workshops import models as workshops
from workshops.actions import next_anchor


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class, **kwargs):
        return model_class.objects.create_user(**kwargs)


class TranslatorFactory(factory.django.DjangoModelFactory):
    """Somebody who translates into Arabic since long ago; ``position="reviser"`` also approves."""

    class Meta:
        model = Translator

    user = factory.SubFactory(UserFactory)
    language = "ar"
    since = datetime.date(2020, 1, 1)


class RecordFactory(factory.django.DjangoModelFactory):
    """Splits what it is given into texts (``title_en``), links (``themes=[…]``), ``ref`` and plain columns."""

    class Meta:
        abstract = True

    LINKS: dict[str, tuple] = {}

    @classmethod
    def _create(cls, model_class, **kwargs):
        ref, example = kwargs.pop("ref", ""), kwargs.pop("example", False)
        links = [
            Links(through, owner, target, kwargs.pop(name))
            for name, (through, owner, target) in cls.LINKS.items()
            if name in kwargs
        ]
        texts = {code: {} for code in languages.CODES}
        for field in translated_fields(model_class):
            for code in languages.CODES:
                if (value := kwargs.pop(f"{field}_{code}", None)) is not None:
                    texts[code][field] = value
        values = {"ref": ref, "example": example} if issubclass(model_class, Record) else {}
        return write_record(model_class(), actor=None, columns=kwargs, texts=texts, links=links, **values)


class ThemeFactory(RecordFactory):
    class Meta:
        model = registry.Theme

    ref = factory.Sequence(lambda n: f"theme-{n}")
    name_en = factory.Sequence(lambda n: f"Theme {n}")


# AA, AB …: codes that no real state has, so that no test hangs on one, or meets one, by accident.
NO_STATES = sorted({a + b for a in ascii_uppercase for b in ascii_uppercase} - {*Locale("en").territories})


class CountryFactory(RecordFactory):
    class Meta:
        model = registry.Country

    code = factory.Sequence(lambda n: NO_STATES[n % len(NO_STATES)])
    ref = factory.SelfAttribute("code")
    name_en = factory.LazyAttribute(lambda o: f"State {o.code}")


class PartnerStateFactory(CountryFactory):
    """A Focus Partner State."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        registry.CountryRole.objects.create(country=self, role=registry.CountryRole.Role.FOCUS_PARTNER)


class InstitutionFactory(RecordFactory):
    class Meta:
        model = registry.Institution

    country = factory.SubFactory(CountryFactory)
    kind = registry.Institution.Kind.MINISTRY
    name_en = factory.Sequence(lambda n: f"Ministry {n}")


class RoundFactory(RecordFactory):
    class Meta:
        model = registry.ConsultationRound

    ref = factory.Sequence(lambda n: f"consultation-{n}")
    title_en = factory.Sequence(lambda n: f"Consultation {n}")
    opens = datetime.date(2026, 1, 1)


class PriorityFactory(RecordFactory):
    class Meta:
        model = registry.Priority

    LINKS = {"themes": (registry.PriorityTheme, "priority", "theme")}

    country = factory.SubFactory(CountryFactory)
    year = 2026
    title_en = factory.Sequence(lambda n: f"Priority {n}")
    status = registry.Priority.Status.PUBLISHED
    published_at = factory.LazyAttribute(
        lambda o: timezone.now() if o.status in registry.Priority.PUBLIC_STATES else None
    )


class EditionFactory(RecordFactory):
    """An edition without its files, of what is published at that moment."""

    class Meta:
        model = registry.Edition

    number = factory.Sequence(lambda n: n + 1)
    ref = factory.LazyAttribute(lambda o: str(o.number))
    round = factory.SubFactory(RoundFactory)
    title_en = factory.LazyAttribute(lambda o: f"Edition {o.number}")
    closed_at = factory.LazyFunction(timezone.now)
    content = factory.LazyFunction(content_of)


class PracticeFactory(RecordFactory):
    class Meta:
        model = registry.Practice

    LINKS = {"themes": (registry.PracticeTheme, "practice", "theme")}

    country = factory.SubFactory(CountryFactory)
    title_en = factory.Sequence(lambda n: f"Practice {n}")


class FocalPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = registry.FocalPoint

    user = factory.SubFactory(UserFactory)
    country = factory.SubFactory(CountryFactory)
    since = datetime.date(2020, 1, 1)


class PilotFactory(RecordFactory):
    class Meta:
        model = pilots.PilotProject

    LINKS = {"themes": (pilots.PilotTheme, "pilot", "theme")}

    number = factory.Sequence(lambda n: n + 1)
    country = factory.SubFactory(CountryFactory)
    title_en = factory.Sequence(lambda n: f"Pilot {n}")


class WorkshopFactory(RecordFactory):
    class Meta:
        model = workshops.Workshop

    ref = factory.Sequence(lambda n: f"workshop-{n}")
    number = factory.Sequence(lambda n: n + 1)
    country = factory.SubFactory(CountryFactory)
    start = datetime.date(2026, 3, 4)
    end = datetime.date(2026, 3, 5)
    title_en = factory.Sequence(lambda n: f"Workshop {n}")


class SessionFactory(RecordFactory):
    """A session of a workshop; the opening has ``number=0, kind="opening"``."""

    class Meta:
        model = workshops.Session

    workshop = factory.SubFactory(WorkshopFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_en = factory.LazyAttribute(lambda o: f"Session {o.number}")


class PassageFactory(RecordFactory):
    """A paragraph of ``session``, at its next address unless one is given."""

    class Meta:
        model = workshops.Passage

    session = factory.SubFactory(SessionFactory)
    workshop = factory.LazyAttribute(lambda o: o.session.workshop)
    anchor = factory.LazyAttribute(lambda o: next_anchor(o.session))
    position = factory.Sequence(lambda n: n)
    text_en = factory.Sequence(lambda n: f"Paragraph {n}")


class StatementFactory(RecordFactory):
    """What a state said in ``passage``; of an organisation with ``country=None, institution=…``."""

    class Meta:
        model = workshops.Statement

    LINKS = {"themes": (workshops.StatementTheme, "statement", "theme")}

    passage = factory.SubFactory(PassageFactory)
    session = factory.LazyAttribute(lambda o: o.passage.session)
    workshop = factory.LazyAttribute(lambda o: o.session.workshop)
    country = factory.SubFactory(CountryFactory)
    position = factory.Sequence(lambda n: n)
    text_en = factory.Sequence(lambda n: f"Statement {n}")


class RecommendationFactory(RecordFactory):
    class Meta:
        model = workshops.Recommendation

    workshop = factory.SubFactory(WorkshopFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    title_en = factory.Sequence(lambda n: f"Recommendation {n}")


class DocumentFactory(RecordFactory):
    class Meta:
        model = workshops.Document

    ref = factory.Sequence(lambda n: f"document-{n}")
    kind = workshops.Document.Kind.SUMMARY
    title_en = factory.Sequence(lambda n: f"Document {n}")


class ExchangeRequestFactory(RecordFactory):
    class Meta:
        model = exchanges.ExchangeRequest

    LINKS = {"themes": (exchanges.RequestTheme, "request", "theme")}

    country = factory.SubFactory(CountryFactory)
    title_en = factory.Sequence(lambda n: f"Request {n}")
    status = exchanges.ExchangeRequest.Status.SUBMITTED


class OfferFactory(RecordFactory):
    class Meta:
        model = exchanges.Offer

    LINKS = {"themes": (exchanges.OfferTheme, "offer", "theme")}

    country = factory.SubFactory(CountryFactory)
    title_en = factory.Sequence(lambda n: f"Offer {n}")
    status = exchanges.Offer.Status.OPEN


class ExchangeFactory(RecordFactory):
    class Meta:
        model = exchanges.Exchange

    LINKS = {"themes": (exchanges.ExchangeTheme, "exchange", "theme")}

    host = factory.SubFactory(CountryFactory)
    title_en = factory.Sequence(lambda n: f"Exchange {n}")
    status = exchanges.Exchange.Status.AGREED


class SecondFactorFactory(factory.django.DjangoModelFactory):
    """An app for one-time codes; without one a signed-in person gets no further than its set-up."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt(generate_totp_secret())})
