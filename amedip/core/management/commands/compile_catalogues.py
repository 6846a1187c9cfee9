"""Message catalogues: compiled without gettext's programs, and checked beyond what Babel checks."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import BaseCommand, CommandError
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parents[4]
LOCALE_DIR = BASE_DIR / "locale"
# English is what the code says; a catalogue of it may put single strings better.
TRANSLATIONS = ("ar", "fr")
SOURCES = ("amedip", "registry", "exchanges", "pilots", "workshops", "templates")
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")
}
KEYWORDS["gettext_noop"] = None
NAMED = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")
UNNAMED = re.compile(r"(?<!%)%[sdif]|\{\}")


class Command(BaseCommand):
    help = "Compile the message catalogues; with --check also look for what is missing or wrong in them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="fail on missing, fuzzy or wrong translations")

    def handle(self, *, check=False, **options):
        problems = compile_catalogues() + (check_catalogues() if check else [])
        if problems:
            raise CommandError("\n".join(problems))


def compile_catalogues(folder: Path = LOCALE_DIR) -> list[str]:
    """Write the ``.mo`` beside every ``.po`` that is newer, whole or not at all; return what Babel finds wrong."""
    problems = []
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime > path.stat().st_mtime:
            continue
        catalogue = _read(path)
        found = [f"{path}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors]
        if not found:
            draft = path.with_suffix(".mo.new")
            with draft.open("wb") as file:
                write_mo(file, catalogue)
            draft.rename(compiled)
        problems += found
    return problems


def check_catalogues(folder: Path = LOCALE_DIR) -> list[str]:
    """What is not translated, marked fuzzy, or has other placeholders than its source; one line for each."""
    problems = []
    wanted = {"django": set(_strings_of_the_code()), "djangojs": set(_strings_of_the_scripts())}
    for language in TRANSLATIONS:
        for domain, strings in wanted.items():
            path = folder / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue = _read(path) if path.exists() else Catalog()
            known = {(message.context, _source(message)) for message in catalogue}
            problems += [f"{path}: missing: {string}" for _, string in sorted(strings - known, key=str)]
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        translated = path.parts[-3] in TRANSLATIONS
        problems += [f"{path}:{number}: {text}" for number, text in _faults(_read(path), translated=translated)]
        problems += _gettexts_opinion(path)
    return problems


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _faults(catalogue: Catalog, *, translated: bool) -> Iterator[tuple[int | None, str]]:
    counts = _counts_of_forms(catalogue)
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield message.lineno, f"fuzzy: {_source(message)}"
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        if all(forms):
            faults = (
                _plural_faults(message, forms, counts) if message.pluralizable else _plain_faults(message, forms[0])
            )
            yield from ((message.lineno, fault) for fault in faults)
        elif translated:
            yield message.lineno, f"not translated: {_source(message)}"


def _plain_faults(message: Message, text: str) -> Iterator[str]:
    if _names(message.id) != _names(text) or len(UNNAMED.findall(message.id)) != len(UNNAMED.findall(text)):
        yield f"other placeholders than in the source: {text}"


def _plural_faults(message: Message, forms: list[str], counts: list[int]) -> Iterator[str]:
    if any(UNNAMED.search(text) for text in message.id):
        yield f"a plural needs named placeholders: {message.id[0]}"
    wanted = _names(message.id[1])
    for text, count in zip(forms, counts, strict=True):
        # "One day" needs no number; a form that serves several numbers does.
        if not _names(text) <= wanted or (_names(text) != wanted and count > 1):
            yield f"other placeholders than in the source: {text}"


def _names(text: str) -> set[str]:
    return {percent or brace for percent, brace in NAMED.findall(text)}


def _counts_of_forms(catalogue: Catalog) -> list[int]:
    """How many of the numbers up to 200 each plural form serves."""
    form_of = c2py(catalogue.plural_expr)
    forms = [form_of(number) for number in range(201)]
    return [forms.count(form) for form in range(catalogue.num_plurals)]


def _strings_of_the_code() -> Iterator[tuple[str | None, str]]:
    for source in SOURCES:
        for path in sorted((BASE_DIR / source).rglob("*")):
            if path.suffix == ".py":
                yield from _strings("python", path.read_text())
            elif path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts:
                yield from _strings_of_a_template(path.read_text())


def _strings_of_a_template(text: str) -> Iterator[tuple[str | None, str]]:
    """Django turns what is marked into calls and the rest into X; only its indentation is no Python."""
    calls = templatize(text)
    yield from _strings("python", "\n".join(line.strip() for line in calls.splitlines()))


def _strings_of_the_scripts() -> Iterator[tuple[str | None, str]]:
    for path in sorted((BASE_DIR / "amedip" / "static").rglob("*.js")):
        yield from _strings("javascript", path.read_text())


def _strings(kind: str, text: str) -> Iterator[tuple[str | None, str]]:
    for _, message, _, context in extract(kind, BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}):
        source = message if isinstance(message, str) else message[0]
        if source:
            yield context, source


def _gettexts_opinion(path: Path) -> list[str]:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        return []
    result = subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    return result.stderr.splitlines() if result.returncode else []
