"""The four groups of the team and what each may do to which tables.

Permissions normally come into being only after all migrations; here they are made first, so that the groups have them
from the beginning. After a migration that adds tables another one calls ``make_groups`` again.
"""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

ROOMS = ("core", "accounts", "partners", "translations", "registry", "exchanges", "pilots", "workshops", "portal")
# Written by deeds alone; people read them.
WRITTEN_BY_DEEDS = {
    "reference",
    "referencecounter",
    "textstate",
    "textbeside",
    "excuse",
    "deed",
    "stamp",
    "change",
    "job",
    "searchentry",
    "notice",
    # Read out of files by the portal itself.
    "drawntext",
    # Worked on at its workshop's pages by those who may add to the texts of workshops.
    "proposal",
    # Made by closing a consultation, and by sending back.
    "edition",
    "editionfile",
    "prioritycomment",
    # Written by states in their workspace, and by what is done with it.
    "report",
    "reportcomment",
    "reportfile",
    "milestoneentry",
    "valueentry",
    "phasechange",
    # Kept while somebody types; no page shows it to anybody else.
    "unsavedwork",
    "unsavedreport",
    # Written on the pages of exchanges, by the states they concern and by those who run the exchanges.
    "agreement",
    "requestanswer",
    "answerline",
    "requestquestion",
    "compiledanswer",
    "exchangereport",
    "followup",
    # Made and taken back on the page of their client, and kept for what clients send.
    "allowance",
    "key",
    "storedanswer",
    "externalname",
    # Sent by the portal itself; secrets are shown once, to who makes them.
    "webhooksecret",
    "delivery",
    "attempt",
}
# Who is who and who may what: the coordinator's business.
PEOPLE = {"user", "invitation", "focalpoint", "client", "clientmandate", "webhook", "translator", "exchangeperson"}


def rights(model) -> dict[str, set[str]]:
    """By group, the verbs it may do to the table."""
    name = model._meta.model_name
    if name.endswith("event") or name in WRITTEN_BY_DEEDS:
        coordinator = everyone = {"view"}
        return {
            "coordinator": coordinator,
            "editor": everyone,
            "translator": everyone,
            "reader": everyone,
        }
    if name in PEOPLE:
        # Accounts are switched off, never deleted; invitations are sent, not edited.
        coordinator = {
            "user": {"view", "change"},
            "invitation": {"view", "add"},
            "focalpoint": {"view", "add", "change", "delete"},
            # Switched off as well, and mandates of theirs ended.
            "client": {"view", "add", "change"},
            "clientmandate": {"view", "add", "change"},
            "webhook": {"view", "add", "change", "delete"},
            "translator": {"view", "add", "change", "delete"},
            "exchangeperson": {"view", "add", "change", "delete"},
        }[name]
        others = {"view"} if name in ("focalpoint", "client", "clientmandate", "webhook", "translator") else set()
        return {
            "coordinator": coordinator,
            "editor": others,
            "translator": others,
            "reader": others,
        }
    if name == "gate":
        # One for each kind that is published; which they are says the code.
        view = {"view"}
        return {"coordinator": view | {"change"}, "editor": view, "translator": view, "reader": view}
    translated = name == "glossaryterm" or any(field.name.endswith("_ar") for field in model._meta.get_fields())
    return {
        "coordinator": {"view", "add", "change", "delete"},
        "editor": {"view", "add", "change"},
        "translator": {"view", "change"} if translated else {"view"},
        "reader": {"view"},
    }


def make_groups(apps: Apps, schema_editor) -> None:
    alias = schema_editor.connection.alias
    group_model, permission_model = (
        apps.get_model("auth", "Group"),
        apps.get_model("auth", "Permission"),
    )
    groups = {
        name: group_model.objects.using(alias).get_or_create(name=name)[0]
        for name in ("coordinator", "editor", "translator", "reader")
    }
    for label in ROOMS:
        if label not in apps.app_configs:
            continue  # a room that came later
        config = apps.get_app_config(label)
        module = getattr(config, "models_module", None)
        config.models_module = True  # a historical app has none, and without one nothing is made
        create_permissions(config, verbosity=0, using=alias, apps=apps)
        config.models_module = module
        codenames = {name: set() for name in groups}
        for model in config.get_models():
            for name, verbs in rights(model).items():
                codenames[name] |= {f"{verb}_{model._meta.model_name}" for verb in verbs}
        for name, group in groups.items():
            group.permissions.add(
                *permission_model.objects.using(alias).filter(
                    content_type__app_label=label, codename__in=codenames[name]
                )
            )
