"""Which fields are translated, and how a text is stored."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from amedip.core import languages
from amedip.core.models import Record

Texts = Mapping[str, Mapping[str, str | None]]

# Control characters (Unicode’s Cc) but tab and line feed, halves of surrogate pairs (Cs), and what no XML may hold.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def is_translated(model) -> bool:
    """Has the model translated fields at all?"""
    return model in translator.get_registered_models()


def translated_fields(model) -> list[str]:
    """The names of the model's translated fields, without language suffix; none for a model without any."""
    return list(translator.get_options_for_model(model).all_fields) if is_translated(model) else []


def fields_in_order(model) -> list[str]:
    """The translated fields as forms and files show them: what names the row first, then as the table has them."""
    order = [field.name for field in model._meta.concrete_fields]
    title = getattr(model, "TITLE", "")
    return sorted(translated_fields(model), key=lambda field: (field != title, order.index(field)))


def fingerprint(text: str | None) -> str:
    """SHA-256 of the text as stored, in hexadecimal; empty for an empty text."""
    # Files can smuggle in halves of surrogate pairs: such a text is none of ours, which is all its fingerprint says.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() if text else ""


def clean(text: str | None) -> str | None:
    """The text as it is stored: NFC, one kind of line break, no blanks around; None when nothing is left.

    Raises ``ValidationError`` for control characters, which no language needs and no XML file may hold.
    """
    text = unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    # What is printable holds none, which is quicker to find out.
    if not text.isprintable() and CONTROL.search(text):
        raise ValidationError(_("The text contains control characters. Remove them, or type the text anew."), "control")
    return text or None


def differing(obj, texts: Texts) -> dict[str, dict[str, str | None]]:
    """What of ``texts`` would change ``obj``: ``{language: {field: cleaned text}}``.

    Raises ``ValidationError`` keyed by column (``title_ar``) for an unknown language or field, or a text too long.
    """
    known, errors, found = set(translated_fields(type(obj))), {}, {}
    for code, fields in texts.items():
        if code not in languages.CODES:
            raise ValidationError(
                _("“%(code)s” is not one of the portal’s languages (ar, en, fr).") % {"code": code}, "language"
            )
        for field, text in fields.items():
            if field not in known:
                raise ValidationError(_("“%(field)s” is not a translated field.") % {"field": field}, "field")
            column = f"{field}_{code}"
            try:
                text = clean(text)
                if text is not None:
                    obj._meta.get_field(column).run_validators(text)
            except ValidationError as error:
                errors[column] = error.error_list
                continue
            if text != (getattr(obj, column) or None):
                found.setdefault(code, {})[field] = text
    if errors:
        raise ValidationError(errors)
    return found


def fitting(obj, texts: Texts) -> dict[str, dict[str, str | None]]:
    """As ``differing``, for texts that do not go through ``write_record``: the model itself is asked, too."""
    found = differing(obj, texts)
    if found:
        outcome = copy(obj)
        assign(outcome, found)
        outcome.clean()
    return found


def assign(obj, changed: Texts) -> set[str]:
    """Put texts into the columns of ``obj``, which nothing else does, and return the columns to save.

    Those that a record makes from its texts (``Record.columns_from_texts``) are among them.
    """
    values = {f"{field}_{code}": text for code, fields in changed.items() for field, text in fields.items()}
    for name, text in values.items():
        setattr(obj, name, text)
    if values and isinstance(obj, Record):
        following = obj.columns_from_texts()
        for name, value in following.items():
            setattr(obj, name, value)
        values |= following
    return {*values}
