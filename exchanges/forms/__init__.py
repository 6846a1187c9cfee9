"""Forms of the workspace and of the administration of exchanges, one module per noun."""

from exchanges.forms.afterwards import EvaluationForm, FollowUpForm, ReportForm
from exchanges.forms.answers import AnswerForm
from exchanges.forms.offers import OfferForm
from exchanges.forms.people import PersonForm, PersonSearchForm, sides_open_to
from exchanges.forms.requests import QuestionAnswerForm, QuestionForm, RequestForm
from exchanges.forms.steps import CompiledForm, DaysForm, InviteForm, MatchForm, TakeUpForm
from exchanges.forms.texts import TextsForm

__all__ = [
    "AnswerForm",
    "CompiledForm",
    "DaysForm",
    "EvaluationForm",
    "FollowUpForm",
    "InviteForm",
    "MatchForm",
    "OfferForm",
    "PersonForm",
    "PersonSearchForm",
    "QuestionAnswerForm",
    "QuestionForm",
    "ReportForm",
    "RequestForm",
    "TakeUpForm",
    "TextsForm",
    "sides_open_to",
]
