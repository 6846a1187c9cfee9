"""Who may write to what belongs to a state: a table of all that forms send."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from exchanges.models import Exchange
from tests.other_states.sending import (
    ONESELF,
    Book,
    brought,
    earlier,
    handed_in,
    in_form,
    in_workspace,
    kept,
    on_exchange,
    other_title,
    pressed,
    previewed,
    reported,
    selected,
    somebody,
    standing_at,
    step,
    successor,
    translated,
    translation,
    typed,
    written,
)
from tests.pilots.test_workspace import now

# The neighbour is in office for another state; the former's last day was yesterday, the next one's first is tomorrow.
OUTSIDE = ("visitor", "neighbour", "former", "next")
STATE = frozenset({"lead", "deputy"})
LEAD = frozenset({"lead"})
EDITORS = frozenset({"editor", "coordinator"})
TRANSLATORS = EDITORS | {"translator"}
COORDINATORS = frozenset({"coordinator"})
LANGUAGE = frozenset({"linguist", "reviser"})
# The linguist translates the portal into Arabic, with one draft of the state before them; the reviser also approves.
ROLES = (*OUTSIDE, "lead", "deputy", "reader", "translator", "editor", "coordinator", *sorted(LANGUAGE))


@dataclass(frozen=True)
class Write:
    """Something that a form sends: to the ``route``, in which ``about`` names the object, and who may send it."""

    route: str
    who: frozenset[str]
    sent: Callable[..., dict]
    about: str = "draft"
    parts: dict[str, Callable] = field(default_factory=dict)

    def path(self, world) -> str:
        obj = getattr(world, self.about)
        ref = getattr(obj, "ref", "")
        values = {"ref": ref, "number": ref, "object_id": obj.pk, "code": "TN"} | {
            name: value(world) for name, value in self.parts.items()
        }
        path = "/" + self.route.replace("{lang}", "en")
        for name, value in values.items():
            path = path.replace(f"<{name}>", str(value))
        return path


WORKSPACE, ADMIN = "{lang}/workspace/", "{lang}/admin/registry/"
PRIORITY_FORM, CHANGE = WORKSPACE + "priorities/<ref>/", ADMIN + "priority/<object_id>/change/"
MOVE = ADMIN + "priority/<object_id>/move/"
TRANSLATION = WORKSPACE + "translations/<kind>/<ref>/<code>/"
ARABIC = {"kind": lambda _: "priority", "code": lambda _: "ar"}

FILE = WORKSPACE + "translations/files/<number>/"
EXCHANGES, REPORT = WORKSPACE + "exchanges/", WORKSPACE + "pilots/<number>/<span>/"
ONE_EXCHANGE, ONE_REQUEST = EXCHANGES + "<number>/", EXCHANGES + "requests/<ref>/"
OF_PILOT = {"number": lambda world: world.pilot.number, "span": lambda _: now()}
MARKS = dict.fromkeys(("relevance", "quality", "follow_up"), "4")
# The state speaks for itself, and whoever runs the exchanges and the pilots for every state.
RUNNERS = STATE | EDITORS

WRITES = {
    "enter a priority": Write(
        WORKSPACE + "priorities/new/",
        STATE,
        lambda _: {"state": "TN", "title_en": "New", "year": "2026", "act": "save"},
    ),
    "save a draft": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.draft, "save", title_en="Other")),
    "submit": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.draft, "priority.submit")),
    "withdraw": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.draft, "priority.withdraw")),
    "fulfil": Write(PRIORITY_FORM, frozenset(), lambda w: typed(w, w.public, "priority.fulfil"), "public"),
    "change beside": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.public, "save", title_en="Other"), "public"),
    "submit a change": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.public, "priority-revision.submit"), "public"),
    "discard": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.public, "priority-revision.discard"), "public"),
    "confirm": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.public, "confirm"), "public"),
    "comment": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.draft, "comment", remark="Well", about="")),
    "settle": Write(PRIORITY_FORM, STATE, lambda w: typed(w, w.public, "", settle=str(w.remark.pk)), "public"),
    "accept alone": Write(PRIORITY_FORM, frozenset(), lambda w: typed(w, w.waiting, "priority.accept"), "waiting"),
    "restore": Write(WORKSPACE + "priorities/<ref>/history/", STATE, earlier, "back"),
    "say complete": Write(
        WORKSPACE + "rounds/<ref>/complete/", STATE, lambda _: {"state": "TN", "complete": "yes"}, "consultation"
    ),
    "hand over": Write(WORKSPACE + "hand-over/<code>/", LEAD, successor),
    "ask for a pack": Write(WORKSPACE + "packs/<code>/", STATE | EDITORS | {"reader", "translator"}, lambda _: {}),
    "keep what is typed": Write(PRIORITY_FORM + "keep/", STATE, lambda w: kept(w, w.draft)),
    "keep a new one": Write(WORKSPACE + "priorities/new/keep/", STATE, kept),
    # What the neighbour's file says of this state is refused where it is compared, and again where it is written.
    "hand in a workbook": Write(
        WORKSPACE + "workbook/", STATE | EDITORS | {"neighbour"}, lambda w: {"file": Book("b.xlsx", other_title(w))}
    ),
    "confirm a workbook": Write(
        WORKSPACE + "workbook/<number>/", LEAD, lambda _: {}, parts={"number": handed_in}
    ),
    "ask for a translators' file": Write(
        WORKSPACE + "translations/files/",
        EDITORS | LANGUAGE,
        lambda _: {"act": "ask", "source": "en", "target": "ar", "standings": ["missing"], "format": "po"},
    ),
    "bring a translators' file": Write(
        WORKSPACE + "translations/files/",
        EDITORS | LANGUAGE,
        lambda w: {"act": "send", "file": Book("a.po", translated(w))},
    ),
    "confirm a translators' file": Write(
        FILE, frozenset({"editor"}), lambda _: {"act": "confirm"}, parts={"number": brought}
    ),
    # Whoever keeps such records approves what the editor brought; it stays visible to no state.
    "approve a translators' file": Write(
        FILE, EDITORS | {"reviser"}, lambda _: {"act": "approve"}, parts={"number": written}
    ),
    "propose a translation": Write(
        TRANSLATION,
        TRANSLATORS | LANGUAGE,
        lambda w: translation(w, w.public, "save"),
        "public",
        ARABIC,
    ),
    "approve a translation": Write(
        TRANSLATION, EDITORS | {"reviser"}, lambda w: translation(w, w.public, "approve:title"), "public", ARABIC
    ),
    "translate a draft": Write(TRANSLATION, TRANSLATORS, lambda w: translation(w, w.draft, "save"), "draft", ARABIC),
    "translate what lies at one": Write(
        TRANSLATION, TRANSLATORS | {"linguist"}, lambda w: translation(w, w.back, "save"), "back", ARABIC
    ),
    "begin a request": Write(
        EXCHANGES + "requests/new/", RUNNERS, lambda w: in_workspace(w, "requests/new/", state="TN", title_en="New")
    ),
    "save a request": Write(
        ONE_REQUEST,
        RUNNERS,
        lambda w: in_workspace(w, f"requests/{standing_at(w.asked, 'draft').ref}/", title_en="Other"),
        "asked",
    ),
    "withdraw a request": Write(ONE_REQUEST, RUNNERS, lambda w: pressed(w.asked, "withdraw"), "asked"),
    "ask about a request": Write(ONE_REQUEST + "ask/", RUNNERS, lambda _: {"text_en": "How long?"}, "asked"),
    "answer a question": Write(
        ONE_REQUEST + "q<number>/",
        RUNNERS,
        lambda w: {"answer_en": "Two days.", "expected": w.asked.questions.get().version},
        "asked",
        {"number": lambda _: 1},
    ),
    "answer an invitation": Write(
        EXCHANGES + "answers/<ref>/",
        RUNNERS,
        lambda w: in_workspace(w, f"answers/{w.invitation.ref}/", remark_en="Gladly"),
        "invitation",
    ),
    "begin an offer": Write(
        EXCHANGES + "offers/new/", RUNNERS, lambda w: in_workspace(w, "offers/new/", state="TN", title_en="New")
    ),
    "save an offer": Write(
        EXCHANGES + "offers/<ref>/",
        RUNNERS,
        lambda w: in_workspace(w, f"offers/{w.offered.ref}/", title_en="Other"),
        "offered",
    ),
    "agree to an exchange": Write(
        ONE_EXCHANGE,
        RUNNERS,
        lambda w: pressed(
            standing_at(w.exchange, Exchange.Status.PREPARED, format="training"), "agree", side="TN"
        ),
        "exchange",
    ),
    "fix its days": Write(
        ONE_EXCHANGE,
        RUNNERS,
        lambda w: pressed(w.exchange, "schedule", start="2031-01-01", end="2031-01-02"),
        "exchange",
    ),
    "report on an exchange": Write(
        ONE_EXCHANGE + "report/", RUNNERS, lambda w: on_exchange(w, "report", done_en="Work"), "exchange"
    ),
    "evaluate an exchange": Write(
        ONE_EXCHANGE + "evaluation/", RUNNERS, lambda w: on_exchange(w, "evaluation", **MARKS), "exchange"
    ),
    "say what became of it": Write(
        ONE_EXCHANGE + "follow-up/",
        RUNNERS,
        lambda w: {"side": "TN", "used": "partly", "answer_en": "So", "expected": w.exchange.follow_ups.get().version},
        "exchange",
    ),
    # Who takes part is known to the two sides; of the team to those who need to.
    "enter somebody": Write(ONE_EXCHANGE + "people/new/", STATE | COORDINATORS, somebody, "exchange"),
    "erase somebody": Write(
        ONE_EXCHANGE + "people/<pk>/",
        STATE | COORDINATORS,
        lambda _: {"act": "erase"},
        "exchange",
        {"pk": lambda w: w.exchange.people.get().pk},
    ),
    "report on a pilot": Write(REPORT, RUNNERS, lambda w: reported(w, act="save"), "pilot", OF_PILOT),
    "keep a report": Write(REPORT + "keep/", RUNNERS, lambda w: reported(w, person=ONESELF), "pilot", OF_PILOT),
    "change in the administration": Write(
        CHANGE, TRANSLATORS, lambda w: in_form(w, f"/en/admin/registry/priority/{w.draft.pk}/change/", title_en="Other")
    ),
    "add in the administration": Write(
        ADMIN + "priority/add/",
        EDITORS,
        lambda w: in_form(w, "/en/admin/registry/priority/add/", title_en="New", country=w.tunisia.pk, year="2026"),
    ),
    "delete": Write(ADMIN + "priority/<object_id>/delete/", COORDINATORS, lambda _: {"post": "yes"}),
    "accept": Write(MOVE, EDITORS, lambda w: step(w, "accept", expected=w.waiting), "waiting"),
    "send back": Write(MOVE, EDITORS, lambda w: step(w, "send-back", expected=w.waiting), "waiting"),
    "publish": Write(MOVE, EDITORS, lambda w: step(w, "publish", expected=w.accepted), "accepted"),
    "comment as the team": Write(
        MOVE,
        EDITORS,
        lambda w: {"comment": "1", "expected": w.draft.version, "about": "", "remark": "Well"},
    ),
    "import": Write(ADMIN + "priority/process_import/", EDITORS, previewed),
    "publish selected": Write(ADMIN + "priority/", EDITORS, lambda w: selected("move_publish", w.accepted)),
    "delete selected": Write(
        ADMIN + "priority/", COORDINATORS, lambda w: selected("delete_selected", w.draft) | {"post": "yes"}
    ),
    "change a practice": Write(
        ADMIN + "practice/<object_id>/change/",
        TRANSLATORS,
        lambda w: in_form(w, f"/en/admin/registry/practice/{w.practice.pk}/change/", title_en="Other"),
        "practice",
    ),
    "change a mandate": Write(
        ADMIN + "focalpoint/<object_id>/change/",
        COORDINATORS,
        lambda w: in_form(w, f"/en/admin/registry/focalpoint/{w.mandate.pk}/change/", until="2040-01-01"),
        "mandate",
    ),
    "appoint": Write(
        ADMIN + "focalpoint/add/",
        COORDINATORS,
        lambda w: {
            "user": str(w.people["stranger"].pk), "country": str(w.tunisia.pk), "position": "deputy",
            "since": timezone.localdate().isoformat(), "until": "",
        },
    ),
    "hand over as the team": Write(ADMIN + "focalpoint/<object_id>/hand-over/", COORDINATORS, successor, "leading"),
    "close": Write(ADMIN + "consultationround/<object_id>/close/", EDITORS, lambda _: {}, "consultation"),
}  # fmt: skip
