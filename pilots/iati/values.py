"""What an IATI activity says, as plain values: the same whether it is to be written or was read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# A text by language; only the languages in which there is one.
Narratives = Mapping[str, str]


@dataclass(frozen=True)
class Organisation:
    """``kind`` is a code of the list OrganisationType; ``ref`` an identifier as IATI gives them, or empty.

    ``state`` and ``institution`` are the references under which the portal knows it; one of them at most.
    """

    names: Narratives = field(default_factory=dict)
    ref: str = ""
    kind: str = ""
    state: str = ""
    institution: str = ""


@dataclass(frozen=True)
class Participant:
    """``role`` is a code of the list OrganisationRole."""

    role: str
    organisation: Organisation


@dataclass(frozen=True)
class Sector:
    """``share`` is in per cent; None where it is the only one of its vocabulary. ``names`` are for our own codes."""

    code: str
    vocabulary: str = "1"
    share: Decimal | None = None
    names: Narratives = field(default_factory=dict)


@dataclass(frozen=True)
class Budget:
    """Money planned from ``start`` to ``end``, both inclusive.

    ``donor`` and ``agency`` are the references of the state and of the institution that give it, or empty.
    """

    start: datetime.date
    end: datetime.date
    amount: Decimal
    currency: str
    value_day: datetime.date
    kind: str = "1"
    status: str = "1"
    donor: str = ""
    agency: str = ""


@dataclass(frozen=True)
class Transaction:
    """Money that was promised or has moved; ``kind`` is a code of TransactionType, the donor as in ``Budget``."""

    kind: str
    day: datetime.date
    amount: Decimal
    currency: str
    value_day: datetime.date
    description: Narratives = field(default_factory=dict)
    provider: Organisation | None = None
    receiver: Organisation | None = None
    donor: str = ""
    agency: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Period:
    """What was aimed at and reached from ``start`` to ``end``, both inclusive."""

    start: datetime.date
    end: datetime.date
    target: Decimal | None = None
    actual: Decimal | None = None
    comment: Narratives = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    """``measure`` is a code of IndicatorMeasure; ``ascending`` says whether more is better."""

    title: Narratives
    description: Narratives = field(default_factory=dict)
    unit: Narratives = field(default_factory=dict)
    measure: str = "1"
    ascending: bool = True
    baseline: Decimal | None = None
    baseline_day: datetime.date | None = None
    baseline_comment: Narratives = field(default_factory=dict)
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Result:
    """``kind`` is a code of ResultType."""

    title: Narratives
    kind: str = "1"
    description: Narratives = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class Document:
    """``format`` is a media type; ``categories`` are codes of DocumentCategory."""

    url: str
    format: str
    title: Narratives
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    day: datetime.date | None = None


@dataclass(frozen=True)
class Activity:
    """One project. ``days`` are by the code of ActivityDateType; ``currency`` is that of money which names none.

    ``scope`` is a code of ActivityScope. Where ``secondary``, the reporter tells of somebody else’s activity.
    """

    identifier: str
    reporter: Organisation
    title: Narratives
    description: Narratives
    status: str
    country: str = ""
    scope: str = ""
    objective: Narratives = field(default_factory=dict)
    currency: str = ""
    language: str = "en"
    updated_at: datetime.datetime | None = None
    days: Mapping[str, datetime.date] = field(default_factory=dict)
    sectors: tuple[Sector, ...] = ()
    participants: tuple[Participant, ...] = ()
    budgets: tuple[Budget, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    documents: tuple[Document, ...] = ()
    results: tuple[Result, ...] = ()
    secondary: bool = False
    example: bool = False
