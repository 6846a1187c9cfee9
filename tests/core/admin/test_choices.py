"""Rows chosen from other tables: what a form made by hand says in their place is refused in the page."""

import pytest
from django.contrib import admin
from django.forms import ModelChoiceField
from django.urls import reverse

from tests.desk import at_desk, errors, filled
from tests.factories import PartnerStateFactory

pytestmark = pytest.mark.django_db
STRANGE = ["TN", "²", "-1", "9" * 30, "\x00"]
CHOOSING = {
    model._meta.label: list(options.get_autocomplete_fields(None))
    for model, options in admin.site._registry.items()
    if options.autocomplete_fields
}


@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
@pytest.mark.parametrize("label", CHOOSING)
def test_form_when_what_is_chosen_is_no_row_then_it_says_so(label, strange, monkeypatch):
    monkeypatch.setattr("amedip.core.admin.widgets.FEW", -1)
    options = next(one for model, one in admin.site._registry.items() if model._meta.label == label)
    client, opts = at_desk(), options.opts
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
    opened = client.get(page)
    form = opened.context["adminform"].form
    chosen = [name for name in CHOOSING[label] if isinstance(form.fields.get(name), ModelChoiceField)]
    assert chosen

    answer = client.post(page, filled(opened) | dict.fromkeys(chosen, strange))

    assert answer.status_code == 200
    assert errors(answer)


def test_form_when_one_must_be_chosen_then_none_is_until_somebody_does():
    PartnerStateFactory.create_batch(2)
    client, page = at_desk(), reverse("admin:registry_clientmandate_add")

    sent = filled(client.get(page))

    assert sent["country"] == [""]
    answer = client.post(page, sent | {"since": "2026-01-01"})
    assert answer.status_code == 200
    assert "country" in answer.context["adminform"].form.errors
