"""The one answer to a request as page and file, for those whom it concerns."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from amedip.core import languages
from amedip.core.records import write_record
from exchanges.compiling import content_of
from exchanges.models import AnswerLine, CompiledAnswer, RequestAnswer, RequestObjective
from tests.asking import get, page, signed_in
from tests.factories import CountryFactory, ExchangeRequestFactory, FocalPointFactory, UserFactory

pytestmark = pytest.mark.django_db


def in_two(field: str, english: str, french: str) -> dict:
    return {"en": {field: english}, "fr": {field: french}}


@pytest.fixture
def compiled():
    """Sent: one state answered, another could not."""
    request = ExchangeRequestFactory(title_en="A request", title_fr="Une demande", title_ar="طلب", status="clarified")
    objective = RequestObjective(request=request)
    write_record(
        objective, actor=None, texts={"en": {"text": "To learn."}, "fr": {"text": "Apprendre."}}, part_of=request
    )
    helper = CountryFactory(name_en="Helpia", name_fr="Aidie", name_ar="هلبيا")
    answer = write_record(RequestAnswer(request=request, country=helper, status="sent"), actor=None)
    line = AnswerLine(answer=answer, objective=objective, help="partly", bearer="shared")
    write_record(
        line, actor=None, texts={"en": {"how": "By a visit."}, "fr": {"how": "Par une visite."}}, part_of=answer
    )
    write_record(RequestAnswer(request=request, country=CountryFactory(name_en="Nopia"), status="refused"), actor=None)
    made = write_record(CompiledAnswer(request=request), actor=None, texts={"en": {"introduction": "Here it is."}})
    return write_record(made, actor=None, columns={"content": content_of(made), "sent_at": timezone.now()})


def test_page_tells_line_by_line(compiled):
    client = signed_in(FocalPointFactory(country=compiled.request.country).user)

    text = page(f"/en/workspace/exchanges/compiled/{compiled.ref}/", client)

    bearer = "both, in equal parts"
    for wanted in ("A request", "Here it is.", "To learn.", "Helpia", "in part", "By a visit.", bearer, "Nopia"):
        assert wanted in text


def test_what_was_sent_stays_as_it_was(compiled):
    line = AnswerLine.objects.get()
    write_record(line, actor=None, texts={"en": {"how": "Changed since."}}, part_of=line.answer)

    text = page(f"/en/workspace/exchanges/compiled/{compiled.ref}/", signed_in(UserFactory(is_staff=True)))

    assert "By a visit." in text and "Changed since." not in text


@pytest.mark.parametrize("suffix", ["", "answer.pdf"])
def test_answer_is_for_those_whom_it_concerns(compiled, suffix):
    path = f"/en/workspace/exchanges/compiled/{compiled.ref}/{suffix}"
    answered, refused = RequestAnswer.objects.order_by("pk")

    assert get(path).status_code == 302
    for country, status in ((answered.country, 200), (refused.country, 404), (CountryFactory(), 404)):
        assert get(path, signed_in(FocalPointFactory(country=country).user)).status_code == status


@pytest.mark.parametrize("code", languages.CODES)
def test_file_is_a_tagged_book_in_the_readers_language(compiled, code):
    client = signed_in(UserFactory(is_staff=True))

    response = get(f"/{code}/workspace/exchanges/compiled/{compiled.ref}/answer.pdf", client)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    book = PdfReader(io.BytesIO(response.content))
    assert book.trailer["/Root"]["/Lang"] == code
    assert book.trailer["/Root"]["/MarkInfo"]["/Marked"]
    if code != "ar":
        said = " ".join(page.extract_text() for page in book.pages)
        assert {"en": "By a visit.", "fr": "Par une visite."}[code] in said
