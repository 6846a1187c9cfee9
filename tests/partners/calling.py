"""How tests call the API as a partner's system: with a key, and with what comes back held against the schema."""

from dataclasses import dataclass

import orjson
from django.urls import Resolver404, resolve

from amedip.partners.actions import create_client, make_key
from amedip.partners.models import Client, Scope
from registry.actions import keep_client_mandate
from registry.models import ClientMandate
from tests.asking import visitor
from tests.calling import API, assert_matches, schema
from tests.groups import make_groups

SCOPES = tuple(Scope.values)


@dataclass
class System:
    """A partner's system; what it is answered must be what the schema says."""

    client: Client
    secret: str

    def send(self, method: str, path: str, body=None, **headers):
        data = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        headers = {"authorization": f"Bearer {self.secret}", **headers}
        given = {"content_type": headers.pop("content_type", "application/json")} if data else {}
        address = path if path.startswith("/") else f"{API}{path}"
        response = visitor().generic(method.upper(), address, data, headers=headers, **given)
        declared(method, address, response)
        return response

    def get(self, path, **headers):
        return self.send("get", path, **headers)

    def post(self, path, body=None, **headers):
        return self.send("post", path, body, **headers)

    def patch(self, path, body=None, **headers):
        return self.send("patch", path, body, **headers)

    def tag(self, path) -> str:
        """The ETag of a record as it stands now."""
        response = self.get(path)
        assert response.status_code == 200, response.content
        return response["ETag"]


def system(*states, scopes=SCOPES, name="Ministry", for_staff=False, rate=100_000) -> System:
    """A client with a key, and with a mandate of today for each of the states."""
    schema()  # made before many ask at once
    if for_staff:
        make_groups()
    client = create_client(
        name, actor=None, contact="systems@example.org", scopes=scopes, rate=rate, for_staff=for_staff
    )
    for state in states:
        keep_client_mandate(ClientMandate(client=client, country=state), actor=None)
    return System(client, make_key(client, actor=None).secret)


def told(response) -> dict:
    return orjson.loads(response.content)


def pointers(response) -> list[str]:
    """Where in the input something is wrong."""
    assert response.status_code == 400, response.content
    return [error["pointer"] for error in told(response)["errors"]]


def declared(method: str, address: str, response) -> None:
    """The schema knows of this answer, and the answer is what it says."""
    try:
        route = resolve(address.partition("?")[0]).route
    except Resolver404:
        return
    operation = schema()["paths"]["/" + route.replace("<str:ref>", "{ref}")].get(method.lower())
    assert operation is not None or response.status_code == 405, (method, address)
    if operation is None or response.status_code == 304:
        return
    content = operation["responses"][str(response.status_code)].get("content")
    if content is None:
        assert not response.content
        return
    assert_matches(content[response["Content-Type"]]["schema"], told(response))
