"""What is to become of records, and why it may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from amedip.core.models import Record
from amedip.core.records import Links, Source
from amedip.core.texts import Rows, Texts


@dataclass
class Draft:
    """What is to become of one record: the arguments of ``write_record`` for it."""

    obj: Record
    columns: Mapping[str, object] = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    links: Sequence[Links] = ()
    sources: Sequence[Source] | None = None
    ref: str = ""
    expected: int | None = None
    part_of: Record | None = None

    def __post_init__(self):
        self.new = self.obj._state.adding
        self.changed_columns: dict[str, object] = {}
        self.changed_texts: dict[str, dict[str, str | None]] = {}
        self.proposed_texts: dict[str, dict[str, str | None]] = {}
        self.changed_links: list[Links] = []
        # Of a stored record the rows of the ledger for the fields whose texts change.
        self.before: Rows = {}

    @property
    def changes(self) -> bool:
        """Is there anything to write?"""
        return bool(
            self.new
            or self.changed_columns
            or self.changed_texts
            or self.proposed_texts
            or self.changed_links
            or self.sources is not None
        )


class Refusals(ValidationError):
    """Nothing was written: ``by_place`` says, by place in the list of drafts, what is wrong with which."""

    def __init__(self, by_place: Mapping[int, ValidationError]):
        super().__init__([message for error in by_place.values() for message in error.messages])
        self.by_place = by_place
