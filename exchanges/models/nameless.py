"""Texts that name nobody: who takes part stands in a table of its own, and is erased everywhere with that row."""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.texts import translated_fields


class Nameless(models.Model):
    """A row whose texts name nobody who takes part in its exchange, whichever door they come through."""

    class Meta:
        abstract = True

    def exchanges_near(self) -> models.QuerySet | None:
        """The exchanges whose people the texts must not name; None for a row that has none yet."""
        raise NotImplementedError

    def clean(self):
        super().clean()
        columns = languages.columns(translated_fields(type(self)))
        said = [text for name in columns if (text := getattr(self, name))]
        near = self.exchanges_near() if said else None
        if near is not None:
            refuse_those_of(near, said)


def refuse_those_of(exchanges: models.QuerySet, texts: Iterable[str | None]) -> None:
    """Raise ``ValidationError`` if a text names somebody who takes part in one of the exchanges."""
    said = [text for text in texts if text]
    if not said:
        return
    names = exchanges.order_by().filter(people__isnull=False).values_list("people__name", flat=True)
    if names_someone(names, said):
        raise ValidationError(
            _("Somebody who takes part is named here. Names belong in the list of people only: write the function."),
            "name",
        )


def names_someone(names: Iterable[str], texts: Iterable[str | None]) -> bool:
    """Does one of the texts hold one of the names, as whole words?"""
    wanted = [re.compile(rf"(?<!\w){re.escape(folded(name))}(?!\w)") for name in names if folded(name)]
    said = [folded(text) for text in texts if text] if wanted else []
    return any(name.search(text) for name in wanted for text in said)


def folded(text: str) -> str:
    """The text as names are compared: without case, accents, vowel signs, stretching and doubled blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.replace("ـ", "")) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare.casefold()).strip()
