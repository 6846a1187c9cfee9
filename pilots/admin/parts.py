"""What stands within a pilot's form: its parts, of which some point at one another."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from amedip.core.admin import PartInline, PartRows
from amedip.core.admin.forms import Refused
from amedip.core.admin.inlines import PartForm
from amedip.core.admin.widgets import FileInput
from amedip.core.documents import clean_picture, examine
from amedip.core.models import Standing
from amedip.translations.actions import stand_by
from amedip.translations.gate import asks_all, require_all_languages
from amedip.translations.models import Gate
from pilots.actions import hand_in_document, hand_in_picture, save_period
from pilots.models import (
    BudgetLine,
    Indicator,
    Milestone,
    Participant,
    Period,
    PhaseChange,
    Picture,
    PilotDocument,
    PilotSector,
    Result,
    Transaction,
    Update,
)


class OfThisPilot:
    """Parts that point at other parts of the same pilot: at no other's."""

    of_this_pilot: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.of_this_pilot:
            pilot = request.resolver_match.kwargs.get("object_id")
            number = int(pilot) if pilot and pilot.isascii() and pilot.isdigit() else None
            kwargs["queryset"] = db_field.remote_field.model._default_manager.filter(pilot=number)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PhaseRows(admin.TabularInline):
    """The steps from phase to phase, as the workflow wrote them."""

    model = PhaseChange
    fields = readonly_fields = ("day", "before", "phase")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission


class MilestoneInline(PartInline):
    model = Milestone
    facts = ("due", "done")


class ResultInline(PartInline):
    model = Result
    facts = ("position", "kind")


class IndicatorInline(OfThisPilot, PartInline):
    model = Indicator
    facts = ("result", "position", "measure", "ascending", "baseline", "baseline_on")
    of_this_pilot = ("result",)


class PeriodForm(PartForm):
    """A period; a value that is typed here is verified by whoever typed it."""

    def write(self, *, actor, owner=None, why="", minor=False):
        columns = self.changed_columns() | (self.owned_by(owner) if self.instance._state.adding else {})
        manner = {"texts": self.changed_texts(), "why": why, "minor": minor}
        try:
            return save_period(self.fresh(), pilot=owner, actor=actor, columns=columns, **manner)
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


class PeriodInline(OfThisPilot, PartInline):
    model = Period
    form = PeriodForm
    facts = ("indicator", "start", "end", "target", "actual", "measured_on")
    of_this_pilot = ("indicator",)
    readonly_fields = ("verified_by", "verified_at")

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": [*self.facts, *self.text_lines(), *self.readonly_fields]})]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.readonly_fields]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("verified_by")


class BudgetLineRows(PartRows):
    model = BudgetLine
    facts = ("kind", "status", "donor", "agency", "amount", "currency", "start", "end")


class TransactionInline(PartInline):
    model = Transaction
    facts = ("kind", "ref", "day", "donor", "agency", "receiver", "amount", "currency")


class ParticipantRows(PartRows):
    model = Participant
    facts = ("position", "role", "country", "institution", "identifier", "kind")


class SectorRows(PartRows):
    model = PilotSector
    facts = ("position", "vocabulary", "code", "percentage")


class UpdateForm(PartForm):
    """A new update is public at once: where all languages must be approved before, whoever saves it stands by them."""

    stands_by = False

    def write(self, *, actor, owner=None, why="", minor=False):
        if self.instance._state.adding and owner.is_public() and asks_all(Gate.Kind.UPDATE):
            texts = self.changed_texts()
            try:
                require_all_languages(Update, texts)
                stand_by(Update(pilot=owner), texts, record=owner, actor=actor)
            except ValidationError as error:
                raise Refused(self.prefix, error) from error
            self.stands_by = True
        return super().write(actor=actor, owner=owner, why=why, minor=minor)

    def extras(self):
        return {"text_state": Standing.APPROVED} if self.stands_by else {}


class UpdateInline(PartInline):
    model = Update
    form = UpdateForm
    facts = ("day",)


class PictureForm(PartForm):
    """A picture; one that is handed in is written anew before it is stored."""

    cleaned_picture = None

    class Meta:
        widgets = {"file": FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp"})}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            self.cleaned_picture = clean_picture(file)
        return file

    def write(self, *, actor, owner=None, why="", minor=False):
        columns = {name: value for name, value in self.changed_columns().items() if name != "file"}
        columns |= self.owned_by(owner) if self.instance._state.adding else {}
        manner = {"texts": self.changed_texts(), "why": why, "minor": minor}
        try:
            return hand_in_picture(
                self.fresh(), pilot=owner, clean=self.cleaned_picture, actor=actor, columns=columns, **manner
            )
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


class PictureInline(OfThisPilot, PartInline):
    model = Picture
    form = PictureForm
    facts = ("file", "update", "credit", "taken_on", "position")
    of_this_pilot = ("update",)


class DocumentForm(PartForm):
    """A document; a file that is handed in is examined and measured before it is stored."""

    examined = None

    class Meta:
        widgets = {"file": FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.md"})}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            self.examined = examine(file)
        return file

    def write(self, *, actor, owner=None, why="", minor=False):
        columns = {name: value for name, value in self.changed_columns().items() if name != "file"}
        columns |= self.owned_by(owner) if self.instance._state.adding else {}
        if "file" in self.changed_data and not self.cleaned_data["file"]:
            columns |= {"file": None, "bytes": None, "sha256": ""}
        manner = {"texts": self.changed_texts(), "why": why, "minor": minor}
        try:
            return hand_in_document(
                self.fresh(),
                pilot=owner,
                file=self.cleaned_data["file"] if self.examined else None,
                examined=self.examined,
                actor=actor,
                columns=columns,
                **manner,
            )
        except ValidationError as error:
            raise Refused(self.prefix, error) from error


class DocumentInline(OfThisPilot, PartInline):
    model = PilotDocument
    form = DocumentForm
    facts = ("category", "language", "date", "file", "work", "url", "update", "position")
    of_this_pilot = ("update",)
