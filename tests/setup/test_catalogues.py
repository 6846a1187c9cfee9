"""The check of message catalogues finds what Babel lets pass."""

import gettext

import pytest

from amedip.core.management.commands import compile_catalogues as catalogues

ARABIC = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: ar\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\n"

"""
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
]


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Write an Arabic catalogue; no string of the code is asked for."""
    monkeypatch.setattr(catalogues, "SOURCES", ())
    monkeypatch.setattr(catalogues, "TRANSLATIONS", ("ar",))
    monkeypatch.setattr(catalogues, "_strings_of_the_scripts", lambda: ())
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


def test_check_when_the_code_says_what_the_catalogue_lacks_then_it_is_missing(catalogue, monkeypatch):
    monkeypatch.setattr(catalogues, "_strings_of_the_code", lambda: [(None, "Never translated"), (None, "Known")])

    problems = catalogues.check_catalogues(catalogue('msgid "Known"\nmsgstr "معروف"'))

    assert [problem.split("missing: ")[1] for problem in problems] == ["Never translated"]


@pytest.mark.parametrize(
    ("kind", "source", "found"),
    [
        (
            "python",
            "_('one'); gettext_lazy('two'); ngettext('three', 'threes', n)",
            {(None, "one"), (None, "two"), (None, "three")},
        ),
        ("python", "pgettext_lazy('verb', 'Open'); gettext_noop('five')", {("verb", "Open"), (None, "five")}),
        ("javascript", "gettext('six')", {(None, "six")}),
    ],
)
def test_strings_when_code_marks_them_then_they_are_found(kind, source, found):
    assert set(catalogues._strings(kind, source)) == found


def test_strings_when_templates_mark_them_then_they_are_found():
    template = """
        <p>{% translate "one" %} it's {% translate "Open" context "verb" as open %}</p>
      {% blocktranslate count counter=days trimmed %}
            {{ counter }} day
         {% plural %}{{ counter }} days{% endblocktranslate %}
    """

    found = set(catalogues._strings_of_a_template(template))

    assert found == {(None, "one"), ("verb", "Open"), (None, "%(counter)s day")}


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
