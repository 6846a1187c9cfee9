"""Machine suggestions, against a server that stands in for LibreTranslate (``stub``): the real one is not to be had."""

import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from amedip.core.jobs import Refused
from amedip.translations import machine
from amedip.translations.machine import LibreTranslate, Rejected, Unavailable, configured
from tests.translations.stub import KEY, serving

TEXT = """## Remittances

- **two** states, see [the page](https://example.org/a?b=1&c=2)
- R&D for %(count)s people
- 95 %

Write to team@example.org, *please*."""


@pytest.fixture
def stub():
    with serving() as server:
        yield server


@pytest.fixture
def service(stub):
    return LibreTranslate(stub.url, KEY, timeout=5)


def suggest(service, *texts):
    return service.translate(texts, "en", "fr")


# --- what is asked, and what comes back ----------------------------------------------------------------------------


def test_translate_when_the_service_answers_then_lines_marks_links_and_placeholders_are_where_they_were(service):
    (suggestion,) = suggest(service, TEXT)

    assert (
        suggestion
        == """## REMITTANCES

- **TWO** STATES, SEE [THE PAGE](https://example.org/a?b=1&c=2)
- R&D FOR %(count)s PEOPLE
- 95 %

WRITE TO team@example.org, *PLEASE*."""
    )


def test_translate_when_asked_then_the_request_is_the_documented_one(service, stub):
    suggest(service, "One **two**")

    assert stub.asked == [
        {"q": ['One <b id="1">two</b>'], "source": "en", "target": "fr", "format": "html", "api_key": KEY}
    ]


def test_translate_when_there_is_no_key_then_none_is_sent(stub):
    suggest(LibreTranslate(stub.url), "One")

    assert "api_key" not in stub.asked[0]


def test_translate_when_texts_are_many_then_batches_are_limited_and_the_order_is_kept(service, stub):
    texts = [f"text {number} " + "word " * 100 for number in range(12)]

    suggestions = suggest(service, *texts)

    assert [text.upper().strip() for text in texts] == [text.strip() for text in suggestions]
    assert len(stub.asked) > 1
    assert all(sum(map(len, asked["q"])) <= machine.BATCH_CHARACTERS for asked in stub.asked)


def test_translate_when_lines_are_short_then_their_number_is_limited(service, stub):
    suggest(service, "\n".join(["word"] * (machine.BATCH_LINES + 1)))

    assert [len(asked["q"]) for asked in stub.asked] == [machine.BATCH_LINES, 1]


def test_translate_when_a_line_is_longer_than_a_batch_then_it_goes_alone(service, stub):
    suggest(service, "a", "word " * 1_000, "b")

    assert [len(asked["q"]) for asked in stub.asked] == [1, 1, 1]


@pytest.mark.parametrize("text", ["", "\n", "2012", "- 95 %", "https://example.org/a"])
def test_translate_when_there_are_no_words_then_nothing_is_asked(service, stub, text):
    assert suggest(service, text) == [text.rstrip("\n")]
    assert stub.asked == []


def test_pairs_when_the_service_lists_its_languages_then_they_are_source_and_target(service):
    assert ("fr", "ar") in service.pairs()


# --- wrong answers -------------------------------------------------------------------------------------------------

DAMAGED = {
    "a mark lost": lambda line: line.replace('<b id="1">', "").replace("</b>", ""),
    "a mark doubled": lambda line: line + ' <b id="1">x</b>',
    "a mark not closed": lambda line: line.replace("</b>", ""),
    "another number": lambda line: line.replace('id="1"', 'id="7"'),
    "a tag of its own": lambda line: line + "<br>",
    "a script": lambda line: line + "<script>alert(1)</script>",
    "a comment": lambda line: line + "<!-- note -->",
    "a link added": lambda line: line + " [x](https://example.org/)",
    "an address added": lambda line: line + " https://example.org/",
    "a placeholder added": lambda line: line + " {name}",
    "nothing": lambda _: "  ",
    "no text": lambda _: 7,
    "null": lambda _: None,
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_translate_when_one_answer_is_damaged_then_that_text_has_no_suggestion_and_the_others_do(service, stub, damage):
    stub.change = lambda lines: [damage(line) if "<b" in line else line for line in lines]

    assert suggest(service, "before", "a **strong** word\nand more", "after") == ["BEFORE", "", "AFTER"]


def test_translate_when_marks_move_and_take_spaces_in_then_they_bind_to_their_words_again(service, stub):
    stub.change = lambda _: ['MOT<b id="1"> FORT </b>ICI']

    assert suggest(service, "a **strong** word") == ["MOT **FORT** ICI"]


def test_translate_when_the_number_of_answers_differs_then_there_is_no_suggestion(service, stub):
    stub.change = lambda lines: lines[:-1]

    assert suggest(service, "one", "two") == ["", ""]


GARBAGE = [b"", b"<html>hello</html>", b"[]", b'"text"', b"{}", b'{"translatedText": "one text"}', b"\xff\xfe", b"null"]


@pytest.mark.parametrize("body", GARBAGE)
def test_translate_when_the_answer_is_garbage_then_it_is_rejected(service, stub, body):
    stub.body = body or b" "

    with pytest.raises(Rejected, match="LibreTranslate"):
        suggest(service, "one")


def test_translate_when_the_answer_is_huge_then_it_is_rejected(service, stub):
    stub.body = b" " * (machine.ANSWER_BYTES + 2)

    with pytest.raises(Rejected):
        suggest(service, "one")


@pytest.mark.parametrize("body", [b"{}", b'[{"code": 1}, 2]', b'"x"'])
def test_pairs_when_the_answer_is_garbage_then_it_is_rejected(service, stub, body):
    stub.body = body

    with pytest.raises(Rejected):
        service.pairs()


# --- refusals ------------------------------------------------------------------------------------------------------

STATUSES = [
    (400, Rejected, "by hand"),
    (401, Rejected, "TRANSLATION_API_KEY"),
    (403, Rejected, "TRANSLATION_API_KEY"),
    (404, Rejected, "TRANSLATION_URL"),
    (429, Unavailable, "too many"),
    (500, Unavailable, "fault"),
    (502, Unavailable, "fault"),
    (503, Unavailable, "fault"),
]


@pytest.mark.parametrize(("status", "error", "reason"), STATUSES)
def test_translate_when_the_service_refuses_then_the_reason_says_what_to_do_and_no_key(
    service, stub, caplog, status, error, reason
):
    stub.status = status

    with caplog.at_level(logging.DEBUG), pytest.raises(error, match=reason) as caught:
        suggest(service, "one")

    assert KEY not in caplog.text + str(caught.value) + repr(caught.value) + repr(service)


def test_translate_when_the_key_is_wrong_then_it_is_rejected_for_good(stub):
    stub.wants_key = True

    with pytest.raises(Refused, match="TRANSLATION_API_KEY"):
        suggest(LibreTranslate(stub.url, "wrong"), "one")


def test_translate_when_the_language_is_not_there_then_it_is_rejected(service):
    with pytest.raises(Rejected):
        service.translate(["one"], "en", "xx")


WAITS = [
    ({}, None),
    ({"Retry-After": "30"}, 30),
    ({"Retry-After": "999999999999"}, machine.LONGEST_WAIT),
    ({"Retry-After": "soon"}, None),
    ({"Retry-After": "-5"}, None),
    ({"Retry-After": format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)}, 0),
    ({"Retry-After": format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)}, machine.LONGEST_WAIT),
]


@pytest.mark.parametrize(("headers", "seconds"), WAITS)
@pytest.mark.parametrize("status", [429, 503])
def test_translate_when_told_to_wait_then_it_says_how_long(service, stub, status, headers, seconds):
    stub.status, stub.headers = status, headers

    with pytest.raises(Unavailable) as caught:
        suggest(service, "one")

    assert caught.value.retry_after == seconds


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_translate_when_redirected_then_the_texts_do_not_follow(service, stub, status):
    with serving() as elsewhere:
        stub.status, stub.headers = status, {"Location": f"{elsewhere.url}/translate"}

        with pytest.raises(Rejected):
            suggest(service, "one")

        assert elsewhere.asked == []


# --- time ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slow", ["held", "dripping"])
def test_translate_when_the_answer_takes_too_long_then_it_is_unavailable_in_time(stub, slow):
    setattr(stub, slow, True)
    began = time.monotonic()

    with pytest.raises(Unavailable):
        suggest(LibreTranslate(stub.url, timeout=0.2), "one")

    assert time.monotonic() - began < 2


def test_translate_when_the_answer_breaks_off_then_it_is_unavailable(service, stub):
    stub.body, stub.headers = b'{"translatedText": ["O', {"Content-Length": "500", "Connection": "close"}

    with pytest.raises(Unavailable):
        LibreTranslate(stub.url, timeout=0.3).translate(["one"], "en", "fr")


def test_translate_when_nobody_listens_then_it_is_unavailable():
    with serving() as gone:
        pass

    with pytest.raises(Unavailable):
        suggest(LibreTranslate(gone.url), "one")


def test_translate_when_the_other_side_speaks_no_tls_then_it_is_unavailable(stub):
    with pytest.raises(Unavailable):
        suggest(LibreTranslate(stub.url.replace("http:", "https:"), timeout=2), "one")


# --- settings ------------------------------------------------------------------------------------------------------


def test_configured_when_no_address_is_set_then_there_is_no_translator():
    assert configured() is None


def test_configured_when_an_address_is_set_then_it_is_asked_below_its_path(settings, stub):
    settings.TRANSLATION_URL, settings.TRANSLATION_API_KEY = stub.url + "/", KEY

    assert configured().translate(["one"], "en", "ar") == ["ONE"]


@pytest.mark.parametrize("url", ["ftp://example.org", "example.org", "https://", "https://me:pass@example.org", "x"])
def test_configured_when_the_address_is_none_then_it_says_so_without_showing_it(settings, url):
    settings.TRANSLATION_URL = url

    with pytest.raises(ImproperlyConfigured) as caught:
        configured()

    assert "pass" not in str(caught.value)
