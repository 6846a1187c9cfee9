"""The steps of a workflow as buttons on a record's page, with what they ask for."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _

from amedip.core.admin import RecordAdmin
from amedip.core.admin.forms import Refused
from amedip.core.workflow import Workflow
from exchanges.naming import refuse_names

TYPED = "exchange-step"  # in the session: what was typed for a step that was refused


class SteppedAdmin(RecordAdmin):
    """A record whose status moves by its ``workflow`` alone."""

    workflow: Workflow
    change_form_template = "admin/house/steps.html"

    def step_forms(self, obj, data=None) -> dict[str, forms.Form]:
        """By step, the form of what it asks for beside a note; its names are those of the effect's arguments."""
        return {}

    def pages(self, request, obj) -> list[tuple[str, str]]:
        """Further pages about the record: label and address."""
        return []

    def head(self, request, obj):
        return [*super().head(request, obj), *(["status"] if obj is not None else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "status"]

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [path("<int:object_id>/move/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            typed = request.session.pop(TYPED, None) or {}
            steps = self.workflow.available(obj, request.user)
            asked = self.step_forms(obj)
            context |= {
                "steps": [(step, asked.get(step.name)) for step in steps],
                "note_needed": [step.label for step in steps if step.needs_note],
                "note": typed.get("note", "") if typed.get("pk") == obj.pk else "",
                "move_url": self.address("move", obj.pk),
                "pages": self.pages(request, obj),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def move_view(self, request, object_id):
        """Take one step on; ``step`` names it, ``note`` is the reason, ``expected`` the version seen."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        obj = self.get_object(request, str(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        step = self.workflow.transitions.get(request.POST.get("step", ""))
        expected = request.POST.get("expected", "")
        if step is None or not (expected.isascii() and expected.isdigit() and len(expected) < 10):
            raise BadRequest(_("This step does not exist. Choose one of those on the page."))
        note = request.POST.get("note", "")[:2000]
        form = self.step_forms(obj, request.POST).get(step.name)
        try:
            more = self._asked(form)
            self.workflow.move(obj, step.name, actor=request.user, note=note, expected=int(expected), **more)
            messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        except ValidationError as refusal:
            # A note that names somebody is not kept, not even to be corrected.
            if getattr(refusal, "code", "") != "name":
                request.session[TYPED] = {"pk": obj.pk, "note": note}
            for reason in refusal.messages:
                messages.error(request, reason)
        return HttpResponseRedirect(self.address("change", obj.pk))

    @staticmethod
    def _asked(form) -> dict:
        if form is None:
            return {}
        if not form.is_valid():
            raise ValidationError([f"{form[name].label}: {error}" for name, (error, *_rest) in form.errors.items()])
        return form.cleaned_data

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change:
            try:
                refuse_names([form.cleaned_data.get("why")], about=form.instance)
            except ValidationError as error:
                raise Refused(None, error) from error
