"""What is marked for translation is found, whatever marks it."""

import pytest

from amedip.core.marked import Marked, in_python, in_script, in_template

PYTHON = [
    ("_('one'); gettext_lazy('two')", {Marked(None, "one"), Marked(None, "two")}),
    ("ngettext('three', 'threes', n)", {Marked(None, "three", "threes")}),
    ("pgettext_lazy('verb', 'Open'); gettext_noop('five')", {Marked("verb", "Open"), Marked(None, "five")}),
    ("npgettext('past', 'a day', 'days', n)", {Marked("past", "a day", "days")}),
    ("translation.gettext('a' 'b')", {Marked(None, "ab")}),
    # Not a string but its place in a table, and one that no catalogue can hold.
    ("gettext(table['one']['two']); _('with %s' % name); _(f'{name}'); _(name); _('')", set()),
]


@pytest.mark.parametrize(("source", "found"), PYTHON)
def test_in_python_when_code_marks_strings_then_they_are_found(source, found):
    assert set(in_python(source)) == found


def test_in_script_when_a_script_marks_strings_then_they_are_found():
    found = set(in_script("gettext('six'); ngettext('seven', 'sevens', n)"))

    assert found == {Marked(None, "six"), Marked(None, "seven", "sevens")}


def test_in_template_when_templates_mark_strings_then_they_are_found():
    template = """
        <p>{% translate "one" %} it's {% translate "Open" context "verb" as open %}</p>
      {% blocktranslate count counter=days trimmed %}
            {{ counter }} day
         {% plural %}{{ counter }} days{% endblocktranslate %}
    """

    found = set(in_template(template))

    assert found == {
        Marked(None, "one"),
        Marked("verb", "Open"),
        Marked(None, "%(counter)s day", "%(counter)s days"),
    }
