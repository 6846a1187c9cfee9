"""The check of message catalogues finds what Babel lets pass."""

import gettext
from io import StringIO

import pytest
from babel.messages.pofile import read_po

from amedip.core import upstream
from amedip.core.management.commands import compile_catalogues as catalogues
from amedip.core.marked import Marked

ARABIC = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: ar\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\n"

"""
FRENCH = ARABIC[: ARABIC.index('"Language')].lstrip() + "\n"
PLURAL = """
msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] "لا أيام"
msgstr[1] "يوم واحد"
msgstr[2] "يومان"
msgstr[3] "%(count)s أيام"
msgstr[4] "%(count)s يوما"
msgstr[5] "%(count)s يوم"
"""
RIGHT = [
    'msgid "Hello %(name)s"\nmsgstr "مرحبا %(name)s"',
    'msgid "Hello {name}"\nmsgstr "مرحبا {name}"',
    'msgid "Add %s"\nmsgstr "إضافة %s"',
    'msgid "100%"\nmsgstr "١٠٠٪"',
    PLURAL,
]
WRONG = [
    ('msgid "About"\nmsgstr ""', "not translated: About"),
    ('#, fuzzy\nmsgid "About"\nmsgstr "حول"', "fuzzy: About"),
    ('msgid "Hello %(name)s"\nmsgstr "مرحبا %(nom)s"', "other placeholders"),
    ('msgid "Hello {name}"\nmsgstr "مرحبا {nom}"', "other placeholders"),
    ('msgid "Hello {name}"\nmsgstr "مرحبا"', "other placeholders"),
    ('msgid "Add %s"\nmsgstr "إضافة"', "other placeholders"),
    (PLURAL.replace("%(count)s أيام", "أيام"), "other placeholders"),
    (PLURAL.replace("يومان", "%(number)s"), "other placeholders"),
    (PLURAL.replace("(count)", ""), "named placeholders"),
    ('msgid "About"\nmsgstr "حول\u202a"', "direction control"),
]


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Write an Arabic catalogue; no string of the code or of a library is asked for."""
    monkeypatch.setattr(catalogues, "SOURCES", ())
    monkeypatch.setattr(catalogues, "TRANSLATIONS", ("ar",))
    monkeypatch.setattr(catalogues, "_strings_of_the_scripts", lambda: ())
    monkeypatch.setattr(catalogues, "_strings_of_the_libraries", lambda _: {})
    path = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)

    def write(text):
        path.write_text(ARABIC.lstrip() + text + "\n")
        return tmp_path

    return write


@pytest.mark.parametrize("text", RIGHT)
def test_check_when_a_translation_is_right_then_it_says_nothing(catalogue, text):
    assert catalogues.check_catalogues(catalogue(text)) == []


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_check_when_a_translation_is_wrong_then_it_says_what(catalogue, text, fault):
    assert any(fault in problem for problem in catalogues.check_catalogues(catalogue(text)))


@pytest.mark.parametrize("text", ["Nom : voir", "Qui ?", "« Nom »", "« Nom »"])
def test_check_when_a_french_line_could_break_before_a_mark_then_it_says_so(tmp_path, text):
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(f'{FRENCH}msgid "Name"\nmsgstr "{text}"\n')

    assert any("a line could break" in problem for problem in catalogues.check_catalogues(tmp_path))


def test_check_when_the_code_says_what_the_catalogue_lacks_then_it_is_missing(catalogue, monkeypatch):
    monkeypatch.setattr(
        catalogues, "_strings_of_the_code", lambda: [Marked(None, "Never translated"), Marked(None, "Known")]
    )

    problems = catalogues.check_catalogues(catalogue('msgid "Known"\nmsgstr "معروف"'))

    assert [problem.split("missing: ")[1] for problem in problems] == ["Never translated"]


LIBRARYS = [
    # (what a library marks, what its own Arabic catalogue says, what is found)
    (Marked(None, "Save"), 'msgid "Save"\nmsgstr "حفظ"', None),
    (Marked(None, "Save"), 'msgid "Other"\nmsgstr "آخر"', "missing: Save (lib/forms.py)"),
    (Marked("verb", "Save"), 'msgid "Save"\nmsgstr "حفظ"', "missing: Save (lib/forms.py)"),
    (Marked(None, "Save"), 'msgid "Save"\nmsgstr "Save"', "left in English: Save (lib/forms.py)"),
    (Marked(None, "%(a)s %(b)s"), 'msgid "%(a)s %(b)s"\nmsgstr "%(a)s %(b)s"', None),
    (Marked(None, "Save %s"), 'msgid "Save %s"\nmsgstr "حفظ"', "other placeholders"),
    (Marked(None, "Save"), 'msgid "Save"\nmsgstr "حفظ\u202b"', "direction control"),
    (Marked(None, "%(count)s day", "%(count)s days"), PLURAL, None),
    (Marked(None, "%(count)s day", "%(count)s days"), PLURAL.replace("(count)s أيام", "s"), "other placeholders"),
    (Marked(None, "%d day", "%d days"), PLURAL.replace("%(count)s", "%d"), "other placeholders"),
    (Marked(None, "One", "Many"), 'msgid "One"\nmsgstr "واحد"', "not translated in all its forms: One"),
]


@pytest.mark.parametrize(("string", "library", "found"), LIBRARYS)
def test_check_when_a_library_can_say_a_string_then_its_own_catalogue_or_ours_must_translate_it(
    catalogue, monkeypatch, string, library, found
):
    theirs = read_po(StringIO(ARABIC.lstrip() + library))
    messages = {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): (message, theirs)
        for message in theirs
    }
    monkeypatch.setattr(
        catalogues, "_strings_of_the_libraries", lambda domain: {string: "lib/forms.py"} if domain == "django" else {}
    )
    monkeypatch.setattr(upstream, "shipped", lambda *_: messages)

    problems = catalogues.check_catalogues(catalogue('msgid "About"\nmsgstr "حول"'))

    assert bool(problems) == (found is not None)
    assert all(found in problem for problem in problems)


def test_check_when_ours_says_what_a_library_lacks_then_it_is_content(catalogue, monkeypatch):
    monkeypatch.setattr(catalogues, "_strings_of_the_libraries", lambda _: {Marked(None, "About"): "lib/forms.py"})
    folder = catalogue('msgid "About"\nmsgstr "حول"')
    path = folder / "ar" / "LC_MESSAGES" / "django.po"
    path.with_name("djangojs.po").write_text(path.read_text())

    assert catalogues.check_catalogues(folder) == []


def test_compile_when_run_again_then_only_what_changed_is_written(catalogue):
    folder = catalogue('msgid "About"\nmsgstr "حول"')
    compiled = folder / "ar" / "LC_MESSAGES" / "django.mo"

    assert catalogues.compile_catalogues(folder) == []
    written = compiled.stat().st_mtime_ns
    assert catalogues.compile_catalogues(folder) == []

    assert compiled.stat().st_mtime_ns == written
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("About") == "حول"


def test_compile_when_babel_finds_a_fault_then_nothing_is_written(catalogue):
    folder = catalogue('#, python-format\nmsgid "Hello %(name)s"\nmsgstr "مرحبا %(name)d %s"')

    assert catalogues.compile_catalogues(folder)
    assert not list(folder.rglob("*.mo"))
