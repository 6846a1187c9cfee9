"""What belongs to one state, at every door and for everybody: who reads it before it is public, and who changes it."""

import datetime
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from amedip.core.models import Deed, Job, Notice, Reference, TextBeside
from amedip.core.texts import fingerprint
from amedip.translations.formats import Unit, write_file
from amedip.translations.models import Order
from exchanges.models import Exchange, ExchangeRequest, Offer, RequestAnswer
from pilots.models import PilotProject, UnsavedReport
from registry.actions import Remark, comment_on_priority, save_priority
from registry.models import ConsultationRound, Country, FocalPoint, Priority, PriorityComment, RoundState, UnsavedWork
from registry.workflow import PRIORITY
from tests import factories
from tests.approving import open_gate_of_editions
from tests.asking import signed_in, visitor
from tests.books import Filled, compared, taken
from tests.desk import filled, staff, tree, values_of
from tests.exchanges.test_workspace import form_of
from tests.pilots.test_workspace import now
from tests.pilots.test_workspace import sent as sent_of_report
from tests.test_access import BUTTONS, DECLARED, fill_tables, sample
from tests.translations.tools import confirmed, sent

DAY = datetime.timedelta(days=1)
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
# What the state has of each, and the column that says so.
EXCHANGED = {ExchangeRequest: "country", Offer: "country", Exchange: "host"}


@pytest.fixture
def world(content, settings):
    """Tunisia at work: a draft, an entry sent back, a pending change, comments, a consultation that runs."""
    today, tunisia, morocco = timezone.localdate(), *(Country.objects.get(code=code) for code in ("TN", "MA"))
    fill_tables(tunisia)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    terms = {
        "lead": (tunisia, "lead", today - 9 * DAY, None),
        "deputy": (tunisia, "deputy", today, None),
        "former": (tunisia, "deputy", today - 99 * DAY, today - DAY),
        "next": (tunisia, "deputy", today + DAY, None),
        "neighbour": (morocco, "lead", today, None),
    }
    mandates = {
        name: factories.FocalPointFactory(
            country=country, position=position, since=since, until=until, user__full_name=f"Zephyr {name}"
        )
        for name, (country, position, since, until) in terms.items()
    }
    people = {name: mandate.user for name, mandate in mandates.items()}
    people |= {"stranger": factories.UserFactory(), "superuser": staff()}
    people |= {name: staff(name) for name in ("reader", "translator", "editor", "coordinator")}
    people |= {
        name: factories.TranslatorFactory(position=position).user
        for name, position in (("linguist", "translator"), ("reviser", "reviser"))
    }
    for user in people.values():  # as everybody has who was let in
        user.set_password("a sentence")
        user.save(update_fields=["password"])
    clients = {name: signed_in(user) for name, user in people.items()} | {"visitor": visitor()}
    open_gate_of_editions()  # so that a consultation can be closed
    consultation = factories.RoundFactory(opens=today, closes=today + DAY)
    invited = RoundState.objects.create(round=consultation, country=tunisia)
    given = {"country": tunisia, "title_en": "Zephyr draft", "status": Priority.Status.DRAFT}
    draft, back, waiting, accepted = factories.PriorityFactory.create_batch(4, **given)
    PRIORITY.move(back, "submit", actor=people["lead"])
    PRIORITY.move(back, "send-back", actor=people["editor"], note="Zephyr reason", remarks=[Remark("Zephyr remark")])
    for name in ("submit", "accept"):
        PRIORITY.move(accepted, name, actor=people["superuser"])
    PRIORITY.move(waiting, "submit", actor=people["superuser"])
    public = Priority.objects.get(reference__ref="TN-2012-003")
    (remark,) = comment_on_priority(public, [Remark("Zephyr comment")], actor=people["editor"])
    public = save_priority(public, actor=people["lead"], texts={"en": {"title": "Zephyr change"}})
    practice = factories.PracticeFactory(country=tunisia, title_en="Zephyr practice", published=False)
    Order.objects.create(reference=back.reference, language="ar", translator=people["linguist"], due=today)
    asked, offered, exchange = (model.objects.get(**{side: tunisia}) for model, side in EXCHANGED.items())
    invitation, pilot = RequestAnswer.objects.get(country=tunisia), PilotProject.objects.get(number=77)
    for each in (draft, back, waiting, accepted, public):
        each.refresh_from_db()
    return SimpleNamespace(**locals())


# --- reading ------------------------------------------------------------------------------------------------------

SECRETS = ("draft", "reason", "remark", "comment", "change", "practice", "deputy")
ASKED_FOR = (  # pages that look for words, or for what is not public
    "/en/registry/?q=Zephyr",
    "/en/registry/?state=TN&status=draft",
    "/en/registry/?round={round}",
    "/en/registry/compare/?state=TN&state=MA",
    "/en/registry/editions/compare/?from=1&to=current",
    "/en/registry/current.json",
    "/en/registry/current.xlsx",
    "/en/practices/?q=Zephyr",
    "/en/search/?q=Zephyr",
    "/en/workspace/?page=1",
    "/en/workspace/priorities/new/?state=TN",
    "/api/v1/search/?q=Zephyr",
    "/api/v1/priorities/?state=TN",
    "/api/v1/practices/?state=TN",
    "/api/v1/bulk/priorities/",
    "/api/v1/bulk/practices/",
    "/api/v1/changes/?include=record&page_size=500",
    "/en/admin/registry/priority/?q=Zephyr",
    "/en/admin/registry/practice/?q=Zephyr",
    "/en/admin/registry/priority/{draft.pk}/change/",
    "/en/admin/registry/priority/{back.pk}/history/",
)


def addresses(world) -> list[str]:
    """Every route of the portal, where it leads to something of the state to just that; then questions.

    That the administration shows these people nothing but its sign-in is for the tests of access to say.
    """
    found = []
    for route in sorted(DECLARED):
        if route.startswith("{lang}/admin/"):
            continue
        found.append(sample(route))
        if "<ref>" in route and any(part in route for part in ("workspace", "registry", "priorities", "practices")):
            own = (world.draft, world.back, world.public, world.practice)
            found += [f"/{route.replace('{lang}', 'en').replace('<ref>', record.ref)}" for record in own]
    about = {"round": world.consultation.ref, "draft": world.draft, "back": world.back}
    return [*found, *(path.format(**about) for path in ASKED_FOR)]


def seen_by(client, world) -> dict[str, list[str]]:
    """The addresses at which each of the secrets shows."""
    found: dict[str, list[str]] = {}
    for path in addresses(world):
        response = client.get(path)
        assert response.status_code != 500, path
        text = text_of(response)
        for secret in SECRETS:
            if f"Zephyr {secret}" in text:
                found.setdefault(secret, []).append(path)
    return found


def text_of(response) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            data = b"".join(file.read(name) for name in file.namelist())
    return data.decode(errors="replace")


@pytest.mark.parametrize("role", ["visitor", "neighbour", "former"])
def test_what_is_not_public_when_others_open_every_address_then_it_is_nowhere(world, role):
    assert seen_by(world.clients[role], world) == {}


def test_what_is_not_public_when_its_state_opens_every_address_then_all_of_it_is_somewhere(world):
    assert seen_by(world.clients["lead"], world).keys() == set(SECRETS)


# Stands for the key of whoever sends.
ONESELF = object()


# --- writing ------------------------------------------------------------------------------------------------------


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


def typed(world, priority, act: str, **more) -> dict:
    """What the form in the workspace sends; as the state's lead sees it."""
    (form,) = tree(world.clients["lead"].get(f"/en/workspace/priorities/{priority.ref}/")).xpath(
        "//form[@id='priority-form']"
    )
    return values_of(form) | {"act": act} | more


def in_form(world, path: str, **more) -> dict:
    """What a form of the administration sends."""
    return filled(world.clients["superuser"].get(path)) | more


def step(world, name: str, **more) -> dict:
    return {"step": name, "expected": more.pop("expected").version, "note": "because"} | more


def previewed(world) -> dict:
    """What confirms a file, whoever chose it."""
    file = SimpleUploadedFile("p.csv", f"ref,title_en\n{world.draft.ref},Other\n".encode())
    page = world.clients["superuser"].post(
        "/en/admin/registry/priority/import/", {"resource": "0", "format": "", "import_file": file}
    )
    (form,) = tree(page).xpath("//form[contains(@action, 'process_import')]")
    return dict(form.form_values())


def selected(action: str, priority) -> dict:
    return {"action": action, "_selected_action": [str(priority.pk)], "index": "0"}


def earlier(world) -> dict:
    event = world.back.events.order_by("pgh_id").first()
    save_priority(world.back, actor=world.people["lead"], texts={"en": {"title": "Later"}})
    world.back.refresh_from_db()
    return {"event": event.pgh_id, "expected": world.back.version}


def successor(world) -> dict:
    day = (timezone.localdate() + 30 * DAY).isoformat()
    return {"email": "else@example.org", "full_name": "", "language": "en", "since": day}


class Book(SimpleUploadedFile):
    """A file that can be sent again and again."""

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


def other_title(world) -> bytes:
    """The state's workbook with another title for the draft, as the lead fills it in."""
    filled_in = Filled(taken(world.clients["lead"], "TN"))
    filled_in.type(world.draft.ref, title_en="Other")
    return filled_in.saved()


def handed_in(world) -> int:
    """The job of a workbook that the lead has handed in, to be confirmed."""
    job, _page = compared(world.clients["lead"], other_title(world))
    return job.pk


def translated(world) -> bytes:
    """A file with an Arabic title for the draft, as an agency sends it."""
    unit = Unit(
        key=f"priority/{world.draft.ref}/title",
        source=world.draft.title_en,
        target="عنوان",
        state="draft",
        source_fingerprint=fingerprint(world.draft.title_en),
        target_fingerprint="",
        title="",
    )
    file = io.BytesIO()
    write_file([unit], file, format="po", source_language="en", target_language="ar", order="", title="")
    return file.getvalue()


def brought(world) -> int:
    """The job of a translators' file that the editor has brought, to be confirmed."""
    return sent(world.people["editor"], translated(world), "a.po").pk


def written(world) -> int:
    """The job that has written what the editor brought, to be approved."""
    return confirmed(world.people["editor"], Job.objects.get(pk=brought(world))).pk


def kept(world, priority=None, **more) -> dict:
    """What the form's script sends while somebody types."""
    if priority is None:
        return {"state": "TN", "title_en": "Other", "person": ONESELF, "token": "5" * 32}
    return typed(world, priority, "", title_en="Other", person=ONESELF)


def translation(world, priority, act: str) -> dict:
    """What the translators' page sends for a title, as the team sees it."""
    page = world.clients["superuser"].get(f"/en/workspace/translations/priority/{priority.ref}/ar/")
    (form,) = tree(page).xpath("//form[contains(@class, 'translate')]")
    return values_of(form) | {"text-title": "عنوان آخر", "act": act}


def in_workspace(world, path: str, button: str = "save", **more) -> dict:
    """What a form of the exchanges sends, as the state's lead sees it."""
    return form_of(world.clients["lead"], f"/en/workspace/exchanges/{path}", button) | {"act": button} | more


def standing_at(obj, status: str, **columns):
    """The record in another state of its life."""
    type(obj).objects.filter(pk=obj.pk).update(status=status, **columns)
    return type(obj).objects.get(pk=obj.pk)


def pressed(record, button: str, **more) -> dict:
    """What a button of a page sends that asks for no more than a reason."""
    return {"act": button, "expected": record.version, "note": "because"} | more


def on_exchange(world, page: str, **more) -> dict:
    """What the state writes of an exchange that was held."""
    exchange = standing_at(world.exchange, Exchange.Status.HELD)
    return in_workspace(world, f"{exchange.ref}/{page}/", side="TN", **more)


def somebody(world) -> dict:
    said = {"name": "Else", "function": "Expert", "consent": "mail", "consent_on": timezone.localdate().isoformat()}
    return in_workspace(world, f"{world.exchange.ref}/people/new/", country=str(world.tunisia.pk), **said)


def reported(world, **more) -> dict:
    """What the form of the pilot's report sends."""
    path = f"/en/workspace/pilots/{world.pilot.number}/{now()}/"
    return sent_of_report(world.clients["lead"], path) | {"title_en": "Other"} | more


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


def standing(world) -> list:
    """All that a write could change of what is the state's."""
    return [
        Deed.objects.count(),
        Reference.objects.count(),
        Job.objects.count(),
        UnsavedWork.objects.count(),
        UnsavedReport.objects.count(),
        list(TextBeside.objects.order_by("pk").values_list("pk", "text")),
        list(PriorityComment.objects.order_by("pk").values_list("pk", "settled_at")),
        list(Priority.objects.filter(country=world.tunisia).order_by("pk").values_list("pk", "version", "status")),
        list(FocalPoint.objects.order_by("pk").values_list("pk", "user", "country", "since", "until")),
        list(RoundState.objects.values_list("completed_at")),
        list(ConsultationRound.objects.values_list("pk", "closed_at")),
    ]


@pytest.mark.parametrize("door", [WORKSPACE, ADMIN])
def test_what_is_a_states_when_somebody_writes_to_it_then_only_whom_the_table_names(world, door):
    world.mandate, world.leading = world.mandates["deputy"], world.mandates["lead"]
    wrong = {}
    for name, write in WRITES.items():
        if not write.route.startswith(door):
            continue
        with transaction.atomic():
            sent, path = write.sent(world), write.path(world)
            before = standing(world)
            for role in ROLES:
                done, status = tried(world, role, path, sent, before)
                if done != (role in write.who) or status >= 500:
                    wrong[name, role] = (done, status)
            transaction.set_rollback(True)
        for each in (world.draft, world.back, world.waiting, world.accepted, world.public):
            each.refresh_from_db()
    assert wrong == {}


def tried(world, role: str, path: str, sent: dict, before: list) -> tuple[bool, int]:
    """Did the person change anything, and what was answered? All is as before afterwards."""
    with transaction.atomic():
        own_key = str(world.people[role].pk) if role in world.people else ""
        response = world.clients[role].post(
            path, {name: own_key if value is ONESELF else value for name, value in sent.items()}
        )
        done = standing(world) != before
        transaction.set_rollback(True)
    return done, response.status_code


@pytest.mark.parametrize("role", ["neighbour", "reader"])
def test_administration_when_somebody_without_rights_sends_to_any_address_then_nothing_is_done(world, role):
    before = standing(world)
    for route in sorted(DECLARED):
        if route.startswith("{lang}/admin/"):
            response = world.clients[role].post(sample(route), {"post": "yes", "format": "0", "resource": "0"})
            told = "Zephyr" in text_of(response)
            assert role == "reader" or not told, route
            assert standing(world) == before, route


def test_notices_when_somebody_has_seen_them_then_those_of_others_stay_new(world):
    newest = Notice.objects.order_by("-pk").first()

    world.clients["neighbour"].post("/en/workspace/notices/seen/", {"newest": newest.pk})

    assert not Notice.objects.exclude(seen_at=None).exists()


# Routes that take something which is no state's: one's own account and notices, and the administration's frame.
# Everybody's: what is asked in a body instead of an address, and what readers choose about their own mail.
ONES_OWN = (
    "{lang}/accounts/", "{lang}/workspace/notices/seen/", "{lang}/admin/log", "{lang}/admin/password_change/",
    "{lang}/follow/", "oai",
)  # fmt: skip


def test_routes_that_take_something_when_walked_then_each_stands_in_the_table(world):
    placed = {write.route for write in WRITES.values()} | {f"{{lang}}/admin/{button}" for button in BUTTONS}
    unplaced = []
    for route in sorted(set(DECLARED) - placed):
        # Sent to by everybody above, and held to the rights of each table by the tests of access.
        if route.startswith(("{lang}/admin/", *ONES_OWN)):
            continue
        answers = {world.clients[role].post(sample(route)).status_code for role in ("lead", "superuser")}
        # 401: the API takes it from systems with a key and from nobody who is signed in (tests/partners).
        if answers - {401, 404, 405}:
            unplaced.append(route)
    assert unplaced == []
