"""What keeps a first migration quick: Django builds all related models anew for each operation that changes one."""

from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import _add_trigger, _remove_trigger


class InstallTriggers(Operation):
    """Install every trigger that the app's models have in their options, where ``CreateModel`` leaves them to us."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state):
        """The models have their triggers already."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model, trigger in _triggers(app_label, schema_editor, to_state):
            _add_trigger(schema_editor, model, trigger)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model, trigger in _triggers(app_label, schema_editor, to_state):
            _remove_trigger(schema_editor, model, trigger)

    def describe(self):
        return "Install the triggers of all tables"


def _triggers(app_label, schema_editor, state):
    for (label, name), model in state.models.items():
        if label == app_label:
            for trigger in model.options.get("triggers", ()):
                yield state.apps.get_model(app_label, name), trigger
