"""Message catalogues: compiled without gettext's programs, and checked beyond what Babel checks."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import BaseCommand, CommandError

from amedip.core import upstream
from amedip.core.marked import Marked, in_python, in_script, in_template

BASE_DIR = Path(__file__).resolve().parents[4]
LOCALE_DIR = BASE_DIR / "locale"
# English is what the code says; a catalogue of it may put single strings better.
TRANSLATIONS = ("ar", "fr")
SOURCES = ("amedip", "registry", "exchanges", "pilots", "workshops", "templates")
# Arabic speaks differently of none, one, two, few, many and the rest; French of one and of more.
FORMS = {"ar": 6, "fr": 2}
NAMED = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")
UNNAMED = re.compile(r"(?<!%)%[sdif]|\{\}")
LATIN = re.compile(r"[A-Za-z]{2}")
ARABIC = re.compile(r"[\u0600-\u06ff]")
# Each of the first kind opens what the second closes; one alone turns the rest of a page round.
OPEN, CLOSE = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]"), re.compile("[\u202c\u2069]")

# In French, where a line may not break.
BREAKING = re.compile(" [:;!?»]|« ")


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
            draft = path.with_suffix(f".{os.getpid()}.mo.new")  # others may compile at this moment
            with draft.open("wb") as file:
                write_mo(file, catalogue)
            draft.rename(compiled)
        problems += found
    return problems


def check_catalogues(folder: Path = LOCALE_DIR) -> list[str]:
    """What is not translated, marked fuzzy, or has other placeholders than its source; one line for each.

    Strings are ours, and those of our libraries that can appear: what these lack or say wrongly must be in ours.
    """
    problems = []
    wanted = {"django": set(_strings_of_the_code()), "djangojs": set(_strings_of_the_scripts())}
    for language in TRANSLATIONS:
        for domain, strings in wanted.items():
            path = folder / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue = _read(path) if path.exists() else Catalog()
            known = {(message.context, _source(message)) for message in catalogue}
            missing = {string for string in strings if (string.context, string.text) not in known}
            problems += [f"{path}: missing: {string.text}" for string in sorted(missing, key=str)]
            problems += [f"{path}: {text}" for text in _faults_of_the_libraries(language, domain, known)]
    # Only of our own strings can it be asked that the number of a plural has a name.
    unnamed = {string.text for string in [*_strings_of_the_libraries("django"), *_strings_of_the_libraries("djangojs")]}
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        found = _faults(_read(path), translated=path.parts[-3] in TRANSLATIONS, unnamed=unnamed)
        problems += [f"{path}:{number}: {text}" for number, text in found]
        problems += _gettexts_opinion(path)
    return problems


def _faults_of_the_libraries(language: str, domain: str, ours: set[tuple[str | None, str]]) -> Iterator[str]:
    """What the libraries lack or say wrongly and our catalogue does not say either."""
    shipped = upstream.shipped(language, domain)
    for string, where in _strings_of_the_libraries(domain).items():
        key = (string.context, string.text)
        if key in ours:
            continue
        if key not in shipped:
            yield f"missing: {string.text} ({where})"
            continue
        message, catalogue = shipped[key]
        yield from (f"{fault} ({where})" for fault in _faults_of_a_library(language, string, message, catalogue))


def _faults_of_a_library(language: str, string: Marked, message: Message, catalogue: Catalog) -> Iterator[str]:
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(forms) or (string.plural and len(forms) < FORMS[language]):
        yield f"not translated in all its forms: {string.text}"
    elif string.plural:
        # French has one form for none and for one; the libraries say "an hour ago" in it, for they never count to none.
        yield from _plural_faults(message, forms, _counts_of_forms(catalogue, least=1), unnamed=True)
    else:
        yield from _plain_faults(string.text, forms[0])
    if language == "ar" and any(_is_english(text) for text in forms):
        yield f"left in English: {string.text}"
    yield from _stray_controls(forms)


def _is_english(text: str) -> bool:
    return bool(LATIN.search(NAMED.sub("", UNNAMED.sub("", text)))) and not ARABIC.search(text)


def _stray_controls(forms: list[str]) -> Iterator[str]:
    for text in forms:
        if len(OPEN.findall(text)) != len(CLOSE.findall(text)):
            yield f"a direction control that is not closed: {text}"


def _breaking_spaces(forms: list[str]) -> Iterator[str]:
    for text in forms:
        if BREAKING.search(text):
            yield f"a line could break before a mark or inside quotation marks: {text}"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _source(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _faults(catalogue: Catalog, *, translated: bool, unnamed: set[str]) -> Iterator[tuple[int | None, str]]:
    counts = _counts_of_forms(catalogue)
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield message.lineno, f"fuzzy: {_source(message)}"
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        if all(forms):
            faults = (
                _plural_faults(message, forms, counts, unnamed=_source(message) in unnamed)
                if message.pluralizable
                else _plain_faults(_source(message), forms[0])
            )
            yield from ((message.lineno, fault) for fault in [*faults, *_stray_controls(forms)])
            if catalogue.locale.language == "fr":
                yield from ((message.lineno, fault) for fault in _breaking_spaces(forms))
        elif translated:
            yield message.lineno, f"not translated: {_source(message)}"


def _plain_faults(source: str, text: str) -> Iterator[str]:
    if _names(source) != _names(text) or len(UNNAMED.findall(source)) != len(UNNAMED.findall(text)):
        yield f"other placeholders than in the source: {text}"


def _plural_faults(message: Message, forms: list[str], counts: list[int], *, unnamed: bool) -> Iterator[str]:
    """``unnamed``: the source is a library's; then no form can do without the number."""
    expected = len(UNNAMED.findall(message.id[1]))
    if expected and not unnamed:
        yield f"a plural needs named placeholders: {message.id[0]}"
        return
    wanted = _names(message.id[1])
    for text, count in zip(forms, counts, strict=True):
        # "One day" needs no number; a form that serves several numbers does.
        fewer = _names(text) != wanted and count > 1
        if not _names(text) <= wanted or fewer or len(UNNAMED.findall(text)) != expected:
            yield f"other placeholders than in the source: {text}"


def _names(text: str) -> set[str]:
    return {percent or brace for percent, brace in NAMED.findall(text)}


def _counts_of_forms(catalogue: Catalog, least: int = 0) -> list[int]:
    """How many of the numbers from ``least`` to 200 each plural form serves."""
    form_of = c2py(catalogue.plural_expr)
    forms = [form_of(number) for number in range(least, 201)]
    return [forms.count(form) for form in range(catalogue.num_plurals)]


def _strings_of_the_code() -> Iterator[Marked]:
    for source in SOURCES:
        for path in sorted((BASE_DIR / source).rglob("*")):
            if path.suffix == ".py":
                yield from in_python(path.read_text())
            elif path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts:
                yield from in_template(path.read_text())


def _strings_of_the_scripts() -> Iterator[Marked]:
    for path in sorted((BASE_DIR / "amedip" / "static").rglob("*.js")):
        yield from in_script(path.read_text())


def _strings_of_the_libraries(domain: str) -> dict[Marked, str]:
    return upstream.strings()[domain]


def _gettexts_opinion(path: Path) -> list[str]:
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        return []
    result = subprocess.run([msgfmt, "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    return result.stderr.splitlines() if result.returncode else []
