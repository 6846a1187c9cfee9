"""Headings as people write them, in three languages."""

import pytest

from tests.workshops.reader.reading import read
from workshops.reader import Kind
from workshops.reader.wording import names_itself, section_named, session_heading

SESSIONS = {
    "Session III: Skills": (3, "Skills"),
    "Session 3: Skills": (3, "Skills"),
    "SESSION 3 – Skills": (3, "Skills"),
    "Session 3. Skills": (3, "Skills"),
    "Session no. 3: Skills": (3, "Skills"),
    "Session Three: Skills": (3, "Skills"),
    "Working session 3: Skills": (3, "Skills"),
    "Third session: Skills": (3, "Skills"),
    "3rd Session: Skills": (3, "Skills"),
    "The third session – Skills": (3, "Skills"),
    "Panel 2: Skills": (2, "Skills"),
    "Session IX: Skills": (9, "Skills"),
    "Session B: Skills": (2, "Skills"),
    "Session III": (3, ""),
    "Séance III : Les compétences": (3, "Les compétences"),
    "Séance n° 3 : Les compétences": (3, "Les compétences"),
    "Séance de travail 3 – Les compétences": (3, "Les compétences"),
    "Session III : Les compétences": (3, "Les compétences"),
    "Troisième session : Les compétences": (3, "Les compétences"),
    "Première séance : Les compétences": (1, "Les compétences"),
    "1ère séance : Les compétences": (1, "Les compétences"),
    "2e session : Les compétences": (2, "Les compétences"),
    "الجلسة الثالثة: الكفاءات": (3, "الكفاءات"),
    "الجلسة 3: الكفاءات": (3, "الكفاءات"),
    "الجلسة ٣: الكفاءات": (3, "الكفاءات"),
    "الجلسة رقم ٣ - الكفاءات": (3, "الكفاءات"),
    "الجَلسة الثالثة: الكفاءات": (3, "الكفاءات"),
    "جلسة العمل الثانية: الكفاءات": (2, "الكفاءات"),
    "الجلسة الأولى": (1, ""),
    "الجلسة الثانية عشرة: الكفاءات": (12, "الكفاءات"),
    "الجلسة الحادية عشرة: الكفاءات": (11, "الكفاءات"),
    "المحور الأول: الكفاءات": (1, "الكفاءات"),
}


@pytest.mark.parametrize(("text", "wanted"), SESSIONS.items(), ids=SESSIONS.keys())
def test_session_heading_gives_number_and_title(text, wanted):
    found = session_heading(text)

    assert (found.number, text[found.title_at :], found.separated) == (*wanted, True)


@pytest.mark.parametrize(
    "text", ["Sessions", "Session of the committee", "Possession 3: a", "الجلسات", "A session 3: a"]
)
def test_text_that_names_no_session_is_no_heading(text):
    assert session_heading(text) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Session II was introduced by a presentation of the registers.",
        "Session II: The islands spoke about gardens. They then spoke about hedges.",
        "الجلسة الثانية كانت مخصصة للبساتين والأسيجة وما يتصل بها.",
        "Third session participants left early, since the tide had come in before noon.",
    ],
)
def test_sentence_that_begins_like_a_session_stays_a_paragraph(sentence):
    text = f"Session I: Gardens\n\nThe islands spoke about gardens for a long time, and with joy.\n\n{sentence}\n"

    blocks = read(text.encode(), "a.md").blocks

    assert [block.anchor for block in blocks if block.kind == Kind.SESSION] == ["s1"]
    assert blocks[-1].text == sentence


SECTIONS = {
    Kind.OPENING: (
        "Opening", "Opening Session", "Opening remarks", "Introduction", "Background", "Ouverture",
        "Séance d’ouverture", "Session d’ouverture", "الجلسة الافتتاحية", "الافتتاح", "مقدمة", "المقدمة",
        "كلمات الافتتاح",
    ),
    Kind.CLOSING: (
        "Closing Session", "Closing", "CLOSING REMARKS", "Conclusion", "Conclusions", "Clôture", "Séance de clôture",
        "الجلسة الختامية", "الختام", "الخاتمة", "V. Conclusion",
    ),
    Kind.RECOMMENDATIONS: (
        "Recommendations", "Recommendations:", "Final recommendations", "Conclusions and Recommendations",
        "Recommandations", "Conclusions et recommandations", "التوصيات", "التوصيات الختامية", "توصيات الورشة",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in SECTIONS.items() for text in texts], ids=str
)
def test_section_is_known_by_its_usual_names(text, kind):
    assert section_named(text) == kind


@pytest.mark.parametrize("text", ["Tools and loans", "Les jardins", "البساتين", "", "12"])
def test_other_headings_name_no_section(text):
    assert section_named(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Final Summary of Discussions", "Summary of discussions and recommendations", "Résumé final des discussions",
        "Synthèse des débats", "Compte rendu de l’atelier", "الملخص النهائي للمناقشات", "ملخص المناقشات",
        "Final report",
    ],
)  # fmt: skip
def test_paper_that_names_itself_begins_no_section(text):
    assert names_itself(text)
