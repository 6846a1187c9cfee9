"""What keeps migrations of triggers quick: Django builds all related models anew for each operation on one."""

from collections.abc import Sequence

from django.db.migrations.operations.base import Operation
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import _add_trigger, _remove_trigger


class InstallTriggers(Operation):
    """Install the triggers that models have in their options, where ``CreateModel`` leaves them to us.

    ``models`` are names in the migration's app; without any it is all of the app's.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, models: Sequence[str] = ()):
        self.models = models

    def deconstruct(self):
        return type(self).__name__, [self.models] if self.models else [], {}

    def state_forwards(self, app_label, state):
        """The models have their triggers already."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model, trigger in self._triggers(app_label, to_state):
            _add_trigger(schema_editor, model, trigger)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model, trigger in self._triggers(app_label, to_state):
            _remove_trigger(schema_editor, model, trigger)

    def _triggers(self, app_label, state):
        for (label, name), model in state.models.items():
            if label == app_label and (not self.models or name in self.models):
                for trigger in model.options.get("triggers", ()):
                    yield state.apps.get_model(app_label, name), trigger

    def describe(self):
        return f"Install the triggers of {', '.join(self.models) or 'all tables'}"


class Together(Operation):
    """Several operations, of each of which the database sees its own part, but all models as they are after the last.

    They must not build on one another's passing states, such as a column that one adds and a later one renames.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]):
        self.operations = operations

    def deconstruct(self):
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        # Models that are built already would be built anew for each of the operations.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} changes together"


class ReplaceTriggers(Operation):
    """Give a table ``triggers`` in place of those that it has: one step where Django has two for each."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str, triggers: Sequence[Trigger]):
        self.model, self.triggers = model, triggers

    def deconstruct(self):
        return type(self).__name__, [self.model, self.triggers], {}

    def state_forwards(self, app_label, state):
        state.models[app_label, self.model].options["triggers"] = list(self.triggers)
        state.reload_model(app_label, self.model, delay=True)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for trigger in from_state.models[app_label, self.model].options["triggers"]:
            _remove_trigger(schema_editor, from_state.apps.get_model(app_label, self.model), trigger)
        for trigger in to_state.models[app_label, self.model].options["triggers"]:
            _add_trigger(schema_editor, to_state.apps.get_model(app_label, self.model), trigger)

    database_backwards = database_forwards

    def describe(self):
        return f"Replace the triggers of {self.model}"
