"""What is shown of a text that was found."""

from hypothesis import given
from hypothesis import strategies as st

from amedip.core.search.marking import snippet


@given(st.text(max_size=400), st.integers(0, 300), st.integers(1, 20))
def test_snippet_when_any_text_then_it_is_escaped_html(text, start, length):
    spans = [(start, start + length)] if start + length <= len(text) else []

    html = str(snippet(text, spans)).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in html and ">" not in html
