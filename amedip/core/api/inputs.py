"""What callers send: one declaration from which come the reading of it, its errors and its place in the schema.

Unlike the framework's, these fields take nothing for something else: a number is no text, and an unknown name is an
error.
"""

import datetime
import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from amedip.core import languages
from amedip.core.api.problems import InputError
from amedip.core.models import Record
from amedip.core.texts import CONTROL

LONGEST_TEXT = 20_000
LONGEST_CODE = 200
MOST_LISTED = 50
# Of names that are none so many are named: whoever sends thousands is not told thousands of times which there are.
MOST_UNKNOWN = 20
LARGEST_NUMBER = 2**31 - 1


class Input:
    """What every field has; ``example`` is what the schema shows of it."""

    def __init__(self, help_text: str, *, example=None, null: bool = False, required: bool = False, **kwargs):
        super().__init__(help_text=help_text, allow_null=null, required=required, **kwargs)
        self.example = example


class CodeInput(Input, serializers.CharField):
    """A code or a name that needs no translation."""

    def __init__(self, help_text, *, max_length: int = LONGEST_CODE, **kwargs):
        super().__init__(help_text, max_length=max_length, **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        if CONTROL.search(data):
            raise ValidationError(
                _("The text contains control characters. Remove them, or type the text anew."), "control"
            )
        return super().to_internal_value(data)


class ChoiceInput(Input, serializers.ChoiceField):
    """One of ``choices``; null, where it is allowed, is none of them."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not a value of “%(name)s”. Known are: %(known)s."),
    }

    def __init__(self, help_text, *, choices, **kwargs):
        super().__init__(help_text, choices=[str(choice) for choice in choices], **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str) or data not in self.choices:
            # What is no string may be nested deeper than it can be written out.
            value = data[:80] if isinstance(data, str) else type(data).__name__
            told = {"value": value, "name": self.field_name, "known": ", ".join(self.choices)}
            raise ValidationError(str(self.error_messages["invalid_choice"]) % told, "invalid_choice")
        return data


class DayInput(Input, serializers.DateField):
    """A day as YYYY-MM-DD."""

    default_error_messages = {"invalid": _("Write the day as YYYY-MM-DD, such as 2026-11-22.")}

    def to_internal_value(self, value):
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            self.fail("invalid")
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail("invalid")


class MomentInput(Input, serializers.DateTimeField):
    """A moment with its time zone, such as 2026-11-22T20:15:00Z."""

    default_error_messages = {"invalid": _("Write the moment with its time zone, such as 2026-11-22T20:15:00Z.")}

    def to_internal_value(self, value):
        if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\dT\d\d:", value, re.ASCII):
            self.fail("invalid")
        try:
            moment = datetime.datetime.fromisoformat(value)
        except ValueError:
            self.fail("invalid")
        if moment.tzinfo is None:
            self.fail("invalid")
        return moment


class FlagInput(Input, serializers.BooleanField):
    """True or false, and nothing that is taken for it."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class NumberInput(Input, serializers.IntegerField):
    """A whole number that a column can hold."""

    def __init__(self, help_text, *, max_value: int = LARGEST_NUMBER, **kwargs):
        super().__init__(help_text, max_value=max_value, **kwargs)

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int | float) or data != data // 1:
            self.fail("invalid")
        return int(data)  # to JSON 3.0 is the same whole number


class AmountInput(Input, serializers.RegexField):
    """An exact number as a string, with up to two decimals."""

    default_error_messages = {"invalid": _('Write the number as a string, such as "12.50".')}

    def __init__(self, help_text, **kwargs):
        super().__init__(help_text, regex=r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$", **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)

    def run_validation(self, data=serializers.empty):
        value = super().run_validation(data)
        return Decimal(value) if isinstance(value, str) else value


class TextInput(Input, serializers.Field):
    """A translated text: only the languages sent are touched, null takes the text away in its language."""

    default_error_messages = {
        "invalid": _("Give an object with a text for each language that you want to write, such as {example}."),
        "unknown-language": _("“{code}” is not one of the portal’s languages (ar, en, fr)."),
        "not-a-text": _("Give a text, or null to take it away."),
        "too-long": _("Write at most {limit} characters."),
    }

    def __init__(self, help_text, *, max_length: int = LONGEST_TEXT, **kwargs):
        super().__init__(help_text, **kwargs)
        self.max_length = max_length

    def to_internal_value(self, data):
        if not isinstance(data, Mapping):
            self.fail("invalid", example='{"fr": "…"}')
        errors = {
            code: [self._error("unknown-language", code=code[:80])] for code in unknown_among(data, languages.CODES)
        }
        for code in languages.CODES:
            text = data.get(code)
            if text is not None and not isinstance(text, str):
                errors[code] = [self._error("not-a-text")]
            elif text is not None and len(text) > self.max_length:
                errors[code] = [self._error("too-long", limit=self.max_length)]
        if errors:
            raise ValidationError(errors)
        return dict(data)

    def _error(self, code, /, **told):
        return ErrorDetail(str(self.error_messages[code]).format(**told), code)


class RefInput(CodeInput):
    """The reference of a public record of ``model``; read once for all places of a request where it stands."""

    default_error_messages = {
        "unknown-value": _("“{value}” is no reference of such a record. References are case-sensitive."),
    }

    def __init__(self, help_text, *, to: type[Record], **kwargs):
        super().__init__(help_text, **kwargs)
        self.to = to
        # They look at what was sent; what is read of it is the record.
        self.validators = []

    def to_internal_value(self, data):
        ref = super().to_internal_value(data)
        known = self.context.setdefault("known", {})
        if (self.to, ref) not in known:
            known |= _records_of(self.to, [ref])
        if known[self.to, ref] is None:
            self.fail("unknown-value", value=ref[:80])
        return known[self.to, ref]


def look_up(shape: "InputShape", sent: Sequence) -> dict:
    """The context in which many objects of the shape are read: all that their references mean, one query for each kind.

    What is no reference is left to the shape to refuse.
    """
    wanted: dict[type[Record], set[str]] = {}
    for name, part in shape.fields.items():
        reads = part.child if isinstance(part, ListInput) else part
        if isinstance(reads, RefInput):
            given = (one.get(name) for one in sent if isinstance(one, Mapping))
            found = wanted.setdefault(reads.to, set())
            for value in given:
                listed = value[:MOST_LISTED] if isinstance(value, list) else [value]
                found |= {ref.strip() for ref in listed if isinstance(ref, str) and not CONTROL.search(ref)}
    known: dict = {}
    for to, refs in wanted.items():
        known |= _records_of(to, refs)
    return {"known": known}


def _records_of(to: type[Record], refs: Collection[str]) -> dict[tuple[type[Record], str], Record | None]:
    """The public records with these references; None for what is none."""
    rows = to._default_manager.select_related("reference")
    found = rows.filter(reference__kind=to.KIND, reference__ref__in=refs, reference__public=True)
    return {(to, ref): None for ref in refs} | {(to, row.ref): row for row in found}


class ListInput(Input, serializers.ListField):
    """A list of what ``child`` takes, in order, each of it once; of objects one for each ``of``."""

    default_error_messages = {"repeated": _("This stands in the list already. Give it once.")}

    def __init__(self, child: serializers.Field, help_text: str, *, most: int = MOST_LISTED, of: str = "", **kwargs):
        super().__init__(help_text, child=child, max_length=most, **kwargs)
        self.example = kwargs.get("example") or [example_of_input(child)]
        self.of = of

    def to_internal_value(self, data):
        if not isinstance(data, list):
            self.fail("not_a_list", input_type=type(data).__name__)
        if len(data) > self.max_length:
            # Before any of it is looked up.
            self.fail("max_length", max_length=self.max_length)
        values = super().to_internal_value(data)
        self._refuse_repeated([value[self.of] if self.of else value for value in values])
        return values

    def _refuse_repeated(self, keys: Sequence) -> None:
        places = [place for place, key in enumerate(keys) if key in keys[:place]]
        if places:
            reason = ErrorDetail(str(self.error_messages["repeated"]), "repeated")
            raise ValidationError({place: {self.of: [reason]} if self.of else [reason] for place in places})


class InputShape(serializers.Serializer):
    """The fields that may be sent; those left out stay as they are."""

    default_error_messages = {"unknown-field": _("“{name}” is not a field here. Known are: {known}.")}

    def run_validation(self, data=serializers.empty):
        # Of null the framework says one sentence in English.
        return super().run_validation([] if data is None else data)

    def to_internal_value(self, data):
        if not isinstance(data, Mapping):
            text = _("Send an object with the fields that you want to write.")
            raise ValidationError({"non_field_errors": [ErrorDetail(str(text), "invalid")]})
        errors = {}
        for name in unknown_among(data, self.fields):
            text = str(self.error_messages["unknown-field"])
            told = {"name": name[:80], "known": ", ".join(self.fields) or "–"}
            errors[name] = [ErrorDetail(text.format(**told), "unknown-field")]
        if self.parent is not None:
            # Of what stands in a list nothing may be left out, also where the whole is only changed.
            for name, field in self.fields.items():
                if field.required and name not in data:
                    errors[name] = [ErrorDetail(str(field.error_messages["required"]), "required")]
        try:
            value = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**error.detail, **errors}) from error
        if errors:
            raise ValidationError(errors)
        return value


def unknown_among(data: Mapping, known: Container[str]) -> Iterator[str]:
    """The first of the names sent that are none of the ``known``."""
    return islice((name for name in data if name not in known), MOST_UNKNOWN)


def by_language(data: Mapping, fields: Iterable[str]) -> dict[str, dict[str, str | None]]:
    """The translated texts among what was sent, as actions take them: by language, then by field."""
    texts: dict[str, dict[str, str | None]] = {}
    for field in fields:
        for code, text in data.get(field, {}).items():
            texts.setdefault(code, {})[field] = text
    return texts


def example_of_input(field: serializers.Field):
    """An example of what a shape or a field takes."""
    if isinstance(field, InputShape):
        return {name: example_of_input(part) for name, part in field.fields.items()}
    return field.example


def errors_in(detail, pointer: str = "") -> list[InputError]:
    """The errors that a shape found, flat, each with its JSON pointer."""
    if isinstance(detail, Mapping):
        found = []
        for name, part in detail.items():
            here = name == "non_field_errors"
            found += errors_in(part, pointer if here else f"{pointer}/{escaped(name)}")
        return found
    if isinstance(detail, list):
        found = []
        for place, part in enumerate(detail):
            plain = isinstance(part, str)
            found += [_error(part, pointer)] if plain else errors_in(part, f"{pointer}/{place}")
        return found
    return [_error(detail, pointer)]


def escaped(name) -> str:
    """A step of a JSON pointer; of monstrous names the beginning."""
    return str(name)[:80].replace("~", "~0").replace("/", "~1")


def _error(detail, pointer: str) -> InputError:
    return InputError(pointer, getattr(detail, "code", "invalid").replace("_", "-"), str(detail))
