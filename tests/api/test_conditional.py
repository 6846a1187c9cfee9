"""Whoever has an answer of the API already is told so, for one read."""

import datetime
import gzip

import pytest
from django.utils import timezone
from django.utils.http import http_date

from amedip.core.models import Stamp
from registry.models import Theme
from tests.api.lists import FILLED, address, each_list
from tests.asking import visitor
from tests.calling import call, commit_triggers, refs
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@each_list
def test_list_when_the_caller_has_it_then_304_for_one_read(name, published, django_assert_num_queries):
    tag = call(address(name))["ETag"]

    with django_assert_num_queries(1):
        response = call(address(name), if_none_match=tag)

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert not tag.startswith("W/")


def test_one_when_the_caller_has_it_then_304_for_one_read(content, django_assert_num_queries):
    for collection in FILLED:
        path = f"{collection.name}/{refs(f'{collection.name}/?page_size=1')[0]}/"
        tag = call(path)["ETag"]

        with django_assert_num_queries(1):
            response = call(path, if_none_match=f'"other", {tag}')

        assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("known", ["*", "W/{tag}", '"a", {tag}'])
def test_list_when_the_tag_is_said_in_another_way_then_304(known, published):
    assert call("themes/", if_none_match=known.format(tag=call("themes/")["ETag"])).status_code == 304


def test_list_when_compressed_then_the_bytes_have_a_tag_of_their_own(content):
    for name in ("priorities", "states", "search"):
        plain, packed = call(address(name)), call(address(name), accept_encoding="br, gzip;q=0.8")

        assert packed["Content-Encoding"] == "gzip"
        assert packed["ETag"] == f'{plain["ETag"][:-1]}-gz"'
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert "Accept-Encoding" in packed["Vary"]
        assert "Accept-Encoding" in plain["Vary"]
        assert call(address(name), if_none_match=packed["ETag"], accept_encoding="gzip").status_code == 304
        assert call(address(name), if_none_match=packed["ETag"]).status_code == 304


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "gzip; q=0.0, br", ""])
def test_list_when_the_caller_takes_no_gzip_then_it_is_not_compressed(accepted, content):
    assert not call("states/", accept_encoding=accepted).has_header("Content-Encoding")


@each_list
def test_list_when_only_its_head_is_asked_then_the_headers_are_those_of_get(name, published):
    whole, head = call(address(name)), visitor().head(f"/api/v1/{address(name)}")

    assert head.status_code == 200
    assert head.content == b""
    assert {key: head[key] for key in ("ETag", "Last-Modified", "Content-Type", "Content-Length")} == {
        key: whole[key] for key in ("ETag", "Last-Modified", "Content-Type", "Content-Length")
    }


@each_list
def test_list_when_it_is_kept_then_the_same_again_for_one_read(name, published, django_assert_num_queries):
    first = call(address(name))

    with django_assert_num_queries(1):
        again = call(address(name))

    assert (again.content, again["ETag"]) == (first.content, first["ETag"])


def test_list_when_something_public_changed_then_its_tag_changes(content):
    before = call("states/")["ETag"]
    _publish_something()

    response = call("states/", if_none_match=before)

    assert response.status_code == 200
    assert response["ETag"] != before


@each_list
def test_list_when_the_caller_knows_only_a_time_then_304_until_something_public_changed(name, published):
    told = call(address(name))["Last-Modified"]

    assert call(address(name), if_modified_since=told).status_code == 304
    assert call(address(name), if_modified_since=told, if_none_match='"other"').status_code == 200
    assert call(address(name), if_modified_since="yesterday").status_code == 200
    Stamp.objects.update(number=2, at=timezone.now())
    assert call(address(name), if_modified_since=told).status_code == 200


def test_one_when_the_caller_knows_only_a_time_then_304_until_something_public_changed(published):
    path = f"themes/{Theme.objects.get().ref}/"
    told = call(path)["Last-Modified"]

    assert call(path, if_modified_since=told).status_code == 304
    Stamp.objects.update(number=2, at=timezone.now())
    assert call(path, if_modified_since=told).status_code == 200


def test_list_when_the_second_of_a_change_still_runs_then_the_one_before_is_told(published):
    soon = timezone.now() + datetime.timedelta(seconds=5)
    Stamp.objects.update(at=soon)

    assert call("themes/")["Last-Modified"] == http_date(int(soon.timestamp()) - 1)


def test_one_when_something_else_changed_then_its_tag_holds(content):
    before = call("states/TN/")["ETag"]
    _publish_something()

    assert call("states/TN/", if_none_match=before).status_code == 304


def _publish_something():
    ThemeFactory(ref="new-theme")
    commit_triggers()
