"""What a session discussed moves from one text of the session into passages, with where each text stands."""

import hashlib
import re
from itertools import zip_longest

from django.db import migrations
from django.utils import timezone

CODES = ("ar", "en", "fr")
# Taken back together, passages stand where the one stands that needs most work.
WORST_FIRST = ("outdated", "machine", "draft", "reviewed", "approved")
NUMBERED = {"ar": "، الفقرة", "en": ", paragraph", "fr": ", paragraphe"}
ANCHORS = {"opening": "opening", "closing": "closing"}


def split(text):
    """The paragraphs of a text, each as its parts: what stands first, then list items as ``("item", text)``."""
    found = []
    for block in re.split(r"\n\s*\n", text or ""):
        parts = []
        for line in block.strip().split("\n"):
            if line.startswith("- "):
                parts.append(("item", line[2:].strip()))
            elif parts:
                parts[-1] = (parts[-1][0], f"{parts[-1][1]}\n{line}")
            elif line:
                parts.append(("paragraph", line))
        if parts:
            found.append(parts)
    return found


def blocks(texts):
    """The passages of a summary in order, as ``(number, form, {language: text})``.

    The first part of the fourth paragraph is number 4, which was its address until now; items get the numbers after
    the last paragraph's.
    """
    paragraphs = list(zip_longest(*(split(texts[code]) for code in CODES), fillvalue=()))
    following, found = len(paragraphs), []
    for number, together in enumerate(paragraphs, 1):
        for place, parts in enumerate(zip_longest(*together)):
            form = next(part[0] for part in parts if part)
            here = {code: part[1] for code, part in zip(CODES, parts, strict=True) if part and part[1]}
            if place:
                following += 1
            if here:
                found.append((following if place else number, form, here))
    return found


def joined(rows):
    """The text in which ``(number, form, text)`` stood: an item that is not next in number was within a paragraph."""
    pieces, last, within = [], 0, False
    for number, form, text in rows:
        within = form == "item" and (within or number != last + 1)
        pieces += ["\n" if within else "\n\n", f"- {text}" if form == "item" else text]
        last = number
    return "".join(pieces).strip()


def digest(text):
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest() if text else ""


class Ledger:
    """The rows of the texts of sessions, passages and statements, and of what lies beside them."""

    def __init__(self, apps):
        self.states = apps.get_model("core", "TextState").objects
        self.beside = apps.get_model("core", "TextBeside").objects
        kinds = apps.get_model("contenttypes", "ContentType").objects
        self.kinds = {
            name: kinds.get_or_create(app_label="workshops", model=name)[0].pk
            for name in ("session", "passage", "statement")
        }

    def of(self, rows, name, pks=None):
        found = rows.filter(content_type_id=self.kinds[name])
        return found if pks is None else found.filter(object_id__in=pks)

    def tongues(self, reference):
        """What the page owes: by language, since when texts are missing or outdated."""
        debts = {}
        for row in self.states.filter(reference_id=reference.pk, state__in=["missing", "outdated"]).order_by("at"):
            debt = debts.setdefault(row.language, {})
            if row.state not in debt:
                debt[row.state] = timezone.localdate(row.outdated_at or row.at).isoformat()
                if row.state == "outdated":
                    debt["by"] = row.outdated_by
        for code, debt in debts.items():
            told = reference.tongues.get(code, {}).get("missing")
            if told and "missing" in debt:
                debt["missing"] = told
        return debts


def move(apps, schema_editor):
    ledger = Ledger(apps)
    session_model = apps.get_model("workshops", "Session")
    touched = []
    for session in session_model.objects.select_related("workshop__reference").order_by("workshop", "number"):
        texts = {code: getattr(session, f"summary_{code}") for code in CODES}
        passages = [make(apps, ledger, session, position, *block) for position, block in enumerate(blocks(texts), 1)]
        states = {
            row.language: row for row in ledger.of(ledger.states, "session", [session.pk]).filter(field="summary")
        }
        for passage in passages:
            carry_states(ledger, passage, session, states)
            passage.reference.tongues = ledger.tongues(passage.reference)
            passage.reference.save(update_fields=["tongues"])
        carry_proposals(ledger, session, passages)
        if passages:
            touched += [session.workshop.reference, *(passage.reference for passage in passages)]
    for rows in (ledger.states, ledger.beside):
        ledger.of(rows, "session").filter(field="summary").delete()
    tell(apps, ledger, touched)


def make(apps, ledger, session, position, number, form, texts):
    """A passage with its reference; one that was there before, under the same address, comes back to life."""
    references, workshop = apps.get_model("core", "Reference").objects, session.workshop
    anchor = f"{ANCHORS.get(session.kind, f's{session.number}')}.p{number}"
    ref = f"{workshop.reference.ref}-{anchor}"
    reference, _new = references.get_or_create(kind="passage", ref=ref)
    reference.public, reference.gone_at, reference.example = True, None, workshop.reference.example
    reference.path = f"workshops/{workshop.reference.ref}/#{anchor}"
    for code in CODES:
        title = getattr(session, f"title_{code}") or session.title_en or session.title_fr or session.title_ar
        setattr(reference, f"title_{code}", f"{title}{NUMBERED[code]} {number}"[:300] if texts.get(code) else "")
    reference.save()
    counter, _new = apps.get_model("core", "ReferenceCounter").objects.get_or_create(
        kind="passage", prefix=ref.rstrip("0123456789").rstrip("-")
    )
    if counter.last < number:
        counter.last = number
        counter.save(update_fields=["last"])
    return apps.get_model("workshops", "Passage").objects.create(
        reference=reference,
        workshop=workshop,
        session=session,
        anchor=anchor,
        form=form,
        position=position,
        text=next(iter(texts.values())),
        **{f"text_{code}": texts.get(code) for code in CODES},
    )


def carry_states(ledger, passage, session, states):
    """Each language of a passage stands as the summary stood, or is missing."""
    rows = []
    for code, row in states.items():
        text = getattr(passage, f"text_{code}")
        source = row.source_language if text else ""
        unchanged = source and row.source_fingerprint == digest(getattr(session, f"summary_{source}"))
        values = {
            field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
        }
        values |= {
            "content_type_id": ledger.kinds["passage"],
            "object_id": passage.pk,
            "reference_id": passage.reference_id,
            "field": "text",
            "fingerprint": digest(text),
            "source_language": source,
            "source_fingerprint": digest(getattr(passage, f"text_{source}")) if unchanged else "",
        }
        if not text:
            values |= {"state": "missing", "outdated_at": None, "outdated_by": "", "was": ""}
        elif row.state == "missing":
            values["state"] = "draft"
        rows.append(type(row)(**values))
    ledger.states.bulk_create(rows)


def carry_proposals(ledger, session, passages):
    """A proposal for the summary becomes one for each passage that it would change; the last takes the rest."""
    for row in ledger.of(ledger.beside, "session", [session.pk]).filter(field="summary"):
        parts = [part[1] for paragraph in split(row.text) for part in paragraph]
        if len(parts) > len(passages):
            parts[len(passages) - 1 :] = ["\n\n".join(parts[len(passages) - 1 :])]
        for passage, text in zip(passages, parts, strict=False):
            if text == getattr(passage, f"text_{row.language}"):
                continue
            source = row.source_language
            ledger.beside.create(
                content_type_id=ledger.kinds["passage"],
                object_id=passage.pk,
                reference_id=passage.reference_id,
                field="text",
                language=row.language,
                source_language=source,
                source_fingerprint=digest(getattr(passage, f"text_{source}")) if source else "",
                by_id=row.by_id,
                at=row.at,
                origin=row.origin,
                state=row.state,
                text=text,
            )


def move_back(apps, schema_editor):
    ledger = Ledger(apps)
    passages = apps.get_model("workshops", "Passage").objects
    touched = []
    for session in apps.get_model("workshops", "Session").objects.select_related("workshop__reference"):
        rows = list(passages.filter(session=session).select_related("reference").order_by("position", "pk"))
        if not rows:
            continue
        texts = {
            code: joined(
                (int(row.anchor.rpartition(".p")[2]), row.form, text)
                for row in rows
                if (text := getattr(row, f"text_{code}"))
            )
            for code in CODES
        }
        states = list(ledger.of(ledger.states, "passage", [row.pk for row in rows]))
        for code, text in texts.items():
            setattr(session, f"summary_{code}", text or None)
        session.save(update_fields=[f"summary_{code}" for code in CODES])
        ledger.states.bulk_create(
            take_back(ledger, session, code, texts, [row for row in states if row.language == code]) for code in CODES
        )
        for row in rows:
            row.reference.public, row.reference.gone_at, row.reference.tongues = False, timezone.now(), {}
            row.reference.save(update_fields=["public", "gone_at", "tongues"])
        apps.get_model("core", "Citation").objects.filter(owner__in=[row.reference_id for row in rows]).delete()
        apps.get_model("core", "SearchEntry").objects.filter(reference__in=[row.reference_id for row in rows]).delete()
        touched.append(session.workshop.reference)
    for name in ("passage", "statement"):
        for rows in (ledger.states, ledger.beside):
            ledger.of(rows, name).delete()
    apps.get_model("workshops", "Statement").objects.all().delete()
    passages.all().delete()
    tell(apps, ledger, touched)


def take_back(ledger, session, code, texts, states):
    """The row of the summary in one language, made of those of its passages."""
    standing = sorted((row for row in states if row.state in WORST_FIRST), key=lambda row: WORST_FIRST.index(row.state))
    worst = standing[0] if standing and texts[code] else None
    source = worst.source_language if worst else ""
    return ledger.states.model(
        content_type_id=ledger.kinds["session"],
        object_id=session.pk,
        reference_id=session.workshop.reference_id,
        field="summary",
        language=code,
        state=worst.state if worst else "missing",
        fingerprint=digest(texts[code]) if worst else "",
        source_language=source,
        source_fingerprint=digest(texts[source]) if source and worst.source_fingerprint else "",
        by_id=worst.by_id if worst else None,
        at=max((row.at for row in states), default=timezone.now()),
        outdated_at=worst.outdated_at if worst else None,
        outdated_by=worst.outdated_by if worst else "",
        was=worst.was if worst else "",
    )


def tell(apps, ledger, references):
    """Bring up to date what workshops owe, the change feed, and, by a job, the search."""
    if not references:
        return
    for reference in references:
        if reference.kind == "workshop":
            reference.tongues = ledger.tongues(reference)
            reference.save(update_fields=["tongues"])
    public = [reference for reference in {row.pk: row for row in references}.values() if reference.public]
    changes = apps.get_model("core", "Change").objects
    changes.bulk_create([changes.model(reference=reference) for reference in public])
    apps.get_model("core", "Job").objects.create(kind="search.rebuild", due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("workshops", "0004_passages")]

    operations = [migrations.RunPython(move, move_back)]
