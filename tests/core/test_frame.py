"""Pieces of every page: days in prose, names of sections, structured data, addresses."""

import datetime
import json
import re

import pytest
from django.template import Context, Template
from django.utils import translation

from amedip.core.templatetags import frame


def day(text):
    return datetime.date.fromisoformat(text)


RANGES = [
    ("en", "2012-11-07", "2012-11-08", "7–8 November 2012"),
    ("fr", "2012-11-07", "2012-11-08", "7–8 novembre 2012"),
    ("ar", "2012-11-07", "2012-11-08", "7 و8 نوفمبر 2012"),
    ("ar", "2012-11-07", "2012-11-10", "من 7 إلى 10 نوفمبر 2012"),
    ("en", "2012-11-07", "2012-11-07", "7 November 2012"),
    ("en", "2012-11-07", None, "7 November 2012"),
    ("ar", "2012-11-07", None, "7 نوفمبر 2012"),
    ("fr", "2012-07-01", "2012-07-02", "1er–2 juillet 2012"),
    ("en", "2012-06-30", "2012-07-02", "30 June – 2 July 2012"),
    ("ar", "2012-06-30", "2012-07-02", "من 30 يونيو إلى 2 يوليو 2012"),
    ("en", "2012-12-30", "2013-01-02", "30 December 2012 – 2 January 2013"),
    ("ar", "2012-12-30", "2013-01-02", "من 30 ديسمبر 2012 إلى 2 يناير 2013"),
]


@pytest.mark.parametrize(("code", "start", "end", "prose"), RANGES)
def test_days_are_written_as_the_language_writes_them(code, start, end, prose):
    with translation.override(code):
        assert frame.days(day(start), end and day(end)) == prose


@pytest.mark.parametrize(
    ("code", "precision", "prose"),
    [("en", "month", "December 2011"), ("ar", "month", "ديسمبر 2011"), ("fr", "year", "2011")],
)
def test_days_when_less_is_known_then_no_day_is_made_up(code, precision, prose):
    with translation.override(code):
        assert frame.days(day("2011-12-01"), precision=precision) == prose


def test_days_without_a_day_are_empty():
    assert frame.days(None) == ""


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("s1", "session 1"),
        ("s1.p4", "session 1, paragraph 4"),
        ("r2", "recommendation 2"),
        ("r2.1", "recommendation 2.1"),
        ("closing", "closing"),
        ("annexe B", "annexe B"),
        ("s1x", "s1x"),
    ],
)
def test_section_name_is_what_readers_call_it(section, name):
    assert frame.section_name(section) == name


def test_json_ld_when_a_text_holds_markup_then_it_cannot_leave_its_element():
    hostile = "</script><script>alert(1)</script> <!-- & “quoted”"

    written = frame.json_ld({"@type": "Event", "name": hostile})

    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', written)[1]
    assert "<" not in inside
    assert ">" not in inside
    assert json.loads(inside) == {"@context": "https://schema.org", "@type": "Event", "name": hostile}


def test_json_ld_of_nothing_is_nothing():
    assert frame.json_ld(None) == ""


def test_page_is_in_the_readers_language_or_in_the_one_that_is_named():
    with translation.override("ar"):
        shown = Template('{% page "states/TN/" %} {% page "states/TN/" "fr" %} {% page %}').render(Context())

    assert shown == "/ar/states/TN/ /fr/states/TN/ /ar/"


def test_asset_when_files_were_never_collected_then_the_page_still_comes_up(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    assert frame.asset("portal.css") == "/static/portal.css"


def test_tongue_name_is_that_of_the_readers_language():
    with translation.override("fr"):
        assert [frame.tongue_name(code) for code in ("pt", "zgh", "xx")] == [
            "portugais",
            "amazighe standard marocain",
            "xx",
        ]


def test_by_language_keeps_a_place_for_each_language_in_fixed_order():
    class Row:
        language = "fr"

    assert [(code, bool(row)) for code, row in frame.by_language([Row()])] == [
        ("ar", False), ("en", False), ("fr", True),
    ]  # fmt: skip
