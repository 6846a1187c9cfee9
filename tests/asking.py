"""How tests ask for pages: as a visitor or signed in, with the queries counted."""

from contextlib import contextmanager

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import SecondFactorFactory


def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def signed_in(user) -> Client:
    """The client of a person who has passed both factors."""
    SecondFactorFactory(user=user)
    client = visitor()
    client.force_login(user)
    return client


def get(path: str, client: Client | None = None):
    return (client or visitor()).get(path)


def page(path: str, client: Client | None = None) -> str:
    """The text of a page that is there."""
    response = get(path, client)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def queries_of(path: str) -> int:
    """How many queries a visitor's page costs when it is kept nowhere."""
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert get(path).status_code == 200
    return len(captured)


@contextmanager
def same_cost(path: str, most: int = 8):
    """What is added inside may not change the number of queries of ``path``, which is at most ``most``."""
    before = queries_of(path)
    yield
    after = queries_of(path)
    assert before == after
    assert after <= most
