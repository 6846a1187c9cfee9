"""Every page of every table: there in three languages, with the right direction, and nothing that the CSP forbids."""

import re
from http import HTTPStatus
from itertools import cycle

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from amedip.core import languages
from amedip.core.admin import HouseAdmin
from amedip.core.texts import is_translated
from registry.models import Theme
from tests.desk import address, at_desk, tree

KEPT = [model for model, options in admin.site._registry.items() if isinstance(options, HouseAdmin)]
# The first content holds rows of all of these.
FILLED = [
    model
    for model in KEPT
    if model._meta.app_label in ("pilots", "workshops", "registry")
    and model._meta.model_name not in ("focalpoint", "publisher")
]

# Tables that lack some of the pages.
LACKING = {
    "translations.translator": {"import", "export"},
    "translations.order": {"import", "export", "delete"},
    "translations.gate": {"add", "import", "export", "delete"},
    "portal.typedlink": {"import", "export"},
    "pilots.publisher": {"import", "export"},
}

pytestmark = pytest.mark.django_db


def pages(model):
    """The addresses of all pages of a table, each in another language than the one before it."""
    tongues = cycle(languages.CODES[KEPT.index(model) % 3 :] + languages.CODES[: KEPT.index(model) % 3])
    obj = model._default_manager.first()
    asked = [(page, ()) for page in ("changelist", "add", "import", "export")]
    if obj is not None:
        asked += [(page, (obj.pk,)) for page in ("change", "history", "delete")]
    lacking = LACKING.get(model._meta.label_lower, ())
    for (page, keys), code in zip(asked, tongues, strict=False):
        if page in lacking:
            continue
        with translation.override(code):
            yield code, address(model, page, *keys)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_pages_when_opened_then_they_are_in_the_language_and_direction_of_their_address(content, model):
    client, asked = at_desk(), list(pages(model))
    assert len(asked) == 7 or model not in FILLED

    for code, path in asked:
        answer = client.get(path)
        assert answer.status_code == HTTPStatus.OK, path
        root = tree(answer)
        assert (root.get("lang"), root.get("dir")) == (code, languages.direction(code)), path
        assert not root.xpath("//*[@style] | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"), path


def test_index_when_names_begin_with_an_accent_then_they_stand_where_readers_look_for_them():
    with translation.override("fr"):
        page = tree(at_desk().get(reverse("admin:index")))

    heads = [head.text_content().strip() for head in page.xpath("//caption/a[@class='section']")]
    assert heads[:4] == ["ateliers et documents", "Authentification et autorisation", "comptes", "échanges d’experts"]
    assert [row.text_content().strip() for row in page.xpath("//*[contains(@class, 'app-registry')]//th/a")][1:4] == [
        "Éditions du Registre", "États", "Institutions",
    ]  # fmt: skip


@pytest.mark.parametrize("model", FILLED, ids=lambda model: model._meta.label)
def test_form_when_a_text_has_a_language_then_its_input_says_so_and_its_label_is_the_pages(content, model):
    client = at_desk()
    obj = model._default_manager.first()

    with translation.override("fr"):
        page = tree(client.get(address(model, "change", obj.pk)))

    inputs = [field for cell in page.find_class("tongue-cell") for field in cell.xpath(".//input | .//textarea")]
    assert inputs or not is_translated(model)
    for field in inputs:
        code = re.search(r"_(ar|en|fr)$", field.get("name")).group(1)
        assert (field.get("lang"), field.get("dir")) == (code, languages.direction(code))
        (label,) = page.xpath(f"//label[@for='{field.get('id')}']")
        assert label.get("lang") is None
        assert label.text_content().split(": ")[-1] in ("Arabe", "Anglais", "Français")


def test_form_when_scripts_do_not_run_then_all_languages_stand_side_by_side(content):
    client = at_desk()
    theme = Theme.objects.first()

    page = tree(client.get(address(Theme, "change", theme.pk)))

    assert page.find_class("tongue-tabs")[0].get("hidden") is not None
    assert [cell.get("class").split()[1] for cell in page.find_class("tongue-cell")[:3]] == ["en", "ar", "fr"]


@pytest.mark.parametrize("code", languages.CODES)
def test_first_page_when_opened_then_it_is_there_in_the_language(content, code):
    answer = at_desk("reader").get(f"/{code}/admin/")

    assert answer.status_code == HTTPStatus.OK
    assert tree(answer).get("dir") == languages.direction(code)


def test_header_when_the_language_is_switched_then_the_page_stays_the_same(content):
    page = tree(at_desk().get("/en/admin/registry/theme/?q=labour"))

    assert [link.get("href") for item in page.find_class("tongues-switch") for link in item.iter("a")] == [
        f"/{code}/admin/registry/theme/?q=labour" for code in languages.CODES
    ]
