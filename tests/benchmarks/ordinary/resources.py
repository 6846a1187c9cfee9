"""Import and export as the library's manual has it: one ModelResource with widgets for what a row names."""

from import_export import fields, resources
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from tests.benchmarks.ordinary.models import Country, Institution, Priority, Reference, Theme
from tests.benchmarks.ordinary.serializers import TEXTS


class ByReference(ForeignKeyWidget):
    """A row of another table by its permanent reference."""

    def get_lookup_kwargs(self, value, row, **kwargs):
        return {"reference__ref": value}

    def render(self, value, obj=None, **kwargs):
        return value.reference.ref if value else ""


class ManyByReference(ManyToManyWidget):
    def __init__(self, model):
        super().__init__(model, separator="|", field="reference__ref")

    def render(self, value, obj=None, **kwargs):
        return self.separator.join(theme.reference.ref for theme in value.all()) if value is not None else ""


class PriorityResource(resources.ModelResource):
    ref = fields.Field("reference", "ref", ForeignKeyWidget(Reference, "ref"))
    state = fields.Field("country", "state", ForeignKeyWidget(Country, "code"))
    institution = fields.Field("institution", "institution", ByReference(Institution))
    themes = fields.Field("themes", "themes", ManyByReference(Theme))

    class Meta:
        model = Priority
        fields = ["ref", "state", "year", "institution", "status", "derived", "confirmed_on", "themes", *TEXTS]
        import_id_fields = ["ref"]

    def before_import_row(self, row, **kwargs):
        Reference.objects.get_or_create(kind="priority", ref=row["ref"])
