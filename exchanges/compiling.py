"""What the one answer to a request holds: the words of staff around what each state says, line by line."""

from amedip.core import languages
from exchanges.models import AnswerLine, CompiledAnswer, RequestAnswer


def texts_of(row, field: str) -> dict[str, str]:
    """A translated text by language; empty where there is none."""
    return {code: getattr(row, f"{field}_{code}") or "" for code in languages.CODES}


def content_of(compiled: CompiledAnswer) -> dict:
    """The compiled answer as it stands now, as JSON: texts by language, days in ISO 8601, states by code.

    ``{"request", "state", "title", "introduction", "conclusion", "objectives": [{"text", "answers": [{"state", "name",
    "help", "how", "from", "until", "bearer"}]}], "remarks": [{"state", "name", "remark"}], "refused": [code]}``
    """
    request = compiled.request
    sent = RequestAnswer.Status.SENT
    lines = (
        AnswerLine.objects.filter(answer__request=request, answer__status=sent)
        .select_related("answer__country")
        .order_by("answer__country__code")
    )
    by_objective: dict[int, list[dict]] = {}
    for line in lines:
        by_objective.setdefault(line.objective_id, []).append(_line(line))
    answers = RequestAnswer.objects.filter(request=request).select_related("country").order_by("country__code")
    return {
        "request": request.ref,
        "state": request.country.code,
        "title": texts_of(request, "title"),
        "introduction": texts_of(compiled, "introduction"),
        "conclusion": texts_of(compiled, "conclusion"),
        "objectives": [
            {"text": texts_of(row, "text"), "answers": by_objective.get(row.pk, [])} for row in request.objectives.all()
        ],
        "remarks": [
            {"state": row.country.code, "name": texts_of(row.country, "name"), "remark": texts_of(row, "remark")}
            for row in answers
            if row.status == sent and any(texts_of(row, "remark").values())
        ],
        "refused": [row.country.code for row in answers if row.status == RequestAnswer.Status.REFUSED],
    }


def _line(line: AnswerLine) -> dict:
    country = line.answer.country
    return {
        "state": country.code,
        "name": texts_of(country, "name"),
        "help": line.help,
        "how": texts_of(line, "how"),
        "from": line.possible_from.isoformat() if line.possible_from else "",
        "until": line.possible_until.isoformat() if line.possible_until else "",
        "bearer": line.bearer,
    }
