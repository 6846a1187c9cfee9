"""What forms send that write to what belongs to a state, each as somebody who may would send it."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from amedip.core.models import Job
from amedip.core.texts import fingerprint
from amedip.translations.formats import Unit, write_file
from exchanges.models import Exchange
from registry.actions import save_priority
from tests.books import Filled, compared, taken
from tests.desk import filled, tree, values_of
from tests.exchanges.test_workspace import form_of
from tests.pilots.test_workspace import now
from tests.pilots.test_workspace import sent as sent_of_report
from tests.translations.tools import confirmed, sent

DAY = datetime.timedelta(days=1)
# Stands for the key of whoever sends.
ONESELF = object()


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
