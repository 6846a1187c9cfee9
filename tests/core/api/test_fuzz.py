"""Requests made from the schema itself: whatever it allows is answered as it says, whatever it forbids is refused."""

import gzip

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth

from tests.asking import visitor
from tests.calling import schema

pytestmark = pytest.mark.django_db

# There are forty addresses, each tried both ways: two thousand requests in every run, twenty thousand in ``make soak``.
FEW, MANY = 26, 260
SCHEMA = schemathesis.openapi.from_dict(schema())
PATHS = list(schema()["paths"])
BOTH = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


def ask(case) -> schemathesis.Response:
    """The answer to a request as schemathesis made it, through Django's own client."""
    names = {name: value for name, value in (case.headers or {}).items() if name.lower() != "host"}
    answer = visitor().get(case.formatted_path, data=case.query or None, headers=names)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    sent = requests.Request("GET", f"http://localhost{case.formatted_path}", params=case.query).prepare()
    headers = {name: [value] for name, value in answer.items()}
    return schemathesis.Response(answer.status_code, headers, body, sent, elapsed=0, verify=True)


def try_out(path: str, mode: GenerationMode, count: int) -> None:
    """``count`` requests to the address, each answer held against all that schemathesis knows to check."""
    operation = SCHEMA[path]["GET"]

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case):
        # Who asks with a token of somebody's is tried where tokens are.
        case.validate_response(ask(case), excluded_checks=[ignored_auth])

    one()


@pytest.mark.parametrize("mode", BOTH, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_requests_when_made_from_the_schema_then_answered_as_it_says(path, mode, content):
    try_out(path, mode, FEW)


@pytest.mark.soak
@pytest.mark.parametrize("mode", BOTH, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_many_requests_when_made_from_the_schema_then_answered_as_it_says(path, mode, content):
    try_out(path, mode, MANY)
