"""Who gets how far where systems work: every operation of the schema that takes a key, by whose key it is."""

from dataclasses import dataclass

import orjson
import pytest
from django.db import transaction
from django.utils import timezone

from amedip.core.models import Deed
from amedip.core.records import write_record
from amedip.partners.actions import make_key, register_webhook, revoke_key
from exchanges.models import RequestAnswer, RequestObjective
from pilots.models import quarter_of, span_of
from tests.asking import visitor
from tests.calling import API, schema
from tests.factories import ExchangeRequestFactory, PartnerStateFactory, PilotFactory
from tests.partners.calling import pointers, system, told

pytestmark = pytest.mark.django_db

# Nobody, a key that is over, a client without scopes, one of another state, one of the state itself, one of the staff.
ROLES = ("nobody", "over", "scopeless", "other", "own", "staff")
# Each at something of the state that is not public; webhooks are each client's own.
TABLE = """
GET    priorities/working/               401 401 403 200 200 200
POST   priorities/                       401 401 403 403 201 201
POST   priorities/bulk/                  401 401 403 400 200 200
GET    priorities/{ref}/                 404 401 404 404 200 200
PATCH  priorities/{ref}/                 401 401 403 404 200 200
POST   priorities/{ref}/submit/          401 401 403 404 200 200
GET    pilot-reports/                    401 401 403 200 200 200
POST   pilot-reports/                    401 401 403 403 201 201
GET    pilot-reports/{ref}/              401 401 403 404 200 200
PATCH  pilot-reports/{ref}/              401 401 403 404 200 200
POST   pilot-reports/{ref}/submit/       401 401 403 404 200 200
POST   pilot-reports/{ref}/take-back/    401 401 403 404 409 409
GET    exchange-answers/                 401 401 403 200 200 200
GET    exchange-answers/{ref}/           401 401 403 404 200 200
PATCH  exchange-answers/{ref}/           401 401 403 404 200 200
POST   exchange-answers/{ref}/send/      401 401 403 404 200 200
POST   exchange-answers/{ref}/refuse/    401 401 403 404 200 200
POST   exchange-answers/{ref}/take-back/ 401 401 403 404 409 409
GET    webhooks/                         401 401 403 200 200 200
POST   webhooks/                         401 401 403 201 201 201
GET    webhooks/{ref}/                   401 401 403 404 200 404
PATCH  webhooks/{ref}/                   401 401 403 404 200 404
DELETE webhooks/{ref}/                   401 401 403 404 204 404
GET    webhooks/{ref}/deliveries/        401 401 403 404 200 404
POST   webhooks/{ref}/rotate/            401 401 403 404 200 404
POST   webhooks/{ref}/ping/              401 401 403 404 202 404
POST   webhooks/{ref}/replay/            401 401 403 404 202 404
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
# Read by anyone as well.
PUBLIC = ("GET", "priorities/{ref}/")


@dataclass
class World:
    secrets: dict[str, str | None]
    refs: dict[str, str]
    bodies: dict[str, dict]

    def ask(self, role: str, method: str, path: str) -> int:
        """The status that the role is answered."""
        return self.answer(role, method, path).status_code

    def answer(self, role: str, method: str, path: str, query: str = ""):
        """What the role is answered; who is refused did nothing, and nothing of what was done stays."""
        secret, kind = self.secrets[role], path.partition("/")[0]
        headers = {"if_match": "*"} | ({"authorization": f"Bearer {secret}"} if secret else {})
        data = b"" if method in ("GET", "DELETE") else orjson.dumps(self.bodies.get(f"{method} {path}", {}))
        address = f"{API}{path}{query}".replace("{ref}", self.refs[kind])
        with transaction.atomic():
            deeds = Deed.objects.count()
            response = visitor().generic(method, address, data, "application/json", headers=headers)
            assert response.status_code < 400 or Deed.objects.count() == deeds, (role, method, path)
            transaction.set_rollback(True)
        return response


@pytest.fixture
def world():
    tunisia, mali = (PartnerStateFactory(code=code) for code in ("TN", "ML"))
    own, other = system(tunisia, name="Own"), system(mali, name="Other")
    over = make_key(own.client, actor=None)
    revoke_key(over.key, actor=None)
    draft = {"state": "TN", "title": {"fr": "Un besoin"}, "description": {"fr": "En détail"}}
    said = {"title": {"fr": "Nouvelles"}, "text": {"fr": "Ce trimestre"}}
    report = {"quarter": span_of(quarter_of(timezone.localdate())), **said}
    pilot, second = (PilotFactory(country=tunisia, phase="implementation") for _n in range(2))
    asked = ExchangeRequestFactory(country=mali, status="clarified")
    objective = write_record(RequestObjective(request=asked), actor=None, texts={"en": {"text": "How"}}, part_of=asked)
    answer = write_record(RequestAnswer(request=asked, country=tunisia), actor=None)
    lines = {"lines": [{"objective": objective.pk, "help": "yes"}]}
    assert own.patch(f"exchange-answers/{answer.ref}/", lines, if_match="*").status_code == 200
    return World(
        secrets={
            "nobody": None,
            "over": over.secret,
            "scopeless": system(tunisia, name="Scopeless", scopes=[]).secret,
            "other": other.secret,
            "own": own.secret,
            "staff": system(name="Staff", for_staff=True).secret,
        },
        refs={
            "priorities": told(own.post("priorities/", draft))["ref"],
            "pilot-reports": told(own.post("pilot-reports/", {**report, "pilot": pilot.ref}))["ref"],
            "exchange-answers": answer.ref,
            "webhooks": str(register_webhook("Own", "https://8.8.8.8/", actor=None, client=own.client).webhook.pk),
        },
        bodies={
            "POST priorities/": draft,
            "POST priorities/bulk/": {"items": [{**draft, "external_id": "a"}]},
            "PATCH priorities/{ref}/": {"title": {"en": "A need"}},
            "POST pilot-reports/": {**report, "pilot": second.ref},
            "PATCH pilot-reports/{ref}/": {"text": {"en": "This quarter"}},
            "PATCH exchange-answers/{ref}/": {"remark": {"fr": "Volontiers"}},
            "POST exchange-answers/{ref}/refuse/": {"note": "Next year"},
            "POST webhooks/": {"name": "New", "url": "https://8.8.8.8/"},
            "PATCH webhooks/{ref}/": {"name": "Newer"},
            "POST webhooks/{ref}/replay/": {"since": timezone.now().isoformat()},
        },
    )


def test_table_when_the_schema_is_read_then_it_holds_every_operation_that_takes_a_key():
    taking = {
        (method.upper(), path.removeprefix(API))
        for path, operations in schema()["paths"].items()
        for method, operation in operations.items()
        if {} not in operation["security"]
    }

    assert {(method, path) for method, path, *_answers in ROWS} == taking | {PUBLIC}


def test_operations_when_each_role_asks_then_as_the_table_says(world):
    found = [
        [method, path, *(str(world.ask(role, method, path)) for role in ROLES)] for method, path, *_answers in ROWS
    ]

    assert found == ROWS


def test_writes_when_a_parameter_is_unknown_then_it_is_named(world):
    for method, path, *_answers in ROWS:
        if method != "GET":
            response = world.answer("own", method, path, "?colour=blue")
            assert pointers(response) == ["/colour"], (method, path)


def test_other_methods_when_any_role_sends_them_then_none_is_taken(world):
    known: dict[str, set[str]] = {"priorities/": {"GET"}}  # the public list
    for method, path, *_answers in ROWS:
        known.setdefault(path, set()).add(method)

    for path, methods in known.items():
        for method in {"PUT", "PATCH", "DELETE", "POST"} - methods:
            for role in ROLES:
                assert world.ask(role, method, path) == (401 if role == "over" else 405), (role, method, path)
