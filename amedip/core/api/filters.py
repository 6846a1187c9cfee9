"""The parameters that narrow a list: each a column, or a condition, and the values it may be given."""

from collections.abc import Callable, Iterable

from django.db.models import Model, Q

from amedip.core.models import Record

Where = str | Callable[[list], Q]


class Filter:
    """A parameter that narrows a list; given several times it means any of the values.

    ``where`` is the column that must hold one of the values, or a function from them to a condition.
    """

    def __init__(self, description: str, where: Where, *, example: str):
        self.description, self.where, self.example = description, where, example

    @property
    def values(self) -> list[str] | None:
        """All values there are, if they are few and known beforehand."""
        return None

    def condition(self, given: list[str]) -> Q:
        """Raises ``UnknownValue`` for the first value that means nothing."""
        return self._where(given)

    def _where(self, wanted: list) -> Q:
        return Q(**{f"{self.where}__in": wanted}) if isinstance(self.where, str) else self.where(wanted)


class UnknownValue(Exception):
    """A ``value`` of a filter that means nothing; ``known`` says which do, where the filter has no list of them."""

    def __init__(self, value: str, known: str = ""):
        super().__init__(value)
        self.value, self.known = value, [known] if known else None


class OneOf(Filter):
    """A filter by one of a few known values."""

    def __init__(self, description, where, choices: Iterable[str]):
        self.choices = [str(choice) for choice in choices]
        super().__init__(description, where, example=self.choices[0])

    @property
    def values(self):
        return self.choices

    def condition(self, given):
        for value in given:
            if value not in self.choices:
                raise UnknownValue(value)
        return self._where(given)


class ByReference(Filter):
    """A filter by the references of public records of ``model``; ``where`` gets their keys."""

    def __init__(self, description, where, model: type[Record], *, example: str):
        super().__init__(description, where, example=example)
        self.model = model

    def condition(self, given):
        records = self.model._default_manager.filter(
            reference__kind=self.model.KIND, reference__ref__in=given, reference__public=True
        )
        keys = dict(records.values_list("reference__ref", "pk"))
        for value in given:
            if value not in keys:
                raise UnknownValue(value)
        return self._where(list(keys.values()))


def through(table: type[Model], owner: str, target: str) -> Callable[[list], Q]:
    """The condition that a row of the link table leads from the record to one of the wanted targets."""
    return lambda keys: Q(pk__in=table._default_manager.filter(**{f"{target}__in": keys}).values(owner))
