"""Needs and candidates that Hypothesis makes up: small vocabularies, so that they often have something in common."""

import datetime

from hypothesis import strategies as st

from exchanges.matching import PARTS, Candidate, Need, Practice, Window

STATES = ("AA", "BB", "CC", "DD")
THEMES = ("coordination", "remittances", "skills", "outreach", "data")
MODELS = ("joint-committee", "ministerial-committee", "lead-ministry", "decentralised")
FORMATS = ("study-visit", "training", "remote")
TONGUES = ("ar", "en", "fr", "pt")

states = st.sampled_from(STATES)
days = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 6, 30))


@st.composite
def windows(draw):
    first, last = draw(st.none() | days), draw(st.none() | days)
    return Window(*sorted((first, last))) if first and last else Window(first, last)


def some(values):
    return st.frozensets(st.sampled_from(values))


needs = st.builds(
    Need,
    ref=st.just("R-2026-001"),
    state=states,
    themes=st.lists(st.sampled_from(THEMES), unique=True, max_size=3).map(tuple),
    format=st.sampled_from(("", *FORMATS)),
    languages=some(TONGUES),
    window=windows(),
    models=some(MODELS),
)
practices = st.builds(Practice, ref=st.sampled_from(["P-001", "P-002", "P-003"]), themes=some(THEMES))
candidates = st.builds(
    Candidate,
    state=states,
    offer=st.sampled_from(("", "O-2026-001", "O-2026-002")),
    themes=some(THEMES),
    formats=some(FORMATS),
    languages=some(TONGUES),
    window=windows(),
    models=some(MODELS),
    practices=st.lists(practices, unique_by=lambda one: one.ref, max_size=3).map(tuple),
    grown_from=st.sampled_from(("", "P-001")),
    marks=st.lists(st.integers(1, 5), max_size=6).map(tuple),
    given=st.integers(0, 9),
    received=st.integers(0, 9),
)
weights = st.fixed_dictionaries({name: st.integers(0, 100) for name in PARTS})
