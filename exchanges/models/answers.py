"""Answers: who is invited to answer a request, what they say line by line, what is asked, and the one answer sent.

All of it is for those who take part and for staff: nothing of it is public.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amedip.core.models import Numbering, Record
from exchanges.models.nameless import Nameless
from exchanges.models.requests import ExchangeRequest, RequestObjective
from registry.models import Country


class NamedAfterRequest(Nameless, Record):
    """What is called after the request it belongs to, and is never public."""

    SEARCHED = ()

    class Meta:
        abstract = True

    def names(self):
        return self.request.names()

    def exchanges_near(self):
        return self.request.exchanges.all() if self.request_id else None

    def is_public(self):
        return False


class RequestAnswer(NamedAfterRequest):
    """An invitation to answer a request, and what the invited state says. Reference ``R-2026-001-MA``."""

    class Status(models.TextChoices):
        INVITED = "invited", pgettext_lazy("answer", "invited")
        SENT = "sent", pgettext_lazy("answer", "sent")
        REFUSED = "refused", pgettext_lazy("answer", "cannot help")

    KIND = "exchange-answer"
    ADDRESS = "workspace/exchanges/answers/{ref}/"
    TITLE = "remark"

    request = models.ForeignKey(ExchangeRequest, models.CASCADE, related_name="answers", verbose_name=_("request"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="exchange_answers", verbose_name=_("state"))
    remark = models.TextField(
        _("remark"),
        blank=True,
        help_text=_("What concerns the request as a whole. Names of people do not belong here."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.INVITED)
    sent_at = models.DateTimeField(pgettext_lazy("answer", "sent"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("answer to a request")
        verbose_name_plural = _("answers to requests")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="request_answer_is_unique",
                fields=["request", "country"],
                violation_error_message=_("The state is invited already."),
            )
        ]

    def numbering(self):
        return Numbering(self.request.ref, number=self.country.code)

    def facets(self):
        return {"state": self.country.code, "themes": []}


class AnswerLine(Nameless):
    """What an invited state says to one objective; ``possible_until`` is the last day, inclusive."""

    class Help(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("in part")
        NO = "no", _("no")

    class Bearer(models.TextChoices):
        ANSWERING = "answering", _("the state that answers")
        REQUESTING = "requesting", _("the state that asks")
        SHARED = "shared", _("both, in equal parts")
        THIRD = "third", _("a third party")

    PART_OF = "answer"

    answer = models.ForeignKey(RequestAnswer, models.CASCADE, related_name="lines")
    objective = models.ForeignKey(
        RequestObjective, models.CASCADE, related_name="answer_lines", verbose_name=_("objective")
    )
    help = models.CharField(_("can help"), max_length=10, choices=Help.choices)
    how = models.TextField(_("how"), blank=True)
    possible_from = models.DateField(_("possible from"), null=True, blank=True)
    possible_until = models.DateField(_("possible until"), null=True, blank=True)
    bearer = models.CharField(_("who bears the cost"), max_length=12, choices=Bearer.choices, blank=True)

    class Meta:
        verbose_name = _("line of an answer")
        verbose_name_plural = _("lines of an answer")
        ordering = ["objective__position", "objective", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="answer_line_is_unique",
                fields=["answer", "objective"],
                violation_error_message=_("This line is answered already."),
            ),
            models.CheckConstraint(
                name="answer_line_days_in_order",
                condition=Q(possible_until=None) | Q(possible_from=None) | Q(possible_until__gte=F("possible_from")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def exchanges_near(self):
        return self.answer.request.exchanges.all() if self.answer_id else None

    def __str__(self):
        return f"{self.answer_id}: {self.objective_id}"


class RequestQuestion(NamedAfterRequest):
    """A question about a request and its answer, which all invited read. Reference ``R-2026-001-Q1``.

    ``country`` is the state that asks; null for staff.
    """

    KIND = "exchange-question"
    ADDRESS = "workspace/exchanges/requests/{ref}/"
    TITLE = "text"

    request = models.ForeignKey(ExchangeRequest, models.CASCADE, related_name="questions", verbose_name=_("request"))
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("state that asks")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("question"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("question about a request")
        verbose_name_plural = _("questions about requests")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="request_question_is_numbered", fields=["request", "number"])]

    @property
    def address(self):
        return f"{self.ADDRESS.format(ref=self.request.ref)}#q{self.number}"

    def numbering(self):
        return Numbering(f"{self.request.ref}-Q", separator="", number=str(self.number))


class CompiledAnswer(NamedAfterRequest):
    """The one answer to a request, made of those of the invited states; sent once. Reference ``R-2026-001-A``.

    ``content`` is what was sent, frozen: empty until then.
    """

    KIND = "compiled-answer"
    ADDRESS = "workspace/exchanges/compiled/{ref}/"
    TITLE = "introduction"

    request = models.OneToOneField(
        ExchangeRequest, models.CASCADE, related_name="compiled_answer", verbose_name=_("request")
    )
    introduction = models.TextField(_("introduction"), blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    content = models.JSONField(default=dict, blank=True, editable=False)
    sent_at = models.DateTimeField(pgettext_lazy("answer", "sent"), null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("compiled answer")
        verbose_name_plural = _("compiled answers")
        ordering = ["pk"]

    def numbering(self):
        return Numbering(self.request.ref, number="A")
