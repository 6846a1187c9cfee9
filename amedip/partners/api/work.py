"""What clients work on: collections of which each client sees its own, as they stand in the workspace."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from amedip.core import languages
from amedip.core.api import conditional
from amedip.core.api.inputs import InputShape, escaped
from amedip.core.api.plans import Manner
from amedip.core.api.problems import InputError, Invalid, Refused
from amedip.core.api.reading import Collection, page_of, plan_of
from amedip.core.api.renderers import dumps
from amedip.core.models import Record
from amedip.core.rules import Allowed, Denied, Rule
from amedip.core.texts import translated_fields
from amedip.core.workflow import IllegalTransition
from amedip.partners.models import Client

_WHOLE = Manner()


@dataclass(frozen=True)
class Step:
    """Something that is done with a record by POST to ``<ref>/<name>/``.

    ``take(record, data, actor=, expected=)`` does it; ``sent`` is what may be told with it.
    """

    name: str
    summary: str
    take: Callable[..., object]
    sent: type[InputShape] | None = None


class Shown(NamedTuple):
    """A record as its client sees it, with the tag that ``If-Match`` takes."""

    item: dict
    body: bytes
    tag: str


class Work(Collection):
    """Records of one kind that clients with ``scope`` write. ``visible`` are those that a user works on.

    ``creates`` is what POST takes, where clients begin records themselves, and ``changes`` what PATCH takes. What a
    refusal calls differently than the API does says ``called``. Those that are written many at a time have an ``item``,
    and ``record_of`` gives the record of what ``prepare`` makes of it.
    """

    scope: str
    creates: type[InputShape] | None = None
    changes: type[InputShape]
    steps: tuple[Step, ...] = ()
    called: Mapping[str, str] = {}
    item: type[InputShape]
    record_of: Callable[[object], Record]

    @classmethod
    def seen(cls, user) -> QuerySet:
        """Those that the user knows of: of these a refusal says why, of others that there is no such thing."""
        return cls.visible(user)

    @classmethod
    def known(cls, user, ref: str) -> Record | None:
        """The record with this reference, if the user knows of it."""
        found = cls.seen(user).filter(reference__kind=cls.model.KIND, reference__ref=ref)
        return found.select_related("reference").first()

    @classmethod
    def may_write(cls, user, obj) -> Allowed | Denied:
        raise NotImplementedError

    @classmethod
    def rule_for(cls, user) -> Rule:
        """``may_write`` of this user, to be asked about many records."""
        return cls.may_write

    @classmethod
    def create(cls, data: dict, *, actor, client: Client) -> Record:
        raise NotImplementedError

    @classmethod
    def change(cls, obj: Record, data: dict, *, actor, expected: int) -> Record:
        raise NotImplementedError

    @classmethod
    def prepare(cls, obj: Record | None, data: dict) -> object:
        """What is to become of the record (a new one for None), as ``save_all`` takes it."""
        raise NotImplementedError

    @classmethod
    def save_all(cls, changes: Sequence, *, actor) -> None:
        """Save all of them or none; raises ``Refusals`` by place."""
        raise NotImplementedError

    @classmethod
    def complete(cls, items: Sequence[dict], keys: Sequence[int], client: Client) -> None:
        """Put into the objects, whose records have these keys, what stands in no column of theirs."""

    @classmethod
    def read(cls, keys: Sequence[int], client: Client) -> list[tuple[int, dict]]:
        """The records with these keys as the client sees them, each with its version, in the collection's order."""
        plan = plan_of(cls, _WHOLE)
        rows = page_of(cls, _WHOLE).fetch(list(keys))
        items = plan.read(rows)
        cls.complete(items, [plan.beside["pk"](row) for row in rows], client)
        version = plan.beside["version"]
        return [(version(row), item) for row, item in zip(rows, items, strict=True)]

    @classmethod
    def show(cls, key: int, client: Client) -> Shown:
        ((version, item),) = cls.read([key], client)
        body = dumps(item)
        return Shown(item, body, f"{version}-{conditional.digest_of(body)}")


def refusal_of(error: ValidationError, collection: type[Work]) -> Exception:
    """What the API says where an action refuses: 409 for the state of things, else 400 with a pointer for each part."""
    if isinstance(error, IllegalTransition) or getattr(error, "code", None) == "state":
        return Refused(409, " ".join(error.messages))
    return Invalid(errors_of(error, collection))


def errors_of(error: ValidationError, collection: type[Work], at: str = "") -> list[InputError]:
    """The reasons of a refusal, each with its place in the input, below the pointer ``at``."""
    if not hasattr(error, "error_dict"):
        return [_error(at, one) for one in error.error_list]
    return [_error(at + pointer_to(name, collection), one) for name, found in error.error_dict.items() for one in found]


def _error(pointer: str, error: ValidationError) -> InputError:
    return InputError(pointer, (error.code or "invalid").replace("_", "-"), " ".join(error.messages))


def pointer_to(name: str, collection: type[Work]) -> str:
    """``title_fr`` stands in the input at ``/title/fr``; what belongs to no field, at the whole."""
    field, _underline, code = name.rpartition("_")
    if code in languages.CODES and field in translated_fields(collection.model):
        return f"/{field}/{code}"
    name = collection.called.get(name, name)
    return "" if name == "__all__" else "".join(f"/{escaped(step)}" for step in name.split("/"))
