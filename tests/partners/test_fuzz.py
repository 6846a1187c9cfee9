"""Writes made from the schema itself, by whoever may and by whoever may not: none is answered off the schema."""

import datetime

import orjson
import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

from tests.asking import visitor
from tests.calling import schema
from tests.factories import PartnerStateFactory, PriorityFactory
from tests.partners.calling import system

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 250
SCHEMA = schemathesis.openapi.from_dict(schema())
BY_CLIENTS = [
    (method, path)
    for path, operations in schema()["paths"].items()
    for method, operation in operations.items()
    if {} not in operation["security"]
]
# Those whose keys open anything.
ALLOWED = ("a state’s client", "a client of the staff")
CALLERS = ("nobody", "a state’s client", "a client of the staff", "a client with an old key")


@pytest.fixture
def callers():
    """The header by which each is known."""
    tunisia = PartnerStateFactory(code="TN", name_en="Tunisia")
    PriorityFactory(country=tunisia, ref="TN-2012-003")
    state, staff = system(tunisia), system(name="Staff", for_staff=True)
    old = system(tunisia, name="Old")
    old.client.keys.update(expires_at=timezone.now() + datetime.timedelta(microseconds=1))
    secrets = [None, state.secret, staff.secret, old.secret]
    return {name: secret and f"Bearer {secret}" for name, secret in zip(CALLERS, secrets, strict=True)}


def try_out(method: str, path: str, authorization: str | None, *, allowed: bool, count: int) -> None:
    """``count`` requests, each held against what the schema says of its answer."""
    declared = schema()["paths"][path][method]["responses"]

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=SCHEMA[path][method.upper()].as_strategy())
    def one(case):
        names = {name: str(value) for name, value in (case.headers or {}).items() if name.lower() != "host"}
        if authorization:
            names["authorization"] = authorization
        body = b"" if method == "get" or not isinstance(case.body, dict) else orjson.dumps(case.body)
        query = "&".join(f"{name}={value}" for name, value in (case.query or {}).items() if isinstance(value, str))
        address = case.formatted_path + (f"?{query}" if query.isascii() and query.isprintable() else "")
        response = visitor().generic(method.upper(), address, body, content_type="application/json", headers=names)
        assert str(response.status_code) in declared, (response.status_code, response.content[:300])
        assert response.status_code == 304 or response["Content-Type"] in declared[str(response.status_code)]["content"]
        assert allowed or response.status_code == 401

    one()


@pytest.mark.parametrize(("method", "path"), BY_CLIENTS)
def test_writes_when_made_from_the_schema_then_answered_as_it_says(method, path, callers):
    for caller, authorization in callers.items():
        try_out(method, path, authorization, allowed=caller in ALLOWED, count=FEW)


@pytest.mark.soak
@pytest.mark.parametrize(("method", "path"), BY_CLIENTS)
def test_many_writes_when_made_from_the_schema_then_answered_as_it_says(method, path, callers):
    for caller, authorization in callers.items():
        try_out(method, path, authorization, allowed=caller in ALLOWED, count=MANY)
