"""One spelling for many, with a way back to the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amedip.core.search.folding import fold, fold_letters, fold_with_offsets


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("إِدَارَة", "اداره"),
        ("الأولويّات", "اولويات"),
        ("وبالتحويلات", "تحويلات"),
        ("والتحويلات للمهاجرين", "تحويلات مهاجرين"),
        ("وزن", "وزن"),
        ("تـــونس", "تونس"),
        ("٢٠١٢", "2012"),
        ("Égypte", "egypte"),
        ("Cœur", "coeur"),
        ("ŒUVRE", "oeuvre"),
        ("L’Éthiopie", "l'ethiopie"),
        ("ﻻجئ", "لاجي"),
    ],
)
def test_fold_when_spellings_differ_then_one_form(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_fold_when_any_text_then_offsets_lead_back_and_repeating_changes_nothing(text):
    folded, offsets = fold_with_offsets(text)

    assert len(folded) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert fold_letters(fold_letters(text)) == fold_letters(text)
