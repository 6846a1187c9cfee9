"""The laws that a machine can check: history is complete, relations point down, invariants have a message."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.encoding import force_str

from amedip.core.languages import columns
from amedip.core.models import Record
from amedip.core.texts import is_translated, translated_fields

OURS = ("core", "accounts", "partners", "translations", "registry", "exchanges", "pilots", "workshops", "portal")
# A room may point at rooms of a smaller number; those of the same number are siblings.
LEVEL = {
    "core": 0, "accounts": 1, "partners": 2, "translations": 3, "registry": 4, "exchanges": 5, "pilots": 5,
    "workshops": 5, "portal": 6,
}  # fmt: skip
# Tables that are themselves a record of what happened, or are made anew from the others.
WITHOUT_HISTORY = {
    "core.Change", "core.Deed", "core.Job", "core.Notice", "core.Reference", "core.ReferenceCounter",
    "core.Allowance", "partners.ExternalName", "partners.Key", "partners.StoredAnswer",
    # Written with every attempt; what people do with them stands in the deeds.
    "partners.Attempt", "partners.Delivery", "partners.Webhook", "partners.WebhookSecret",
    "core.SearchEntry", "core.Stamp", "core.TextBeside", "core.TextState", "accounts.Invitation", "accounts.User",
    "translations.Excuse", "registry.UnsavedWork", "pilots.UnsavedReport",
    "workshops.DrawnText",
    "workshops.Proposal",  # what it says is written as passages, which have theirs
    "exchanges.ExchangePerson",  # whoever is forgotten is forgotten in every history
    "portal.Subscription",  # what readers chose before is nobody's business
}  # fmt: skip


def our_models():
    return [
        model
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def event_model(model):
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event")


TRACKED = [model for model in our_models() if model._meta.label not in WITHOUT_HISTORY]


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_history_when_a_table_is_tracked_then_it_holds_every_column_and_every_language(model):
    bare = set(translated_fields(model))
    wanted = {field.name for field in model._meta.concrete_fields if field.name not in bare}

    assert wanted <= {field.name for field in event_model(model)._meta.concrete_fields}
    assert set(columns(bare)) <= wanted


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_links_when_many_to_many_then_through_a_tracked_table_of_ours(model):
    for field in model._meta.many_to_many:
        through = field.remote_field.through
        if (
            through._meta.app_label in OURS
            and field.model._meta.app_label in OURS
            and model._meta.label != "accounts.User"
        ):
            assert not through._meta.auto_created, f"{field} has no table of its own"
            assert through in TRACKED


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_when_they_cross_rooms_then_they_point_down(model):
    here = model._meta.app_label
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete and field.related_model):
            continue
        there = field.related_model._meta.app_label
        # Whoever acts is a user: the one relation that Django resolves by a setting, not by a room.
        if there == here or there not in LEVEL or field.related_model._meta.label == settings.AUTH_USER_MODEL:
            continue
        assert LEVEL[there] < LEVEL[here], f"{field} points up or sideways"


@pytest.mark.parametrize(
    "constraint",
    [
        pytest.param(constraint, id=f"{model._meta.label}.{constraint.name}")
        for model in our_models()
        for constraint in model._meta.constraints
        if not isinstance(constraint, models.UniqueConstraint) and model._meta.app_label != "core"
    ],
)
def test_constraint_when_it_forbids_then_it_says_what_to_do(constraint):
    assert force_str(constraint.violation_error_message) != force_str(constraint.default_violation_error_message)


@pytest.mark.parametrize(
    "model", [m for m in our_models() if issubclass(m, Record)], ids=lambda model: model._meta.label
)
def test_record_when_declared_then_the_kernel_knows_its_name_and_texts(model):
    assert model.KIND and model.ADDRESS
    assert {model.TITLE, *model.SEARCHED} <= set(translated_fields(model))
    assert sum(other.KIND == model.KIND for other in our_models() if issubclass(other, Record)) == 1


@pytest.mark.parametrize("model", [m for m in our_models() if is_translated(m)], ids=lambda model: model._meta.label)
def test_translated_text_when_declared_then_no_language_is_required_alone(model):
    for column in columns(translated_fields(model)):
        field = model._meta.get_field(column)
        assert field.null and field.blank, f"{column} alone would be required"
