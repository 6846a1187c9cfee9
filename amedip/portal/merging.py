"""Two people changed one priority: where they differ, who wrote what, and what each side would keep."""

from dataclasses import dataclass
from datetime import datetime

from amedip.core.models import Deed
from amedip.core.texts import states_of
from amedip.portal.forms import PriorityForm, fingerprint_of
from registry.drafts import COLUMNS, LINKS, draft_values, label_of, shown, text_columns
from registry.models import Priority

MINE, THEIRS = "mine", "theirs"
TAKE = "take-"  # before a field's name: whose version the person chose


@dataclass
class Conflict:
    """One field, in one language if it is a text, in which the two versions differ.

    ``keep`` is whose version only one side changed; ``both`` says that both did. ``by`` (None: the portal) wrote
    theirs ``at`` that moment.
    """

    name: str
    label: str
    language: str
    mine: str
    theirs: str
    by: object
    at: datetime | None
    keep: str
    both: bool


def conflicts_of(form: PriorityForm, priority: Priority) -> list[Conflict]:
    """Where the checked ``form`` and the priority as it stands now differ, in the form's order."""
    mine, theirs, base = form.typed(), draft_values(priority), form.prints()
    texts = states_of(priority)
    last = Deed.objects.filter(reference=priority.reference).exclude(
        action__in=("priority.comment", "priority.settle")
    ).select_related("actor").first()  # fmt: skip
    found = []
    for name in [*text_columns(), *COLUMNS, *LINKS]:
        if name not in mine or mine[name] == theirs[name]:
            continue
        label, language = label_of(name)
        state = texts.get((name.rpartition("_")[0], language)) if language else None
        by, at = (state.by, state.at) if state else (last.actor, last.at) if last else (None, None)
        mine_untouched = base.get(name) == fingerprint_of(mine[name])
        theirs_untouched = base.get(name) == fingerprint_of(theirs[name])
        found.append(
            Conflict(
                name, label, language, shown(name, mine[name]), shown(name, theirs[name]), by, at,
                keep=THEIRS if mine_untouched else MINE,
                both=not (mine_untouched or theirs_untouched),
            )
        )  # fmt: skip
    return found


def merged(data, priority: Priority):
    """What was sent, with their version of every field in which the person chose it."""
    values, data = draft_values(priority), data.copy()
    for key in [key for key in data if key.startswith(TAKE) and data[key] == THEIRS]:
        name = key.removeprefix(TAKE)
        if name in values:
            data.setlist(name, as_sent(values[name]))
    return data


def as_sent(value) -> list[str]:
    """A value as a browser would send it."""
    if isinstance(value, list):
        return [str(key) for key in value]
    return ["" if value is None else str(value)]


def to_send_again(form: PriorityForm, priority: Priority) -> list[tuple[str, str]]:
    """The hidden fields of the page that merges: all that was typed, made from the present version."""
    fresh = PriorityForm(priority=priority)
    pairs = [("expected", str(priority.version)), ("base", fresh.initial["base"])]
    if form.cleaned_data["minor"]:
        pairs.append(("minor", "on"))
    for name, value in form.typed().items():
        pairs += [(name, sent) for sent in as_sent(value)]
    return pairs
