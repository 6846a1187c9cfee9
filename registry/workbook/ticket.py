"""What a workbook knows of its making: signed by us, carried in a hidden sheet, and never a right to anything."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.core import signing

from registry.workbook.columns import Column

SALT = "registry.workbook"
PRINT = 8  # characters of a value's print
# The print of a value that no cell can hold: it stays as it is.
ABSENT = "-" * PRINT


@dataclass
class Ticket:
    """``rows`` holds for each reference its version, status and the prints of its values, in the order of ``names``.

    ``lists`` are the labels as they were offered, ``sheet`` the name of the sheet, ``nonce`` that of the making.
    """

    nonce: str
    language: str
    sheet: str
    states: list[int]
    columns: list[Column]
    names: list[str]
    lists: dict[str, dict[str, int | str]]
    rows: dict[str, tuple[int, str, str]] = field(default_factory=dict)

    def sign(self) -> str:
        """The ticket as a text that only we can make."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def read(cls, signed: str) -> "Ticket | None":
        """The ticket that was signed; None if it is not ours."""
        try:
            found = signing.loads(signed, salt=SALT)
        except signing.BadSignature:
            return None
        found["columns"] = [Column(**column) for column in found["columns"]]
        return cls(**found)

    def note(self, ref: str, version: int, status: str, values: dict[str, object], absent: set[str]) -> None:
        """Remember what the row of a priority shows."""
        prints = "".join(ABSENT if name in absent else print_of(values[name]) for name in self.names)
        self.rows[ref] = version, status, prints

    def prints(self, ref: str) -> dict[str, str]:
        """By name, the prints of what the row showed."""
        prints = self.rows[ref][2]
        return {name: prints[at * PRINT : (at + 1) * PRINT] for at, name in enumerate(self.names)}


def print_of(value) -> str:
    """A short print of a value, by which to tell whether it is still the same."""
    digest = hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).digest()
    return base64.urlsafe_b64encode(digest)[:PRINT].decode()
