"""Addresses for machines and for people who come without a language."""

import datetime
import random
from collections import defaultdict
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from amedip.portal.views import site
from registry.models import Priority
from tests.asking import get, visitor
from tests.factories import PriorityFactory, RecommendationFactory

pytestmark = pytest.mark.django_db

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.mark.parametrize(
    ("cookie", "accepted", "code"),
    [
        ("", "fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("", "ar-TN", "ar"),
        ("", "pt", "en"),
        ("", "", "en"),
        ("ar", "fr", "ar"),
        ("xx", "fr", "fr"),
        ("", "*;q=;;,,\x7f", "en"),
    ],
)
def test_root_leads_to_the_language_of_the_cookie_then_of_the_browser(cookie, accepted, code):
    client = visitor()
    if cookie:
        client.cookies["language"] = cookie

    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response["Location"]) == (302, f"/{code}/")
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in response["Vary"].split(",")}


def test_admin_without_a_language_leads_to_the_readers():
    response = visitor().get("/admin/registry/", headers={"accept-language": "fr"})

    assert response["Location"] == "/fr/admin/registry/"


def test_healthz_asks_nobody(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert get("/healthz").status_code == 200


def test_readyz_says_which_part_does_not_answer(settings, tmp_path, caplog):
    settings.MEDIA_ROOT = tmp_path
    assert get("/readyz").json() == {"database": True, "broker": True, "storage": True}
    (tmp_path / "media").touch()
    settings.MEDIA_ROOT = tmp_path / "media"

    response = get("/readyz")

    assert response.status_code == 503
    assert response.json()["storage"] is False
    caplog.clear()


def test_robots_are_kept_from_what_is_not_theirs(settings):
    text = get("/robots.txt").content.decode()

    assert "Disallow: /ar/admin/" in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text


def test_security_txt_is_valid_for_less_than_a_year(settings):
    lines = dict(line.split(": ", 1) for line in get("/.well-known/security.txt").content.decode().splitlines())

    expires = datetime.datetime.fromisoformat(lines["Expires"])
    assert timezone.now() < expires < timezone.now() + datetime.timedelta(days=365)
    assert lines["Contact"] == settings.SECURITY_CONTACT


def addresses(path="/sitemap.xml"):
    response = get(path)
    assert response["Content-Type"].startswith("application/xml")
    return [element.text for element in ElementTree.fromstring(response.content).iter(LOC)]


def test_sitemap_lists_every_public_page_in_every_language_once(settings):
    shown, hidden = PriorityFactory(), PriorityFactory(status=Priority.Status.DRAFT)
    RecommendationFactory()

    found = addresses()

    assert len(found) == len(set(found))
    for code in ("ar", "en", "fr"):
        assert f"{settings.SITE_URL}/{code}/registry/{shown.ref}/" in found
        assert f"{settings.SITE_URL}/{code}/" in found
    assert not any(hidden.ref in address or "#" in address for address in found)


def test_addresses_of_the_sitemap_answer_some_of_each_section(content):
    by_section = defaultdict(list)
    for address in addresses():
        path = urlsplit(address).path
        by_section[path.split("/")[2]].append(path)

    assert {"states", "institutions", "themes", "registry", "practices", "pilots", "workshops", "documents"} < set(
        by_section
    )
    for paths in by_section.values():
        for path in random.sample(paths, min(len(paths), 4)):
            assert get(path).status_code == 200, path


def test_sitemap_when_there_is_too_much_for_one_file_then_an_index_leads_to_several(monkeypatch, settings):
    monkeypatch.setattr(site, "SITEMAP_SIZE", 2)
    for _ in range(3):
        PriorityFactory()

    files = addresses()

    assert files[0] == f"{settings.SITE_URL}/sitemap-1.xml"
    listed = [address for number in range(1, len(files) + 1) for address in addresses(f"/sitemap-{number}.xml")]
    assert len(listed) == len(set(listed))
    assert get(f"/sitemap-{len(files) + 1}.xml").status_code == 404


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_errors_speak_the_language_of_the_address(code):
    response = get(f"/{code}/nothing/")

    assert response.status_code == 404
    assert f'<html lang="{code}"' in response.content.decode()
    assert f'action="/{code}/search/"' in response.content.decode()
