"""The schema: valid, complete, without warnings, in the form asked for, and a page that shows it."""

import io
import re

import orjson
import pytest
import yaml
from django.core.management import call_command
from django.utils import translation
from openapi_spec_validator import validate

from amedip.api import COLLECTIONS
from amedip.core.api.operations import UNREAD
from amedip.core.api.schema import document, make_schema
from tests.asking import visitor
from tests.calling import assert_matches, call, problem, schema
from tests.soak.test_kernel_races import at_once

pytestmark = pytest.mark.django_db

ALL = [
    (f"{method} {path}", operation)
    for path, operations in schema()["paths"].items()
    for method, operation in operations.items()
]
# What anyone may read, and what takes a key.
OPERATIONS = [(name.removeprefix("get "), operation) for name, operation in ALL if {} in operation["security"]]
BY_CLIENTS = [(name, operation) for name, operation in ALL if {} not in operation["security"]]
each_operation = pytest.mark.parametrize(("path", "operation"), OPERATIONS, ids=[path for path, _ in OPERATIONS])


def test_schema_when_validated_then_it_is_openapi_3_1():
    validate(schema())

    assert schema()["openapi"] == "3.1.0"


def test_schema_when_generated_then_without_warnings():
    call_command("spectacular", fail_on_warn=True, validate=True, stdout=io.StringIO())


def test_schema_when_counted_then_every_address_is_in_it():
    assert len(OPERATIONS) == 17 * 2 + 6
    assert all(name.startswith("get ") for name, operation in ALL if {} in operation["security"])


@pytest.mark.parametrize(("name", "operation"), BY_CLIENTS, ids=[name for name, _ in BY_CLIENTS])
def test_work_when_described_then_scope_content_and_refusals_are_told(name, operation):
    ((scheme, scopes),) = operation["security"][0].items()
    success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))

    assert (scheme, len(scopes)) == ("bearer", 1)
    assert len(operation["description"]) > 30
    assert "204" in operation["responses"] or success["content"]["application/json"]["examples"]
    assert {"401", "403", "429", "500"} <= set(operation["responses"])
    if name.startswith("patch"):
        assert {"404", "409", "412", "428"} <= set(operation["responses"])
    if not name.startswith("get") and "requestBody" in operation:
        ((kind, content),) = operation["requestBody"]["content"].items()
        ((_name, example),) = content["examples"].items()
        assert kind == "application/json"
        assert_matches(content["schema"], example["value"])


@each_operation
def test_operation_when_described_then_nothing_is_left_to_guess(path, operation):
    answer = operation["responses"]["200"]

    assert len(operation["description"]) > 30
    assert operation["summary"]
    assert next(iter(answer["content"].values()))["examples"]
    assert {"ETag", "Last-Modified"} <= set(answer["headers"])
    assert {"304", "400", "401", "429", "500", "503"} <= set(operation["responses"])
    assert "406" in operation["responses"] or "bulk" in path
    assert "{ref}" not in path or {"404", "410"} <= set(operation["responses"])
    assert all(parameter.get("description") for parameter in operation["parameters"])


@pytest.mark.parametrize(("name", "operation"), ALL, ids=[name for name, _ in ALL])
def test_problems_when_described_then_as_problem_details(name, operation):
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            (kind,) = answer["content"]
            assert kind == ("text/html" if int(status) in UNREAD else "application/problem+json")


def test_fields_when_described_then_every_one_has_a_sentence():
    for name, component in schema()["components"]["schemas"].items():
        for field, part in component.get("properties", {}).items():
            assert part.get("description") or "$ref" in part, f"{name}.{field}"


def forget():
    """Nobody has asked for the schema yet."""
    document.cache_clear()
    make_schema.cache_clear()


def test_schema_when_asked_in_another_language_then_the_same():
    forget()
    with translation.override("ar"):
        in_arabic = document("application/json")
    forget()

    assert in_arabic == document("application/json")


def test_schema_when_eight_ask_while_there_is_none_then_it_is_made_once():
    forget()

    answers = at_once(lambda _number: document("application/json"))

    assert len(set(answers)) == 1
    assert make_schema.cache_info().misses == 1


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", "*/*", "application/json"),
        ("", "application/json", "application/json"),
        ("", "application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json"),
        ("", "application/vnd.oai.openapi", "application/vnd.oai.openapi"),
        ("", "application/yaml", "application/yaml"),
        ("?format=json", "text/html,*/*;q=0.1", "application/json"),
        ("?format=yaml", "*/*", "application/yaml"),
    ],
)
def test_schema_when_asked_in_a_form_then_in_that_form(query, accept, kind):
    response = call(f"schema/{query}", accept=accept)

    read = orjson.loads if "json" in kind else lambda text: yaml.load(text, yaml.CSafeLoader)
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert read(response.content)["openapi"] == "3.1.0"
    assert call(f"schema/{query}", accept=accept, if_none_match=response["ETag"]).status_code == 304


def test_schema_when_asked_in_an_unknown_form_then_400_names_those_there_are():
    assert "json, yaml" in problem(call("schema/?format=xml"), 400)["detail"]


def test_schema_when_read_under_one_form_then_the_others_are_not_answered_with_it():
    call("schema/")

    assert call("schema/", accept="application/yaml").content.startswith(b"openapi:")


def test_docs_when_opened_then_each_collection_is_offered_as_files_that_load(content):
    page = call("docs/", accept_language="en").content.decode()

    files = re.findall(r'href="(/api/v1/bulk/[^"]+)"', page)

    assert len(files) == 3 * len(COLLECTIONS)
    assert {visitor().head(file).status_code for file in files} == {200}


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("fr", "ltr")])
def test_docs_when_opened_then_its_frame_is_in_the_language_and_all_of_it_is_ours(language, direction, content):
    page = call("docs/", accept_language=language).content.decode()

    assert f'<html lang="{language}" dir="{direction}">' in page
    assert "<style" not in page
    assert 'src="http' not in page
    assert 'data-schema="/api/v1/schema/"' in page
    assert f'lang="{language}"' in call(f"docs/?lang={language}", accept_language="en").content.decode()
