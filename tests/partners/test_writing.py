"""What systems write: the same deeds as in the workspace, with the same refusals, and nothing half."""

import datetime
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from gunicorn.http.errors import InvalidChunkSize, NoMoreData

from amedip.core.models import Deed
from amedip.core.records import delete_record, write_record
from exchanges.models import RequestAnswer, RequestObjective
from pilots.models import Indicator, Period, Report, Result, quarter_of, span_of
from registry.models import Priority
from tests.asking import visitor
from tests.calling import API, call, commit_triggers, problem, read
from tests.factories import (
    ExchangeRequestFactory,
    InstitutionFactory,
    PartnerStateFactory,
    PilotFactory,
    PriorityFactory,
    ThemeFactory,
)
from tests.partners.calling import pointers, system, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def tunisia():
    return PartnerStateFactory(code="TN", name_en="Tunisia")


@pytest.fixture
def mali():
    return PartnerStateFactory(code="ML", name_en="Mali")


@pytest.fixture
def its(tunisia):
    return system(tunisia)


def draft(its, **more) -> dict:
    response = its.post("priorities/", {"state": "TN", "title": {"fr": "Un besoin", "ar": "حاجة"}, **more})
    assert response.status_code == 201, response.content
    return told(response)


# --- priorities ----------------------------------------------------------------------------------------------------


def test_post_when_a_draft_is_begun_then_the_client_reads_it_and_nobody_else(its, tunisia):
    theme, lead = ThemeFactory(ref="remittances"), InstitutionFactory(country=tunisia)
    year = timezone.localdate().year

    response = its.post(
        "priorities/",
        {
            "state": "TN",
            "title": {"fr": "Un besoin"},
            "themes": [theme.ref],
            "institution": lead.ref,
            "importance": "high",
            "external_id": "MFA-1",
        },
    )

    made = told(response)
    assert response.status_code == 201
    assert response["Location"].endswith(f"/api/v1/priorities/TN-{year}-001/")
    assert (made["status"], made["external_id"], made["revision"]) == ("draft", "MFA-1", None)
    assert (made["themes"], made["institution"], made["importance"]) == ([theme.ref], lead.ref, "high")
    assert made["title"] == {"ar": None, "en": None, "fr": "Un besoin"}
    again = its.get(f"priorities/{made['ref']}/")
    assert (told(again), again["ETag"]) == (made, response["ETag"])
    assert again["Cache-Control"] == "private, no-cache"
    assert its.get(f"priorities/{made['ref']}/", if_none_match=again["ETag"]).status_code == 304
    problem(call(f"priorities/{made['ref']}/"), 404)
    assert [one["ref"] for one in told(its.get("priorities/working/?status=draft"))["results"]] == [made["ref"]]
    assert Deed.objects.latest("pk").actor == its.client.account
    assert str(Deed.objects.latest("pk").actor) == "Ministry"


@pytest.mark.parametrize("query", ["lang=fr", "translations=full", "fields=title", "include=institution", "colour=red"])
def test_get_when_a_draft_is_asked_for_with_a_parameter_then_it_is_named(its, tunisia, query):
    public, name = PriorityFactory(country=tunisia, title_fr="Public"), query.partition("=")[0]

    assert pointers(its.get(f"priorities/{draft(its)['ref']}/?{query}")) == [f"/{name}"]
    assert its.get(f"priorities/{public.ref}/?{query}").status_code == (400 if name == "colour" else 200)


def test_get_when_a_draft_is_asked_for_as_of_a_day_then_it_was_not_public(its):
    problem(its.get(f"priorities/{draft(its)['ref']}/?on={timezone.localdate()}"), 404)


def test_patch_when_one_language_is_sent_then_the_others_stay(its):
    made = draft(its)
    path = f"priorities/{made['ref']}/"

    changed = told(its.patch(path, {"title": {"fr": "Autre besoin"}, "need": {"en": "Data"}}, if_match=its.tag(path)))

    assert changed["title"] == {"ar": "حاجة", "en": None, "fr": "Autre besoin"}
    assert changed["need"] == {"ar": None, "en": "Data", "fr": None}
    cleared = told(its.patch(path, {"title": {"ar": None}}, if_match=its.tag(path)))
    assert cleared["title"] == {"ar": None, "en": None, "fr": "Autre besoin"}


@pytest.mark.parametrize(("tag", "status"), [(None, 428), ('"99-ab"', 412), ('W/"1-ab"', 412), ("nonsense", 412)])
def test_patch_when_the_version_is_not_the_present_one_then_the_answer_holds_it(its, tag, status):
    made = draft(its)
    path, headers = f"priorities/{made['ref']}/", {} if tag is None else {"if_match": tag}

    for response in (
        its.patch(path, {"title": {"fr": "x"}}, **headers),
        its.post(f"{path}submit/", **headers),
    ):
        assert problem(response, status)["current"] == made
        assert response["ETag"] == its.tag(path)


def test_patch_when_it_is_published_then_the_change_lies_beside_until_it_is_published(its, tunisia):
    public = PriorityFactory(country=tunisia, title_en="Old", title_fr="Ancien")
    path = f"priorities/{public.ref}/"
    other = InstitutionFactory(country=tunisia)

    response = its.patch(
        path,
        {"title": {"en": "New"}, "other_institutions": [other.ref], "importance": "low"},
        if_match=call(path)["ETag"],
    )

    changed = told(response)
    assert (changed["status"], changed["revision"]) == ("published", "draft")
    assert changed["title"] == {"ar": None, "en": "New", "fr": "Ancien"}
    assert (changed["other_institutions"], changed["importance"]) == ([other.ref], "low")
    commit_triggers()
    assert read(path)["title"]["en"] == "Old"
    submitted = told(its.post(f"{path}submit/", if_match=response["ETag"]))
    assert submitted["revision"] == "submitted"
    problem(its.patch(path, {"title": {"en": "Newer"}}, if_match=its.tag(path)), 409)


def test_submit_when_it_is_done_then_once_and_the_state_waits(its):
    made = draft(its)
    path = f"priorities/{made['ref']}/"

    assert told(its.post(f"{path}submit/", if_match=its.tag(path)))["status"] == "submitted"
    problem(its.post(f"{path}submit/", if_match=its.tag(path)), 409)
    problem(its.patch(path, {"title": {"fr": "x"}}, if_match=its.tag(path)), 409)


WRONG = {
    "unknown language": ({"title": {"de": "x"}}, ["/title/de"]),
    "unknown field": ({"status": "published"}, ["/status"]),
    "a text that is none": ({"title": {"fr": 7}}, ["/title/fr"]),
    "texts without languages": ({"title": "x"}, ["/title"]),
    "too long": ({"title": {"fr": "x" * 201}}, ["/title/fr"]),
    "control characters": ({"need": {"fr": "a\x00b"}}, ["/need/fr"]),
    "unknown theme": ({"themes": ["nothing", "no\x00thing"]}, ["/themes/0", "/themes/1"]),
    "no list": ({"themes": "remittances"}, ["/themes"]),
    "unknown choice": ({"importance": "enormous"}, ["/importance"]),
    "another kind": ({"round": 7}, ["/round"]),
    "the state": ({"state": "ML"}, ["/state"]),
    "no object": ([], [""]),
    "no title": ({"title": {"fr": None, "ar": None}}, [""]),
    "slashes": ({"a/b~c": 1}, ["/a~1b~0c"]),
    "nothing": (b"null", [""]),
    "deep": (b'{"importance": ' + b"[" * 1_000 + b"]" * 1_000 + b"}", ["/importance"]),
    "twice the same": ({"other_institutions": ["TN-I01", "TN-I01"]}, ["/other_institutions/1"]),
    "too many": ({"themes": ["nothing"] * 51}, ["/themes"]),
    "strangers": ({f"x{n:02}": 1 for n in range(500)}, [f"/x{n:02}" for n in range(20)]),
    "unknown languages": (
        {"need": {f"x{n:02}": "" for n in range(500)}},
        [f"/need/x{n:02}" for n in range(20)],
    ),
    "all at once": ({"title": {"xx": "a"}, "colour": 1, "expertise": 0}, ["/colour", "/expertise", "/title/xx"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_patch_when_something_is_wrong_then_pointers_name_it_and_nothing_is_written(its, tunisia, wrong):
    body, expected = WRONG[wrong]
    InstitutionFactory(country=tunisia, ref="TN-I01")
    made = draft(its)
    path = f"priorities/{made['ref']}/"

    assert sorted(pointers(its.patch(path, body, if_match=its.tag(path)))) == expected
    assert told(its.get(path)) == made


def test_patch_when_a_choice_is_unknown_then_the_refusal_says_which_there_are(its):
    path = f"priorities/{draft(its)['ref']}/"

    refused = problem(its.patch(path, {"importance": "enormous"}, if_match="*"), 400)["errors"][0]
    assert refused["code"] == "invalid-choice"
    assert "“importance”" in refused["detail"]
    assert all(choice in refused["detail"] for choice in Priority.Importance.values)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b'{"a": NaN}', {}, 400),
        (b"{}", {"content_type": "text/plain"}, 415),
        (b" " * (5 * 1024 * 1024 + 1), {}, 413),
        (b"{}", {"idempotency_key": "x" * 256}, 400),
        (b"{}", {"idempotency_key": "clé"}, 400),
        (b"", {}, 400),
        (b'{"state": "TN", "title": {"fr": "\xff"}}', {}, 400),
        (b'{"state": "TN", "title": {"fr": "\\ud800"}}', {}, 400),
        (b'{"state": "TN", "title": {"fr": "x"}, "year": 99999999999999999999}', {}, 400),
        (b'{"state": "TN", "title": {"fr": "x"}, "year": 1.5e300}', {}, 400),
    ],
)
def test_post_when_it_cannot_be_read_then_a_problem_says_why(its, body, headers, status):
    problem(its.post("priorities/", body, **headers), status)
    assert not Priority.objects.exists()


@pytest.mark.parametrize(
    ("length", "status"), [("9" * 5_000, 413), (str(5 * 1024 * 1024 + 1), 413), ("-1", 413), ("x", 413)]
)
def test_post_when_its_length_is_said_to_be_too_large_then_413(its, length, status):
    problem(sent_in_pieces(its, b"{}", CONTENT_LENGTH=length), status)


def test_post_when_its_length_is_not_said_then_it_is_measured_and_read(its):
    body = b'{"state": "TN", "title": {"fr": "x"}}'

    problem(sent_in_pieces(its, body + b" " * 5 * 1024 * 1024), 413)
    assert not Priority.objects.exists()
    assert sent_in_pieces(its, body).status_code == 201


class Broken(io.BytesIO):
    """What comes from a caller who sends pieces that are none, or goes away."""

    def __init__(self, error: Exception):
        super().__init__()
        self.error = error

    def read(self, _size=-1):
        raise self.error


@pytest.mark.parametrize("error", [InvalidChunkSize(b"x"), NoMoreData()], ids=lambda error: type(error).__name__)
def test_post_when_what_is_sent_breaks_off_then_400(its, error):
    problem(sent_in_pieces(its, b"", **{"wsgi.input": Broken(error)}), 400)


def sent_in_pieces(its, body: bytes, **environ):
    """As the server hands over what comes piece by piece: it ends the stream, and says no length."""
    stream = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "CONTENT_LENGTH": "", **environ}
    headers = {"authorization": f"Bearer {its.secret}"}
    return visitor().generic("POST", f"{API}priorities/", body, "application/json", headers=headers, **stream)


def test_write_when_the_database_takes_too_long_then_503_and_nothing_is_written(its, settings):
    settings.API_STATEMENT_SECONDS = 0.05
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM pg_sleep(1); RETURN NEW; END$$"
        )
        cursor.execute("CREATE TRIGGER slow BEFORE INSERT ON registry_priority FOR EACH ROW EXECUTE FUNCTION slow()")

    response = its.post("priorities/", {"state": "TN", "title": {"fr": "x"}}, idempotency_key="slow")

    problem(response, 503)
    assert response["Retry-After"] == "60"
    assert not Priority.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION slow CASCADE")
    assert its.post("priorities/", {"state": "TN", "title": {"fr": "x"}}, idempotency_key="slow").status_code == 201


def test_write_when_a_constraint_refuses_it_then_409_and_the_log_names_it(its, tunisia, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_priority ADD CONSTRAINT never_so CHECK (title_fr <> 'Secret')")

    problem(its.post("priorities/", {"state": "TN", "title": {"fr": "Secret"}}), 409)

    assert "never_so" in caplog.text and "Secret" not in caplog.text


def test_write_when_it_is_anothers_then_404_or_403_and_nothing_changes(its, mali):
    theirs = PriorityFactory(country=mali, status="draft", title_en="Secret")
    public = PriorityFactory(country=mali, title_en="Theirs")

    for path in (
        f"priorities/{theirs.ref}/",
        f"priorities/{theirs.ref}/submit/",
        "priorities/none/",
    ):
        send = its.post if "submit" in path else its.patch
        assert "Secret" not in str(problem(send(path, {}, if_match="*"), 404))
    problem(its.patch(f"priorities/{public.ref}/", {"title": {"en": "Ours"}}, if_match="*"), 403)
    assert "mandate" in problem(its.post("priorities/", {"state": "ML", "title": {"en": "Ours"}}), 403)["detail"]
    assert told(its.get(f"priorities/{public.ref}/"))["title"] == {"ar": None, "en": "Theirs", "fr": None}
    assert Priority.objects.count() == 2


def test_write_when_identifiers_of_others_stand_inside_then_nothing_changes(its, tunisia, mali):
    made, theirs = draft(its), InstitutionFactory(country=mali)
    path = f"priorities/{made['ref']}/"

    for body, expected in (
        ({"institution": theirs.ref, "title": {"fr": "x"}}, ["/institution"]),
        ({"other_institutions": [theirs.ref]}, ["/other_institutions"]),
    ):
        assert pointers(its.patch(path, body, if_match=its.tag(path))) == expected
    assert told(its.get(path)) == made


# --- said again ----------------------------------------------------------------------------------------------------


def test_key_when_the_same_is_sent_again_then_the_first_answer(its):
    body = {"state": "TN", "title": {"fr": "Un besoin"}}
    first = its.post("priorities/", body, idempotency_key="a-1")

    again = its.post("priorities/", body, idempotency_key="a-1")

    assert (again.status_code, again.content) == (201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert (again["ETag"], again["Location"]) == (first["ETag"], first["Location"])
    problem(its.post("priorities/", {**body, "year": 2025}, idempotency_key="a-1"), 422)
    problem(its.post("priorities/bulk/", body, idempotency_key="a-1"), 422)
    assert Priority.objects.count() == 1


def test_key_when_the_first_was_refused_then_it_can_be_sent_right(its):
    problem(its.post("priorities/", {"state": "TN"}, idempotency_key="a-1"), 400)

    assert its.post("priorities/", {"state": "TN", "title": {"fr": "x"}}, idempotency_key="a-1").status_code == 201


def test_key_when_it_is_another_clients_or_a_day_old_then_it_is_new(its, tunisia):
    body = {"state": "TN", "title": {"fr": "Un besoin"}}
    its.post("priorities/", body, idempotency_key="a-1")
    system(tunisia, name="Other").post("priorities/", body, idempotency_key="a-1")
    assert Priority.objects.count() == 2
    its.client.answers.update(at=timezone.now() - datetime.timedelta(hours=25))

    its.post("priorities/", body, idempotency_key="a-1")

    assert Priority.objects.count() == 3


# --- many at a time ------------------------------------------------------------------------------------------------


def items(*names, **more) -> dict:
    return {
        "items": [{"external_id": name, "state": "TN", "title": {"fr": f"Besoin {name}"}, **more} for name in names]
    }


def outcomes(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [one["outcome"] for one in told(response)["results"]]


def test_bulk_when_sent_again_then_it_changes_what_differs_and_nothing_else(its, tunisia):
    public = PriorityFactory(country=tunisia, title_en="Old")

    assert outcomes(its.post("priorities/bulk/", items("a", "b"))) == ["created", "created"]
    assert outcomes(its.post("priorities/bulk/", items("a", "b"))) == ["unchanged", "unchanged"]
    body = items("a", "b")
    body["items"][1]["title"] = {"en": "Need b"}
    body["items"].append({"ref": public.ref, "external_id": "p", "title": {"en": "New"}})
    report = told(its.post("priorities/bulk/?on_error=per-item", body))

    assert [one["outcome"] for one in report["results"]] == ["unchanged", "changed", "changed"]
    second = told(its.get(f"priorities/{report['results'][1]['ref']}/"))
    assert second["title"] == {"ar": None, "en": "Need b", "fr": "Besoin b"}
    assert told(its.get(f"priorities/{public.ref}/"))["revision"] == "draft"
    assert read(f"priorities/{public.ref}/")["title"]["en"] == "Old"


@pytest.mark.parametrize("path", ["priorities/", "priorities/bulk/"])
def test_external_id_when_its_record_is_gone_then_it_is_free_again(its, path):
    body = items("a") if path.endswith("bulk/") else items("a")["items"][0]
    first = draft(its, external_id="a")
    again = its.post("priorities/", items("a")["items"][0])
    assert pointers(again) == ["/external_id"]
    delete_record(Priority.objects.get(reference__ref=first["ref"]), actor=None)

    assert its.post(path, body).status_code in (200, 201)

    (made,) = told(its.get("priorities/working/"))["results"]
    assert (made["external_id"], made["ref"] != first["ref"]) == ("a", True)
    assert outcomes(its.post("priorities/bulk/", items("a"))) == ["unchanged"]


BAD = [
    ({"title": {"de": "x"}, "state": "TN", "external_id": "w"}, "/items/1/title/de"),
    ({"title": {"fr": "x"}, "state": "ML", "external_id": "w"}, "/items/1"),
    ({"title": {"fr": "x"}, "external_id": "w"}, "/items/1/state"),
    ({"title": {"fr": "x"}, "ref": "ML-2026-001"}, "/items/1"),
    ({"title": {"fr": "x"}, "ref": "nothing"}, "/items/1/ref"),
    ({"title": {"fr": "x"}, "state": "TN", "external_id": "a"}, "/items/1/external_id"),
    ({"need": {"fr": "x"}, "state": "TN", "external_id": "w"}, "/items/1"),
    ("nonsense", "/items/1"),
    (None, "/items/1"),
    ({"title": {"fr": "x"}, "state": "TN"}, "/items/1/external_id"),
    ({"ref": None, "title": {"fr": "x"}, "state": "TN"}, "/items/1/external_id"),
]


@pytest.mark.parametrize("place", range(len(BAD)))
def test_bulk_when_one_item_is_bad_then_none_or_the_others_are_written(its, mali, place):
    bad, pointer = BAD[place]
    PriorityFactory(country=mali, ref="ML-2026-001")
    body = {"items": [*items("a")["items"], bad, *items("c")["items"]]}
    before = Priority.objects.count()

    assert pointers(its.post("priorities/bulk/", body)) == [pointer]
    assert Priority.objects.count() == before
    report = told(its.post("priorities/bulk/?on_error=per-item", body))

    assert [one["outcome"] for one in report["results"]] == ["created", "refused", "created"]
    assert [error["pointer"] for error in report["results"][1]["errors"]] == [pointer]
    assert (report["written"], report["refused"]) == (2, 1)
    assert Priority.objects.count() == before + 2


@pytest.mark.parametrize(
    "body", [{}, {"items": []}, {"items": {}}, [], {"items": [{}] * 1001}, {"items": [{}], "x": 1}]
)
def test_bulk_when_there_are_none_or_too_many_then_400(its, body):
    assert pointers(its.post("priorities/bulk/", body)) == ["/items"]


def test_bulk_when_there_are_more_items_then_it_costs_the_same(its, tunisia):
    def sent(count: int, of: str) -> int:
        body = items(*(f"{of}{n}" for n in range(count)))
        for one in body["items"]:
            one |= {"institution": InstitutionFactory(country=tunisia).ref, "themes": [ThemeFactory().ref]}
        for _once in range(2):
            one["need"] = {"fr": f"Autre {_once}"}
            with CaptureQueriesContext(connection) as captured:
                assert told(its.post("priorities/bulk/?on_error=per-item", body))["refused"] == 0
        # One that is refused makes the others be taken anew.
        body["items"][0]["version"] = 99
        with CaptureQueriesContext(connection) as again:
            assert told(its.post("priorities/bulk/?on_error=per-item", body))["refused"] == 1
        return len(captured) + len(again)

    sent(1, "w")
    assert sent(12, "b") <= sent(3, "a") + 2


# --- pilots and exchanges ------------------------------------------------------------------------------------------


def test_report_when_it_is_begun_twice_then_the_refusal_names_it(its, tunisia):
    pilot = PilotFactory(country=tunisia, phase="implementation")
    body = {"pilot": pilot.ref, "quarter": span_of(quarter_of(timezone.localdate())), "title": {"fr": "Nouvelles"}}

    made = told(its.post("pilot-reports/", body))

    refused = problem(its.post("pilot-reports/", body), 400)
    assert refused["errors"][0]["code"] == "taken"
    assert made["ref"] in refused["detail"]
    assert Report.objects.count() == 1


def test_report_when_values_are_told_then_as_in_the_workspace(its, tunisia, mali):
    today = timezone.localdate()
    pilot, other = PilotFactory(country=tunisia, phase="implementation"), PilotFactory(country=mali)
    period, theirs = (_period(one) for one in (pilot, other))
    body = {
        "pilot": pilot.ref,
        "quarter": span_of(quarter_of(today)),
        "title": {"fr": "Nouvelles"},
        "values": [{"period": period.pk, "actual": "4.50", "measured_on": today.isoformat()}],
    }

    made = told(its.post("pilot-reports/", body, idempotency_key="r-1"))
    path = f"pilot-reports/{made['ref']}/"

    assert made["values"][0]["actual"] == "4.50"
    assert read(f"pilots/{pilot.ref}/")["indicators"][0]["periods"][0]["id"] == period.pk
    swapped = {"values": [{"period": theirs.pk, "actual": "1", "measured_on": today.isoformat()}]}
    assert pointers(its.patch(path, swapped, if_match=its.tag(path))) == ["/values/0"]
    silent = {"milestones": [{"milestone": 7}], "values": [{"period": period.pk}, {"period": theirs.pk}]}
    assert pointers(its.patch(path, silent, if_match=its.tag(path))) == ["/milestones/0", "/values/1"]
    day = (today + datetime.timedelta(1)).isoformat()
    early = {"values": [{"period": period.pk, "actual": "1", "measured_on": day}]}
    assert pointers(its.patch(path, early, if_match=its.tag(path))) == ["/values/0/measured_on"]
    problem(its.post("pilot-reports/", {**body, "pilot": other.ref}), 403)
    assert pointers(its.post("pilot-reports/", {**body, "quarter": "2026-Q5"})) == ["/quarter"]
    assert pointers(its.post("pilot-reports/", body)) == [""]
    assert pointers(its.patch(path, {"values": [{"actual": "1"}]}, if_match=its.tag(path))) == ["/values/0/period"]
    assert told(its.get(path)) == made
    twice = {"values": [{"period": period.pk, "actual": "1"}, {"period": period.pk, "actual": "2"}]}
    assert pointers(its.patch(path, twice, if_match=its.tag(path))) == ["/values/1/period"]
    undated = {"values": [{"period": period.pk, "measured_on": None}]}
    assert pointers(its.patch(path, undated, if_match=its.tag(path))) == ["/values/0/measured_on"]
    only = told(its.patch(path, {"values": [{"period": period.pk, "actual": "5.00"}]}, if_match=its.tag(path)))
    assert (only["values"][0]["actual"], only["values"][0]["measured_on"]) == ("5.00", today.isoformat())
    assert its.patch(path, {"values": body["values"]}, if_match=its.tag(path)).status_code == 200
    more = {"text": {"fr": "Ce trimestre"}, "values": [{"period": period.pk, "comment": {"fr": "Mesuré"}}]}
    assert told(its.patch(path, more, if_match=its.tag(path)))["values"][0]["actual"] == "4.50"
    assert told(its.post(f"{path}submit/", if_match=its.tag(path)))["status"] == "submitted"
    assert told(its.get("pilot-reports/"))["results"][0]["ref"] == made["ref"]
    assert Report.objects.count() == 1
    period.refresh_from_db()
    assert period.actual is None


def _period(pilot):
    result = write_record(Result(pilot=pilot), actor=None, texts={"en": {"title": "Offices"}}, part_of=pilot)
    indicator = Indicator(pilot=pilot, result=result)
    write_record(indicator, actor=None, texts={"en": {"title": "Offices opened"}}, part_of=pilot)
    columns = {"start": datetime.date(2025, 1, 1), "end": datetime.date(2025, 12, 31), "target": Decimal(9)}
    return write_record(Period(pilot=pilot, indicator=indicator), actor=None, columns=columns, part_of=pilot)


def test_answer_when_a_state_is_invited_then_line_by_line_until_it_is_sent(its, tunisia, mali):
    asked, other = (ExchangeRequestFactory(country=mali, status="clarified") for _ in range(2))
    objective, theirs = (
        write_record(RequestObjective(request=one), actor=None, texts={"en": {"text": "How"}}, part_of=one)
        for one in (asked, other)
    )
    answer = write_record(RequestAnswer(request=asked, country=tunisia), actor=None)
    path = f"exchange-answers/{answer.ref}/"
    line = {"objective": objective.pk, "help": "yes", "how": {"fr": "Deux experts"}}

    problem(its.post(f"{path}send/", if_match=its.tag(path)), 400)
    swapped = {"remark": {"fr": "x"}, "lines": [line, {**line, "objective": theirs.pk}]}
    assert pointers(its.patch(path, swapped, if_match=its.tag(path))) == ["/lines/1/objective"]
    for wrong, places in (
        ([line, line], ["/lines/1/objective"]),
        ([{**line, "possible_from": "2026-05-02", "possible_until": "2026-05-01"}], ["/lines/0"]),
        ([{**line, "how": {"fr": "a\x07"}}], ["/lines/0/how/fr"]),
    ):
        assert pointers(its.patch(path, {"lines": wrong}, if_match=its.tag(path))) == places
    assert told(its.get(path))["lines"] == []
    dated = {**line, "possible_from": "2026-05-01", "possible_until": "2026-05-02", "bearer": "shared"}
    kept = told(its.patch(path, {"lines": [dated]}, if_match=its.tag(path)))["lines"]
    partly = {"objective": objective.pk, "help": "partly", "possible_until": None}
    assert told(its.patch(path, {"lines": [partly]}, if_match=its.tag(path)))["lines"] == [{**kept[0], **partly}]
    assert told(its.patch(path, {"lines": [line]}, if_match=its.tag(path)))["lines"][0]["help"] == "yes"
    assert told(its.post(f"{path}send/", if_match=its.tag(path)))["status"] == "sent"
    problem(its.patch(path, {"lines": [line]}, if_match=its.tag(path)), 409)
    assert told(its.post(f"{path}take-back/", if_match=its.tag(path)))["status"] == "invited"
    assert pointers(its.post(f"{path}refuse/", {}, if_match=its.tag(path))) == ["/note"]
    assert told(its.post(f"{path}refuse/", {"note": "Next year"}, if_match=its.tag(path)))["status"] == "refused"
    assert system(mali, name="Mali").get(path).status_code == 404
    assert told(its.get("exchange-answers/"))["results"][0]["ref"] == answer.ref
