"""What a file or a machine may not overwrite: its words lie beside the text until a person takes them."""

from amedip.core.models import Record, Standing, TextBeside
from amedip.core.texts.fields import Texts
from amedip.core.texts.ledger import Rows

Origin = TextBeside.Origin
_VOUCHED = (Standing.REVIEWED, Standing.APPROVED)


def split_guarded(obj, changed: Texts, before: Rows, *, origin: str) -> tuple[dict, dict]:
    """Divide ``changed`` into what ``origin`` may write and what it may only propose, ``{language: {field: text}}``.

    A person writes everything. A file leaves alone what somebody has reviewed or approved, outdated or not. A machine
    fills in what is missing, or what a machine wrote, and nothing that the public reads at once.
    """
    if origin not in (Origin.FILE, Origin.MACHINE):
        return {code: dict(fields) for code, fields in changed.items()}, {}
    public = not isinstance(obj, Record) or obj.is_public()
    written: dict[str, dict] = {}
    proposed: dict[str, dict] = {}
    for code, fields in changed.items():
        for field, text in fields.items():
            row = before.get((field, code))
            stands = Standing.MISSING if row is None else row.state
            vouched = stands in _VOUCHED or (stands == Standing.OUTDATED and row.was in _VOUCHED)
            if origin == Origin.MACHINE:
                guarded = public or stands not in (Standing.MISSING, Standing.MACHINE)
            else:
                guarded = vouched
            (proposed if guarded else written).setdefault(code, {})[field] = text
    return written, proposed
