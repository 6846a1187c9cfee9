"""Problem details for whatever a view raises."""

import orjson
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import RequestFactory, override_settings
from django.urls import path
from rest_framework import exceptions

from amedip.core.api.answering import ReadView
from amedip.core.api.problems import LONGEST_INSTANCE, Gone, InputError, Invalid, exception_handler, problem_response
from tests.asking import visitor


def told(exc):
    context = {"request": RequestFactory().get("/api/v1/priorities/"), "view": ReadView()}
    response = exception_handler(exc, context)
    return response, orjson.loads(response.content)


@pytest.mark.parametrize(
    ("exc", "status"),
    [
        (exceptions.ParseError(), 400),
        (exceptions.NotAuthenticated(), 401),
        (PermissionDenied("Only for focal points."), 403),
        (exceptions.NotFound(), 404),
        (exceptions.MethodNotAllowed("POST"), 405),
        (exceptions.NotAcceptable(), 406),
        (Gone(), 410),
        (exceptions.UnsupportedMediaType("text/csv"), 415),
        (exceptions.Throttled(wait=41.2), 429),
    ],
)
def test_exception_when_foreseen_then_a_problem_that_says_what_to_do(exc, status):
    response, body = told(exc)

    assert response.status_code == body["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert body["type"] == "about:blank"
    assert len(body["title"]) > 3
    assert body["detail"].endswith(".")
    assert body["instance"] == "/api/v1/priorities/"


def test_exception_when_it_gives_a_reason_then_the_reason_is_told():
    assert told(PermissionDenied("Only for focal points."))[1]["detail"] == "Only for focal points."


def test_exception_when_too_fast_then_whole_seconds_to_wait():
    assert told(exceptions.Throttled(wait=41.2))[0]["Retry-After"] == "42"
    assert told(exceptions.Throttled(wait=0.2))[0]["Retry-After"] == "1"


def test_exception_when_the_input_is_wrong_then_each_part_is_named():
    error = InputError("/page_size", "out-of-range", "From 1 to 500.")

    body = told(Invalid([error, error]))[1]

    assert body["detail"] == "From 1 to 500. From 1 to 500."
    assert body["errors"] == [{"pointer": "/page_size", "code": "out-of-range", "detail": "From 1 to 500."}] * 2


def test_exception_when_nobody_foresaw_it_then_it_is_left_to_the_site():
    assert exception_handler(ZeroDivisionError(), {"request": None, "view": None}) is None


def test_instance_when_the_address_is_long_then_it_is_cut():
    request = RequestFactory().get("/api/v1/priorities/?q=" + "x" * 4_000)

    assert orjson.loads(problem_response(request, 400).content)["instance"] == "/api/v1/priorities/"
    assert LONGEST_INSTANCE < 4_000


def limit_of_statements() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


class FaultyView(ReadView):
    def get(self, request):
        return 1 / 0


class SlowView(ReadView):
    def get(self, request):
        return self._sleep()

    def post(self, request):
        return self._sleep()

    def _sleep(self):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")


urlpatterns = [path("api/v1/faulty/", FaultyView.as_view()), path("api/v1/slow/", SlowView.as_view())]
handler500 = "amedip.core.errors.server_error"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.core.api.test_problems")
def test_fault_when_it_is_ours_then_a_problem_without_a_trace():
    client = visitor()
    client.raise_request_exception = False

    response = client.get("/api/v1/faulty/")

    body = orjson.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "division" not in str(body)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@override_settings(ROOT_URLCONF="tests.core.api.test_problems", API_STATEMENT_SECONDS=0.02)
def test_statement_when_it_takes_too_long_then_503_for_reads_and_writes_and_no_limit_is_left(method):
    before = limit_of_statements()

    response = getattr(visitor(), method)("/api/v1/slow/")

    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response["Retry-After"] == "60"
    assert limit_of_statements() == before


@override_settings(ALLOWED_HOSTS=["localhost"])
def test_host_when_unknown_then_400_as_a_problem():
    response = visitor().get("/api/v1/states/", headers={"host": "evil.example"})

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
