"""Pilots in the database that are complete: test copies of the first content's four, and others by chance."""

import datetime
import random
from decimal import Decimal

from django.utils import timezone

from amedip.core import languages
from amedip.core.models import Reference
from amedip.core.records import write_record
from pilots.models import (
    BudgetLine,
    Indicator,
    Participant,
    Period,
    PilotDocument,
    PilotProject,
    PilotSector,
    Publisher,
    Result,
    Transaction,
)
from registry.models import Country, Institution

START = datetime.date(2024, 2, 1)


def publish() -> Publisher:
    """Somebody publishes."""
    institution = Institution.objects.filter(country=None).first() or Institution.objects.first()
    return Publisher.objects.create(institution=institution, identifier="XI-TEST-1", kind="40")


def add(pilot, part, **texts):
    part.pilot = pilot
    given = dict.fromkeys(languages.CODES, texts)
    return write_record(part, actor=None, texts=given, part_of=pilot)


def complete(pilot: PilotProject) -> PilotProject:
    """Everything that IATI asks for, and one of everything else."""
    donor, other = Country.objects.filter(code__in=["CH", "IT"]).order_by("code")
    days = {"start": START, "began": START, "end": START.replace(year=2027), "currency": "EUR", "scope": "4"}
    write_record(pilot, actor=None, columns=days, texts={})
    add(pilot, PilotSector(code="15190", percentage=Decimal("62.5")))
    add(pilot, PilotSector(code="15112", percentage=Decimal("37.5"), position=1))
    add(pilot, PilotSector(code="7", vocabulary="7"))
    add(pilot, PilotSector(code="coordination", vocabulary="99"))
    add(pilot, Participant(role="2", institution=Institution.objects.filter(country=None).first(), kind="40"))
    add(pilot, Participant(role="4", country=pilot.country, identifier="XX-TEST-9"))
    for year, giver in ((2024, donor), (2025, other)):
        line = BudgetLine(donor=giver, amount=Decimal("80000.50"), currency="CHF", start=START.replace(year=year))
        line.end = START.replace(year=year + 1) - datetime.timedelta(days=1)
        add(pilot, line)
    for number, kind in enumerate(Transaction.Kind.values):
        moved = Transaction(kind=kind, donor=donor, amount=Decimal(100 + number), day=START, ref=f"B{number}")
        add(pilot, moved, description="Paid & <booked>")
    result = add(pilot, Result(kind="2"), title="People know whom to ask", description="Asked in a survey.")
    indicator = Indicator(result=result, baseline=Decimal("12.5"), baseline_on=START, ascending=False)
    add(pilot, indicator, title="Days until the answer", unit="days", description="As the letters say.")
    half = START.replace(month=7)
    add(pilot, Period(indicator=indicator, start=START, end=half, target=10, actual=9, measured_on=half), comment="Ok.")
    add(pilot, Period(indicator=indicator, start=half, end=START.replace(year=2025), target=Decimal("7.25")))
    add(pilot, PilotDocument(category="A02", url="https://elsewhere.example/a.pdf", language="fr"), title="Aims")
    return pilot


def by_chance(count: int, seed: int, first: int = 10_000) -> None:
    """``count`` further complete pilots in all shapes, straight into the tables: the door would take a minute."""
    chance = random.Random(seed)
    countries = list(Country.objects.exclude(code="EU").select_related("reference"))
    institutions = list(Institution.objects.all()[:40])
    numbers = range(first, first + count)
    references = Reference.objects.bulk_create(
        Reference(kind="pilot", ref=f"P{number}", path=f"pilots/{number}/", public=True) for number in numbers
    )
    pilots = PilotProject.objects.bulk_create(
        _pilot(chance, number, reference, countries, institutions)
        for number, reference in zip(numbers, references, strict=True)
    )
    for model, make in (
        (PilotSector, _sectors), (Participant, _participants), (BudgetLine, _budget), (Transaction, _transactions),
        (Result, _results), (PilotDocument, _documents),
    ):  # fmt: skip
        model.objects.bulk_create(row for pilot in pilots for row in make(chance, pilot, countries, institutions))
    results = list(Result.objects.filter(pilot__in=pilots))
    indicators = Indicator.objects.bulk_create(row for result in results for row in _indicators(chance, result))
    Period.objects.bulk_create(row for indicator in indicators for row in _periods(chance, indicator))


def _texts(chance, field: str, *, must: bool = True) -> dict[str, str]:
    """A text in one, two or three languages, with all that markup and XML could trip over; without ``must`` or none."""
    words = ["a <b>", "d & e", "“f”", "**strong**", "[name](https://a.example/)", "جاليات", "été", "]]>", "\n\n- item"]
    codes = chance.sample(languages.CODES, chance.randint(1 if must else 0, 3))
    texts = {f"{field}_{code}": " ".join(chance.sample(words, 4)) for code in codes}
    return {field: next(iter(texts.values()), ""), **texts}


def _day(chance, first=2020, last=2024) -> datetime.date:
    return datetime.date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28))


def _amount(chance) -> Decimal:
    return Decimal(chance.randint(1, 10**9)) / 100


def _pilot(chance, number, reference, countries, institutions) -> PilotProject:
    start = _day(chance)
    end = start + datetime.timedelta(days=chance.randint(0, 400))
    kinds = chance.choice([("start",), ("began",), ("start", "end"), ("start", "began", "end", "ended")])
    days = {name: start if name in ("start", "began") else end for name in kinds}
    return PilotProject(
        number=number, reference=reference, country=chance.choice(countries),
        phase=chance.choice(PilotProject.Phase.values),
        institution=chance.choice([None, *institutions]), scope=chance.choice(["", *PilotProject.Scope.values]),
        currency=chance.choice(["", "EUR", "XOF"]), updated_at=timezone.now(),
        iati_identifier=chance.choice(["", f"XX-OWN-{number}"]),
        **_texts(chance, "title"), **_texts(chance, "description"), **_texts(chance, "objective", must=False), **days,
    )  # fmt: skip


def _sectors(chance, pilot, *_):
    if chance.random() < 0.5:
        yield PilotSector(pilot=pilot, code="15190", percentage=100)
    else:
        first = Decimal(chance.randint(1, 9999)) / 100
        yield PilotSector(pilot=pilot, code="15190", percentage=first)
        yield PilotSector(pilot=pilot, code="15112", percentage=100 - first)
    if chance.random() < 0.3:
        yield PilotSector(pilot=pilot, code=str(chance.randint(1, 17)), vocabulary="7")
    if chance.random() < 0.3:
        yield PilotSector(pilot=pilot, code="remittances", vocabulary="99")


def _participants(chance, pilot, countries, institutions):
    parties = chance.sample([*countries, *institutions], chance.randint(1, 4))
    for party in parties:
        column = "country" if isinstance(party, Country) else "institution"
        named = {"role": chance.choice(Participant.Role.values), "kind": chance.choice(["", "10", "90"])}
        yield Participant(pilot=pilot, identifier=chance.choice(["", "XX-1"]), **named, **{column: party})


def _givers(chance, countries, institutions) -> dict:
    return {"donor": chance.choice([None, *countries]), "agency": chance.choice([None, *institutions])}


def _budget(chance, pilot, countries, institutions):
    for _number in range(chance.randint(0, 4)):
        start = _day(chance)
        yield BudgetLine(
            pilot=pilot, kind=chance.choice("12"), status=chance.choice("12"), start=start,
            end=start + datetime.timedelta(days=chance.randint(0, 365)), amount=_amount(chance),
            currency=chance.choice(["EUR", "CHF", "XOF"]), **_givers(chance, countries, institutions),
        )  # fmt: skip


def _transactions(chance, pilot, countries, institutions):
    for number in range(chance.randint(0, 6)):
        yield Transaction(
            pilot=pilot, kind=chance.choice(Transaction.Kind.values), day=_day(chance),
            ref=chance.choice(["", f"T{number}"]),
            amount=chance.choice([1, -1]) * _amount(chance), currency=chance.choice(["EUR", "CHF"]),
            receiver=chance.choice([None, *institutions]), **_givers(chance, countries, institutions),
            **_texts(chance, "description", must=False),
        )  # fmt: skip


def _results(chance, pilot, *_):
    for _number in range(chance.randint(0, 2)):
        texts = _texts(chance, "title") | _texts(chance, "description", must=False)
        yield Result(pilot=pilot, kind=chance.choice(Result.Kind.values), **texts)


def _documents(chance, pilot, *_):
    for _number in range(chance.randint(0, 2)):
        yield PilotDocument(
            pilot=pilot, category=chance.choice(PilotDocument.Category.values),
            date=chance.choice([None, _day(chance)]),
            url=f"https://a.example/b?c={chance.randint(1, 9)}&d=ü.{chance.choice(['pdf', 'odt', 'x'])}",
            language=chance.choice(["", "ar"]), **_texts(chance, "title"),
        )  # fmt: skip


def _indicators(chance, result):
    for number in range(chance.randint(1, 2)):
        texts = _texts(chance, "title") | _texts(chance, "unit", must=False) | _texts(chance, "description", must=False)
        baseline = chance.choice([None, Decimal(0), Decimal("-3.25")])
        yield Indicator(
            pilot_id=result.pilot_id, result=result, measure=chance.choice(Indicator.Measure.values), baseline=baseline,
            baseline_on=_day(chance), ascending=chance.random() < 0.5, position=number, **texts,
        )  # fmt: skip


def _periods(chance, indicator):
    start = _day(chance)
    for _number in range(chance.randint(0, 3)):
        end = start + datetime.timedelta(days=chance.randint(1, 90))
        actual = chance.choice([None, _amount(chance)])
        yield Period(
            pilot_id=indicator.pilot_id, indicator=indicator, start=start, end=end, actual=actual, measured_on=end,
            target=chance.choice([None, _amount(chance)]), **_texts(chance, "comment", must=False),
        )  # fmt: skip
        start = end + datetime.timedelta(days=1)
