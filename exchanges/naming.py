"""Whether a text names somebody who takes part: names of people stand in their own table and nowhere else."""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.models import Deed
from amedip.core.texts import Texts, translated_fields
from exchanges.models import (
    AnswerLine,
    CompiledAnswer,
    Evaluation,
    Exchange,
    ExchangePerson,
    ExchangeReport,
    ExchangeRequest,
    FollowUp,
    RequestAnswer,
    RequestObjective,
    RequestQuestion,
)

# How the rows with free text of one exchange are found, by the key of the exchange and that of its request.
OF_EXCHANGE = {Exchange: "pk", ExchangeReport: "exchange", Evaluation: "exchange", FollowUp: "exchange"}
OF_REQUEST = {
    ExchangeRequest: "pk",
    RequestObjective: "request",
    RequestAnswer: "request",
    AnswerLine: "answer__request",
    RequestQuestion: "request",
    CompiledAnswer: "request",
}


def folded(text: str) -> str:
    """The text as names are compared: without case, accents, vowel signs, stretching and doubled blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.replace("ـ", "")) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare.casefold()).strip()


def names_someone(names: Iterable[str], texts: Iterable[str | None]) -> bool:
    """Does one of the texts hold one of the names, as whole words?"""
    wanted = [re.compile(rf"(?<!\w){re.escape(folded(name))}(?!\w)") for name in names if folded(name)]
    said = [folded(text) for text in texts if text]
    return any(name.search(text) for name in wanted for text in said)


def words_of(texts: Texts) -> list[str | None]:
    """All texts of ``{language: {field: text}}``."""
    return [text for fields in texts.values() for text in fields.values()]


def refuse_names(texts: Iterable[str | None], *, exchange: Exchange | None = None, request=None) -> None:
    """Raise ``ValidationError`` if a text names somebody who takes part in the exchange, or in one of the request."""
    said = [text for text in texts if text]
    here = Q(exchange=exchange) if exchange is not None else Q(exchange__request=request)
    if said and names_someone(ExchangePerson.objects.filter(here).values_list("name", flat=True), said):
        raise ValidationError(
            _("Somebody who takes part is named here. Names belong in the list of people only: write the function."),
            "name",
        )


def stands_in_texts(name: str, exchange: Exchange) -> bool:
    """Is the name in a text of the exchange or of the request behind it, or in a reason given for a deed?"""
    references = [exchange.reference_id, *([exchange.request.reference_id] if exchange.request_id else [])]
    reasons = Deed.objects.filter(reference__in=references).exclude(why="").values_list("why", flat=True)
    if names_someone([name], reasons):
        return True
    keys = [(model, path, exchange.pk) for model, path in OF_EXCHANGE.items()]
    if exchange.request_id:
        keys += [(model, path, exchange.request_id) for model, path in OF_REQUEST.items()]
    for model, path, key in keys:
        columns = languages.columns(translated_fields(model))
        for row in model._base_manager.filter(**{path: key}).values_list(*columns):
            if names_someone([name], row):
                return True
    return False
