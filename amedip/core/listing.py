"""Lists on public pages: filters that are checked before they are used, and pages whose count is bounded."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amedip.core.errors import NothingHere

PAGE = 25
# Counting and skipping rows is what grows with a table: no page needs more of them than this.
REACH = 2_000


class OneOrMore(forms.SelectMultiple):
    """A select box for one value; with several in the address it opens as a list in which all of them stay chosen."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if len([chosen for chosen in value or () if chosen]) < 2:
            del context["widget"]["attrs"]["multiple"]
        return context


class FilterField(forms.MultipleChoiceField):
    """A filter by one value or several; ``choices`` are (value, label), “all” is added in front."""

    widget = OneOrMore

    def __init__(self, *, label, choices=()):
        unknown = gettext_lazy("“%(value)s” is not a choice of this filter.")
        super().__init__(label=label, required=False, error_messages={"invalid_choice": unknown})
        self.offer(choices)

    def offer(self, choices) -> None:
        """Set the choices, which come from the database."""
        self.choices = [("", gettext_lazy("All")), *choices]

    def to_python(self, value):
        return [chosen for chosen in super().to_python(value) if chosen]


class ListForm(forms.Form):
    """The parameters of a list's address. A subclass adds its filters; ``page`` is the pager's, not the form's."""

    page = forms.IntegerField(
        required=False,
        min_value=1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value"),
            gettext_lazy("There is no such page number. Begin with the first page of the list."),
        ),
    )

    def __init__(self, data):
        super().__init__(data, label_suffix="")

    def hidden_fields(self):
        """None: a new choice of filters begins on the first page."""
        return []

    def read(self) -> dict[str, Any]:
        """The checked values; raises ``BadRequest`` with a sentence that names the filter and says what to do."""
        if self.is_valid():
            return self.cleaned_data
        name, errors = next(iter(self.errors.items()))
        field = self.fields[name]
        if name == "page":
            raise BadRequest(errors[0])
        raise BadRequest(
            _("%(filter)s: %(problem)s Choose another value in the list’s own form.")
            % {"filter": field.label, "problem": errors[0]}
        )

    @property
    def filters(self) -> dict[str, Any]:
        """The checked values without those that are empty and without the page."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "page"}

    def drop(self) -> list[dict[str, str]]:
        """For each value that narrows the list: what it says (``filter``, ``value``) and the ``query`` without it."""
        dropped = []
        for name in self.filters:
            field = self.fields[name]
            labels = dict(getattr(field, "choices", ()))
            for value in filter(None, self.data.getlist(name)):
                rest = self.data.copy()
                rest.pop("page", None)
                rest.setlist(name, [other for other in rest.getlist(name) if other != value])
                query = rest.urlencode()
                dropped.append({"filter": field.label, "value": labels.get(value, value), "query": f"?{query}"})
        return dropped


def words_field() -> forms.CharField:
    """The filter by words."""
    return forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": gettext_lazy("More than %(limit_value)d characters.")},
    )


class BoundedPaginator(Paginator):
    """A paginator that counts, and reaches, no further than ``REACH`` rows."""

    @cached_property
    def count(self):
        return min(self._seen, REACH)

    @property
    def bounded(self) -> bool:
        """Are there more rows than it reaches?"""
        return self._seen > REACH

    @cached_property
    def _seen(self):
        # Rows that are groups already have no key of their own.
        rows = self.object_list.order_by()
        return (rows if rows.query.group_by else rows.values("pk"))[: REACH + 1].count()


def page_of(queryset: QuerySet, number: int | None, *, size: int = PAGE) -> Page:
    """Page ``number`` (the first by default) in two queries; raises ``NothingHere`` beyond the last page."""
    paginator = BoundedPaginator(queryset, size)
    try:
        return paginator.page(number or 1)
    except EmptyPage:
        raise NothingHere(
            ngettext(
                "This list has %(count)d page only. Begin with it, or widen the filters.",
                "This list has %(count)d pages only. Begin with the first, or widen the filters.",
                paginator.num_pages,
            )
            % {"count": paginator.num_pages}
        ) from None
