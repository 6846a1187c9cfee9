"""The content of an edition as readers of one language meet it: what each file says, in what order and words."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amedip.core import languages
from amedip.core.publications.words import Said, shown, written_day
from amedip.core.templatetags.frame import section_name
from registry.models import Priority

# What a priority's texts are called, in the order in which they are read.
FIELDS = ("title", "description", "need", "desired_result")


class Reading:
    """One content in the reader's language, that of the thread. ``number`` is that of the edition, None for today's."""

    def __init__(self, content: dict, number: int | None = None, title: str = ""):
        self.content = content
        self.number = number
        self.language = languages.current()
        self.at = datetime.datetime.fromisoformat(content["at"])
        self.title = title

    @cached_property
    def states(self) -> list[tuple[dict, list[dict]]]:
        """Each state with its priorities, in the order of the language."""
        by_state: dict[str, list[dict]] = {}
        for priority in self.content["priorities"]:
            by_state.setdefault(priority["state"], []).append(priority)
        rows = [row for row in self.content["states"] if row["code"] in by_state]
        rows.sort(key=lambda row: languages.sort_key(shown(row["name"]).text, self.language))
        return [(row, by_state[row["code"]]) for row in rows]

    @cached_property
    def priorities(self) -> list[dict]:
        """All of them, state by state."""
        return [priority for _state, priorities in self.states for priority in priorities]

    @cached_property
    def themes(self) -> list[tuple[dict, list[dict]]]:
        """Each theme with the priorities under it, in its own order."""
        return [
            (theme, [priority for priority in self.priorities if theme["slug"] in priority["themes"]])
            for theme in self.content["themes"]
        ]

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict]:
        """The names of all that priorities point at, by (list, code)."""
        keys = {"states": "code", "themes": "slug", "institutions": "ref", "rounds": "slug"}
        return {(kind, row[key]): row["name"] for kind, key in keys.items() for row in self.content[kind]}

    @cached_property
    def sources(self) -> dict[tuple[str, str], dict]:
        return {(row["kind"], row["reference"]): row for row in self.content["sources"]}

    def name(self, kind: str, code: str | None) -> Said | None:
        """The name of a state, theme, institution or round; None for none."""
        return shown(self._names[kind, code]) if code else None

    def names(self, kind: str, codes: Iterable[str]) -> list[Said]:
        return [shown(self._names[kind, code]) for code in codes]

    @property
    def day(self) -> str:
        """The day of the content as prose writes it."""
        return written_day(self.at.date())


def labels() -> dict[str, str]:
    """What the parts of a priority are called in the reader's language."""
    field = Priority._meta.get_field
    columns = (
        *FIELDS, "themes", "institution", "institutions", "time_frame", "importance", "expertise", "status", "year",
        "round", "superseded_by",
    )  # fmt: skip
    named = {name: capfirst(str(field(name).verbose_name)) for name in columns}
    return named | {
        "ref": _("Reference"),
        "state": _("State"),
        "code": _("Code of the state"),
        "derived": _("Derived from a source"),
        "confirmed_on": _("Confirmed by the state"),
        "sources": _("Sources"),
        "url": _("Address"),
    }


def choice(name: str, value: str | None) -> str:
    """What the reader's language calls a value of one of the columns with choices; empty for none."""
    return str(dict(Priority._meta.get_field(name).flatchoices).get(value, value)) if value else ""


def section(source: dict) -> str:
    """What readers call the passage of a source; empty for the whole."""
    return str(section_name(source["section"])) if source["section"] else ""


def address(ref: str, language: str = "") -> str:
    """The page of a priority in the reader's language, or in ``language``."""
    return f"{settings.SITE_URL}/{language or languages.current()}/registry/{ref}/"


def registry_title() -> str:
    return _("Registry of Institutional Priorities")
