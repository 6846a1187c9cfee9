"""What each of the team's groups may do, table by table."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from tests.groups import make_groups

pytestmark = pytest.mark.django_db

VERBS = ("view", "add", "change", "delete")
ALL, WRITE, NONE = set(VERBS), {"view", "add", "change"}, set()
RIGHTS = [
    # table, coordinator, editor, translator, reader
    ("registry.priority", ALL, WRITE, {"view", "change"}, {"view"}),
    ("workshops.recommendation", ALL, WRITE, {"view", "change"}, {"view"}),
    ("workshops.passage", ALL, WRITE, {"view", "change"}, {"view"}),
    ("workshops.statementtheme", ALL, WRITE, {"view"}, {"view"}),
    ("portal.typedlink", ALL, WRITE, {"view"}, {"view"}),
    ("pilots.budgetline", ALL, WRITE, {"view"}, {"view"}),
    ("registry.prioritytheme", ALL, WRITE, {"view"}, {"view"}),
    ("registry.focalpoint", ALL, {"view"}, {"view"}, {"view"}),
    ("registry.priorityevent", {"view"}, {"view"}, {"view"}, {"view"}),
    ("core.citation", ALL, WRITE, {"view", "change"}, {"view"}),
    ("core.deed", {"view"}, {"view"}, {"view"}, {"view"}),
    ("core.textstate", {"view"}, {"view"}, {"view"}, {"view"}),
    ("core.textbeside", {"view"}, {"view"}, {"view"}, {"view"}),
    ("translations.translator", ALL, {"view"}, {"view"}, {"view"}),
    ("translations.gate", {"view", "change"}, {"view"}, {"view"}, {"view"}),
    ("translations.glossaryterm", ALL, WRITE, {"view", "change"}, {"view"}),
    ("translations.order", ALL, WRITE, {"view"}, {"view"}),
    ("translations.excuse", {"view"}, {"view"}, {"view"}, {"view"}),
    ("accounts.user", {"view", "change"}, NONE, NONE, NONE),
    ("accounts.invitation", {"view", "add"}, NONE, NONE, NONE),
    ("partners.client", WRITE, {"view"}, {"view"}, {"view"}),
    ("partners.key", {"view"}, {"view"}, {"view"}, {"view"}),
    ("registry.clientmandate", {"view", "add", "change"}, {"view"}, {"view"}, {"view"}),
]
GROUPS = ("coordinator", "editor", "translator", "reader")


def verbs(group, table) -> set[str]:
    app, model = table.split(".")
    permissions = Permission.objects.filter(group__name=group, content_type__app_label=app, content_type__model=model)
    return {codename.partition("_")[0] for codename in permissions.values_list("codename", flat=True)}


@pytest.mark.parametrize(
    ("group", "table", "wanted"),
    [(group, row[0], row[1 + number]) for row in RIGHTS for number, group in enumerate(GROUPS)],
)
def test_group_when_it_comes_to_a_table_then_just_these_rights(group, table, wanted):
    make_groups()

    assert verbs(group, table) == wanted


def test_groups_when_all_is_migrated_then_the_coordinator_sees_every_table_of_ours():
    make_groups()
    labels = ("core", "accounts", "partners", "translations", "registry", "exchanges", "pilots", "workshops")

    seen = {
        f"{label}.{model._meta.model_name}" for label in labels for model in apps.get_app_config(label).get_models()
    }

    assert {table for table in seen if "view" not in verbs("coordinator", table)} == set()


def test_groups_when_made_twice_then_the_same():
    make_groups()
    before = set(Group.objects.values_list("name", "permissions"))

    make_groups()

    assert set(Group.objects.values_list("name", "permissions")) == before
