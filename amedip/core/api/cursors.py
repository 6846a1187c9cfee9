"""Where a page of a list begins, as the text that callers give back."""

import base64
import binascii
import datetime
from dataclasses import dataclass

import orjson
from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Field


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: behind the row whose ordering column holds ``value``, or before it.

    In an order by two columns ``value`` is a list of both.
    """

    value: object
    backwards: bool = False

    def __str__(self):
        text = orjson.dumps([self.value, int(self.backwards)])
        return base64.urlsafe_b64encode(text).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str, column: Field, *before: Field) -> "Cursor":
        """Raises ``ValueError`` for anything that the columns of the order cannot hold; ``column`` is the last."""
        try:
            value, backwards = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if before:
                value = [_held(one, part) for one, part in zip([*before, column], value, strict=True)]
            else:
                value = _held(column, value)
        except (binascii.Error, TypeError, ValidationError) as error:
            raise ValueError from error
        cursor = cls(value, bool(backwards))
        if str(cursor) != text:
            raise ValueError
        return cursor


def _held(column: Field, value: object) -> object:
    if isinstance(column, DateTimeField):
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None or moment.utcoffset() != datetime.timedelta():
            raise ValueError
        return moment
    held = column.clean(value, None)
    if held is None or not str(held).isprintable():
        raise ValueError
    return held
