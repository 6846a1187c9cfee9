"""A pilot's money: what is planned, promised, received and spent, by currency and by donor; currencies never mix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pilots.models import BudgetLine, Transaction

_Kind = Transaction.Kind
PROMISED = frozenset({_Kind.INCOMING_COMMITMENT})
RECEIVED = frozenset({_Kind.INCOMING_FUNDS})
SPENT = frozenset({_Kind.DISBURSEMENT, _Kind.EXPENDITURE, _Kind.REIMBURSEMENT})


@dataclass
class Sums:
    """Sums of one currency, of one donor (``giver``, None where nobody says who gives) or of all."""

    currency: str
    giver: object = None
    planned: Decimal = Decimal(0)
    promised: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    @property
    def share_spent(self) -> int | None:
        """What is spent in per cent of what is planned; None where nothing is planned."""
        return round(100 * self.spent / self.planned) if self.planned else None

    @property
    def amounts(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """In the order of the columns."""
        return self.planned, self.promised, self.received, self.spent

    def bars(self, *, mirrored: bool) -> list[dict]:
        """One bar for each sum there is: ``name``, ``amount``, and ``x`` and ``width`` in per cent."""
        amounts = dict(zip(("planned", "promised", "received", "spent"), self.amounts, strict=True))
        most = max(amounts.values())
        return [
            {"name": name, "amount": amount} | _span(float(100 * max(amount, Decimal(0)) / most), mirrored=mirrored)
            for name, amount in amounts.items()
            if most > 0 and (amount or name in ("planned", "spent"))
        ]


def _span(width: float, *, mirrored: bool) -> dict[str, str]:
    return {"x": f"{100 - width if mirrored else 0:.1f}%", "width": f"{width:.1f}%"}


def in_force(lines: Sequence[BudgetLine]) -> list[BudgetLine]:
    """The lines without the original ones in whose place a revised budget of the same donor, time and money came."""
    revised = [line for line in lines if line.kind == BudgetLine.Kind.REVISED]
    return [line for line in lines if line in revised or not any(_replaces(other, line) for other in revised)]


def _replaces(revised: BudgetLine, line: BudgetLine) -> bool:
    def giver(one):
        return one.donor_id, one.agency_id, one.currency

    return giver(revised) == giver(line) and revised.start <= line.end and line.start <= revised.end


def sums_by_currency(lines: Sequence[BudgetLine], transactions: Iterable[Transaction]) -> list[Sums]:
    """What all comes to in each currency, the one with most money planned first."""
    found: dict[str, Sums] = {}
    for one, name in _counted(lines, transactions):
        _add(found.setdefault(one.currency, Sums(one.currency)), name, one.amount)
    return sorted(found.values(), key=lambda sums: (-sums.planned, sums.currency))


def sums_by_donor(lines: Sequence[BudgetLine], transactions: Iterable[Transaction]) -> list[Sums]:
    """The same for each donor and currency, in the order in which they come up."""
    found: dict[tuple, Sums] = {}
    for one, name in _counted(lines, transactions):
        giver = one.agency or one.donor
        key = (one.donor_id, one.agency_id, one.currency)
        _add(found.setdefault(key, Sums(one.currency, giver)), name, one.amount)
    return list(found.values())


def _counted(lines, transactions) -> Iterable[tuple[BudgetLine | Transaction, str]]:
    yield from ((line, "planned") for line in in_force(lines))
    for one in transactions:
        for name, kinds in (("promised", PROMISED), ("received", RECEIVED), ("spent", SPENT)):
            if one.kind in kinds:
                yield one, name


def _add(sums: Sums, name: str, amount: Decimal) -> None:
    setattr(sums, name, getattr(sums, name) + amount)
