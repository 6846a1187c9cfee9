"""How tests call the API: as a partner's program, with what comes back held against the schema."""

from functools import cache

import orjson
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from amedip.core.api.schema import document
from tests.asking import visitor

API = "/api/v1/"


def call(path: str, **headers):
    """GET below the API's root, or any address of the API."""
    return visitor().get(path if path.startswith("/") else f"{API}{path}", headers=headers)


def read(path: str, **headers):
    """What a call that succeeds answers."""
    response = call(path, **headers)
    assert response.status_code == 200, (path, response.status_code, response.content)
    assert response["Content-Type"] == "application/json"
    return orjson.loads(response.content)


def results(path: str) -> list[dict]:
    return read(path)["results"]


def refs(path: str) -> list[str]:
    """What names each result, in order."""
    return [next(iter(item.values())) for item in results(path)]


def walk(path: str) -> list[dict]:
    """All results, page by page along ``next``."""
    found, address = [], path
    while address:
        page = read(address)
        found += page["results"]
        address = page["next"] and page["next"].split("localhost", 1)[1].partition("/")[2]
        address = address and f"/{address}"
    return found


def problem(response, status: int) -> dict:
    """The problem that the answer tells of, with its form checked."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = orjson.loads(response.content)
    assert_matches({"$ref": "#/components/schemas/Problem"}, body)
    assert body["status"] == status
    return body


def commit_triggers() -> None:
    """Run what the database does at commit, the public stamp first of all, inside the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def queries_of(path: str, **headers) -> int:
    """How many queries a call costs when nothing is kept."""
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        read(path, **headers)
    return len(captured)


@cache
def schema() -> dict:
    """The OpenAPI document."""
    return orjson.loads(document("application/json"))


@cache
def _closed_components() -> dict:
    """The schema's components, in which an object may hold nothing that is not declared."""
    components = orjson.loads(orjson.dumps(schema()["components"]))
    for component in components["schemas"].values():
        if "properties" in component:
            component.setdefault("additionalProperties", False)
    return components


def assert_matches(part: dict, value) -> None:
    """``value`` is what ``part`` of the schema says, no less and no more."""
    whole = part | {"components": _closed_components()}
    errors = sorted(Draft202012Validator(whole).iter_errors(value), key=lambda error: list(error.path))
    assert not errors, "\n".join(f"{list(error.path)}: {error.message[:300]}" for error in errors[:5])


def answer_schema(path: str, status: int = 200, media_type: str = "application/json") -> dict:
    return schema()["paths"][path]["get"]["responses"][str(status)]["content"][media_type]["schema"]
