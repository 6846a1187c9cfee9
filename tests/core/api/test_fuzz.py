"""Requests made from the schema itself: whatever it allows is answered as it says, whatever it forbids is refused."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.asking import visitor
from tests.calling import schema

pytestmark = pytest.mark.django_db

# Each address a few times; schemathesis by itself asks thousands of times (tests/partners/test_schemathesis.py).
FEW = 10
SCHEMA = schemathesis.openapi.from_dict(schema())
PATHS = [path for path, operations in schema()["paths"].items() if "get" in operations]


def ask(case):
    """The answer to a request as schemathesis made it, through Django's own client."""
    names = {name: value for name, value in (case.headers or {}).items() if name.lower() != "host"}
    return visitor().get(case.formatted_path, data=case.query or None, headers=names)


@pytest.mark.parametrize("path", PATHS)
def test_requests_when_made_from_the_schema_then_answered_as_it_says(path, content):
    operation = SCHEMA[path]["GET"]

    @settings(
        max_examples=FEW,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def one(case):
        response = ask(case)
        declared = schema()["paths"][path]["get"]["responses"]
        assert str(response.status_code) in declared, (response.status_code, response.content[:300])
        kind = response.get("Content-Type")
        assert response.status_code == 304 or kind in declared[str(response.status_code)]["content"]

    one()
