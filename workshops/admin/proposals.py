"""Summaries on their way to a workshop's page: uploaded, read by the worker, corrected, published."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amedip.core import languages
from amedip.core.templatetags.house import LANGUAGE_LABELS
from workshops.actions import correct_proposal, drop_proposal, publish_proposal, send_summary
from workshops.models import Proposal
from workshops.outcome import Outcome
from workshops.reader import SECTIONS, Doubt, Kind, Pair, Summary
from workshops.rules import may_propose
from workshops.settling import Act, Page, Row, pages_of

KINDS = {
    Kind.PARAGRAPH: gettext_lazy("paragraph"),
    Kind.HEADING: gettext_lazy("heading"),
    Kind.ITEM: gettext_lazy("list item"),
    Kind.RECOMMENDATION: gettext_lazy("recommendation"),
    Kind.POINT: gettext_lazy("point of a recommendation"),
    Kind.OPENING: gettext_lazy("opening begins"),
    Kind.SESSION: gettext_lazy("session begins"),
    Kind.CLOSING: gettext_lazy("closing begins"),
    Kind.RECOMMENDATIONS: gettext_lazy("recommendations begin"),
    Kind.TITLE: gettext_lazy("title of the file (left out)"),
    Kind.FRONT: gettext_lazy("before the first section (left out)"),
    Kind.END: gettext_lazy("after the last recommendation (left out)"),
}
ACTS = {
    Act.KEEP: gettext_lazy("leave as it is"),
    Act.JOIN: gettext_lazy("join to the one before"),
    Act.DIVIDE: gettext_lazy("divide at empty lines"),
}
DOUBTS = {
    Doubt.MERGED: gettext_lazy("Two paragraphs of the text that stands seem to be one here."),
    Doubt.SPLIT: gettext_lazy("One paragraph of the text that stands seems to be two here: an empty line parts them."),
    Doubt.ADDED: gettext_lazy("The text that stands has no such paragraph."),
    Doubt.UNSURE: gettext_lazy("It is not certain that this is the same paragraph as in the text that stands."),
}
METHODS = ("GET", "HEAD", "POST")
TITLED = frozenset({Kind.OPENING, Kind.SESSION, Kind.CLOSING, Kind.RECOMMENDATION, Kind.POINT})
LEFT_OUT = frozenset({Kind.TITLE, Kind.FRONT, Kind.END})
NUMBERED = frozenset({Kind.SESSION, Kind.RECOMMENDATION, Kind.POINT})


class SummaryForm(forms.Form):
    """A file, and the language in which it is written."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        choices=[("", "---------"), *((code, LANGUAGE_LABELS[code]) for code in languages.CODES)],
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Markdown, plain text, DOCX, ODT or a PDF with text, of 50 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".md,.txt,.docx,.odt,.pdf"}),
    )


class BlockForm(forms.Form):
    """One block of a proposal. Title and number are asked of what has such."""

    anchor = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=[(kind.value, name) for kind, name in KINDS.items()]
    )
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=12)
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=250)
    text = forms.CharField(label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    act = forms.ChoiceField(
        label=gettext_lazy("And then"),
        required=False,
        choices=[(act.value, name) for act, name in ACTS.items()],
    )

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.initial.get("kind", Kind.PARAGRAPH)
        if kind not in TITLED:
            del self.fields["title"]
        if kind not in NUMBERED:
            del self.fields["number"]
        for name in {"title", "text"} & set(self.fields):
            self.fields[name].widget.attrs |= {"lang": language, "dir": languages.direction(language)}
        if "number" in self.fields:
            self.fields["number"].widget.attrs |= {"dir": "ltr", "size": 6}
        self.fields["text"].widget.attrs["rows"] = max(2, min(14, len(self.initial.get("text", "")) // 90 + 1))

    def row(self) -> Row:
        data = self.cleaned_data
        return Row(
            data["anchor"], Kind(data["kind"]), data["text"],
            data.get("title", ""), data.get("number", ""), Act(data["act"]),
        )  # fmt: skip


class Summaries:
    """What the administration of workshops does with summaries: a page of those uploaded, a page for each."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:object_id>/summaries/", wrap(self.summaries_view), name="workshops_workshop_summaries"),
            path("<int:object_id>/summaries/<int:number>/", wrap(self.summary_view), name="workshops_workshop_summary"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and may_propose(request.user):
            context["summaries"] = self.address("summaries", obj.pk)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def summaries_view(self, request, object_id):
        """The summaries that were uploaded for a workshop, and the way to upload one more."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        workshop = self._workshop(request, object_id)
        if workshop is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        form = SummaryForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                given = form.cleaned_data
                proposal = send_summary(workshop, given["file"], given["language"], actor=request.user)
                return HttpResponseRedirect(self.address("summary", workshop.pk, proposal.pk))
            except ValidationError as refusal:
                form.add_error("file" if getattr(refusal, "code", "") else None, refusal)
        proposals = Proposal.objects.filter(workshop=workshop).select_related("job", "actor").defer("summary", "pairs")
        context = {"form": form, "proposals": proposals[:50], "title": _("Summary of discussions")}
        return self._page(request, workshop, "admin/house/summaries.html", context)

    def summary_view(self, request, object_id, number):
        """One summary: how far it is, its blocks section by section, what its publication would do."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        workshop = self._workshop(request, object_id)
        if workshop is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        rows = Proposal.objects.select_related("job", "workshop__reference")
        proposal = get_object_or_404(rows, pk=number, workshop=workshop)
        desk = Desk(proposal, request.POST.get("page") or request.GET.get("page", ""), request.POST or None)
        if request.method == "POST":
            answer = self._do(request, proposal, desk)
            if answer is not None:
                return answer
        context = {"proposal": proposal, "desk": desk, "title": _("Summary of discussions")}
        return self._page(request, workshop, "admin/house/summary.html", context)

    def _do(self, request, proposal, desk):
        """What was asked for by a button; nothing if the page must be shown again with what is wrong."""
        act, here = request.POST.get("do"), self.address("summary", proposal.workshop_id, proposal.pk)
        try:
            if act == "drop":
                drop_proposal(proposal, actor=request.user)
                return HttpResponseRedirect(self.address("summaries", proposal.workshop_id))
            if act == "publish":
                publish_proposal(proposal, actor=request.user, expected=desk.expected)
                return HttpResponseRedirect(here)
            if not desk.save(request.user):
                return None
            messages.success(request, _("Saved. Nothing of it is public yet."))
            return HttpResponseRedirect(f"{here}?page={desk.page.key}" if desk.page else here)
        except ValidationError as refusal:
            desk.problem = " ".join(refusal.messages)
            return None

    def _workshop(self, request, object_id):
        allowed = may_propose(request.user)
        if not allowed:
            raise PermissionDenied(str(allowed.reason))
        return self.get_object(request, str(object_id))

    def _page(self, request, workshop, template, context):
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": workshop,
                "subtitle": workshop.headline,
                "change_url": self.address("change", workshop.pk),
                "summaries_url": self.address("summaries", workshop.pk),
                **context,
            },
        )


class Desk:
    """One page of a proposal to be corrected: its rows with what stands beside them."""

    def __init__(self, proposal: Proposal, key: str, sent):
        self.proposal = proposal
        self.problem = ""
        self.ready = proposal.state == Proposal.State.READY
        self.expected = _number(sent.get("expected")) if sent else proposal.version
        if not self.ready:
            return
        self.outcome = Outcome(proposal)
        self.summary: Summary = self.outcome.summary
        self.pages: list[Page] = pages_of(self.summary.blocks)
        self.page = next((page for page in self.pages if page.key == key), self.pages[0] if self.pages else None)
        blocks = self.summary.blocks[self.page.begin : self.page.end] if self.page else ()
        forms_of = forms.formset_factory(BlockForm, extra=1, max_num=1_000, absolute_max=1_000)
        saving = sent if sent and sent.get("do") == "save" else None
        self.formset = forms_of(
            saving,
            prefix="block",
            initial=[block.as_json() | {"act": ""} for block in blocks],
            form_kwargs={"language": proposal.language},
        )
        self._tell()

    def _tell(self) -> None:
        """Give each row what there is to see beside it: the same address in another language, doubts and remarks."""
        pairs = {pair.anchor: pair for pair in map(Pair.from_json, self.proposal.pairs)}
        remarks: dict[str, list[str]] = {}
        for remark in self.summary.remarks:
            remarks.setdefault(remark.anchor, []).append(remark.message)
        # What was left out of the file is named with its words: they can be entered where they belong.
        self.remarks = list(dict.fromkeys(remark for remark in self.summary.remarks if not remark.anchor))
        for form in self.formset:
            anchor = form.initial.get("anchor", "")
            pair = pairs.get(anchor)
            # What the page has no place for can have nothing beside it there.
            placed = form.initial.get("kind") not in LEFT_OUT
            form.doubts = [DOUBTS[pair.doubt]] if pair and pair.doubt in DOUBTS and placed else []
            form.doubts += dict.fromkeys(remarks.get(anchor, []) if anchor else [])
            form.is_section = form.initial.get("kind") in SECTIONS
            form.beside = self._beside(anchor)

    def _beside(self, anchor: str) -> list[dict]:
        """What stands at that address on the workshop's page, language by language."""
        stored = self.outcome.passages.get(anchor)
        texts = [(code, getattr(stored, f"text_{code}", None)) for code in languages.CODES]
        return [
            {"code": code, "direction": languages.direction(code), "text": text}
            for code, text in texts
            if text and code != self.proposal.language
        ]

    def save(self, actor) -> bool:
        """Keep what was sent; False if a field is not as it must be."""
        if not self.ready or self.page is None:
            raise ValidationError(_("This summary is no longer being corrected."))
        if not self.formset.is_valid():
            return False
        rows = [form.row() for form in self.formset if form.has_changed() or form.initial]
        correct_proposal(self.proposal, self.page.begin, self.page.end, rows, actor=actor, expected=self.expected)
        return True


def _number(text) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
