"""The budget and the transactions of a file beside those of a pilot."""

from django.utils.formats import date_format

from pilots.iati.beside import Beside, take, unknown_party
from pilots.iati.steps import name_of
from pilots.iati.values import Budget, Transaction
from pilots.models import BudgetLine
from pilots.models import Transaction as TransactionRow


class Money(Beside):
    """Lines and transactions are found again by what they say; a transaction also by its number in the books."""

    def go(self) -> None:
        self._budgets()
        self._transactions()

    def _budgets(self) -> None:
        rows = self.rows("budget_lines")
        # What stands there just so is found before anything is taken for a changed amount.
        meant = [take(rows, lambda row, told=told: _is_line(row, told)) for told in self.told.budgets]
        for told, found in zip(self.told.budgets, meant, strict=True):
            row = found or take(rows, lambda row, told=told: _same_line(row, told))
            columns = {"amount": told.amount, "kind": told.kind, "status": told.status}
            parents = {}
            if row is None:
                row, parents = self.new(BudgetLine)
                columns |= {"start": told.start, "end": told.end, "currency": told.currency} | self._givers(told)
            self.comparison.consider(row, _money(told, told.start), columns, parents=parents)

    def _transactions(self) -> None:
        rows = self.rows("transactions")
        for told in self.told.transactions:
            row = take(rows, lambda row, told=told: row.ref == told.ref) if told.ref else None
            row = row or take(rows, lambda row, told=told: _same_transaction(row, told))
            columns = {"kind": told.kind, "day": told.day, "amount": told.amount, "currency": told.currency}
            columns |= {"ref": told.ref} if told.ref else {}
            parents = {}
            if row is None:
                row, parents = self.new(TransactionRow)
                columns |= self._parties_of(told)
            self.comparison.consider(
                row, _money(told, told.day), columns, {"description": told.description}, parents=parents
            )

    def _givers(self, told: Budget | Transaction) -> dict:
        donor, agency = self.directory.state(told.donor), self.directory.institution(told.agency)
        return {name: party for name, party in (("donor", donor), ("agency", agency)) if party}

    def _parties_of(self, told: Transaction) -> dict:
        """Who gives and who gets, as far as the portal knows them; who is unknown is told."""
        parties = self._givers(told)
        for party, name in ((told.provider, "provider"), (told.receiver, "receiver")):
            if party is None or (name == "provider" and parties):
                continue
            found = self.directory.find(party)
            called = name_of(party.names) or party.ref
            if found is None or (name == "receiver" and self.directory.is_state(found)):
                self.comparison.leave_out(TransactionRow, f"{_money(told, told.day)}: {called}", unknown_party())
            elif name == "receiver":
                parties["receiver"] = found
            else:
                parties["donor" if self.directory.is_state(found) else "agency"] = found
        return parties


def _is_line(row: BudgetLine, told: Budget) -> bool:
    return _same_line(row, told) and (row.amount, row.kind) == (told.amount, told.kind)


def _same_line(row: BudgetLine, told: Budget) -> bool:
    """A file from elsewhere does not say who gives the money; then any line of the same time and currency is meant."""
    if (row.start, row.end, row.currency) != (told.start, told.end, told.currency):
        return False
    return not (told.donor or told.agency) or _givers_of(row) == (told.donor, told.agency)


def _givers_of(row) -> tuple[str, str]:
    return row.donor.ref if row.donor else "", row.agency.ref if row.agency else ""


def _same_transaction(row: TransactionRow, told: Transaction) -> bool:
    if row.ref and told.ref:
        return False
    return (row.kind, row.day, row.amount, row.currency) == (told.kind, told.day, told.amount, told.currency)


def _money(told: Budget | Transaction, day) -> str:
    return f"{date_format(day, 'SHORT_DATE_FORMAT')} · {told.amount:f} {told.currency}"
