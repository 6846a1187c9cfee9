"""Texts that somebody has approved, for tests whose point is what comes after."""

from django.utils import timezone

from amedip.core.models import Standing, TextState
from amedip.translations.gate import ASKED
from amedip.translations.models import Gate


def approve(*records) -> None:
    """All texts of the records and of their parts that are there, in each language, stand approved."""
    keys = [record.reference_id for record in records]
    rows = TextState.objects.filter(reference__in=keys).exclude(state=Standing.MISSING)
    rows.update(state=Standing.APPROVED, at=timezone.now(), outdated_at=None, outdated_by="", was="")


def make_gates() -> None:
    """Make those that the migration makes, where they are gone."""
    gates = [Gate(kind=kind, languages=ASKED.get(kind, Gate.Languages.ONE)) for kind in Gate.Kind]
    Gate.objects.bulk_create(gates, ignore_conflicts=True)


def ask(kind: str, languages: str, **columns) -> Gate:
    """Set the gate of a kind; a test that commits empties the table that the migration filled."""
    return Gate.objects.update_or_create(kind=kind, defaults={"languages": languages, **columns})[0]


def open_gate_of_editions() -> None:
    """Editions are made whatever their texts lack, as long as no machine wrote them unread."""
    ask(Gate.Kind.EDITION, Gate.Languages.ONE)
