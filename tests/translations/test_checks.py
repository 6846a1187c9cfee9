"""The consistency check finds what was changed in a good text, and nothing in the good ones."""

import json
import time
from itertools import permutations
from pathlib import Path

import pytest

from amedip.translations.checks import Term, check_pair, check_text

# Good official texts, each written as one would write it in that language.
GOOD = json.loads(Path(__file__).with_name("triples.json").read_text(encoding="utf-8"))

TERMS = [
    Term({"en": ["National Focal Point"], "fr": ["point focal national"], "ar": ["جهة الاتصال الوطنية"]}),
    Term({"en": ["institutional priority"], "fr": ["priorité institutionnelle"], "ar": ["الأولوية المؤسسية"]}),
    Term({"en": ["diaspora"], "fr": ["diaspora"], "ar": ["الجالية"]}),
    Term({"en": ["diaspora organisation"], "fr": ["organisation de la diaspora"], "ar": ["منظمة الجالية"]}),
    Term(
        {
            "en": ["inter-institutional coordination"],
            "fr": ["coordination interinstitutionnelle"],
            "ar": ["التنسيق بين المؤسسات"],
        }
    ),
    Term({"en": ["pilot project", "pilot"], "fr": ["projet pilote"], "ar": ["المشروع التجريبي"]}),
    Term(
        {
            "en": ["remittances"],
            "fr": ["envois de fonds"],
            "ar": ["التحويلات المالية للمهاجرين", "تحويلات المهاجرين"],
        }
    ),
    Term({"en": ["Focus Partner State"], "fr": ["État partenaire"], "ar": ["الدولة الشريكة"]}),
]
NAMES = [
    Term({"en": [en], "fr": [fr], "ar": [ar]})
    for en, fr, ar in (
        ("Algeria", "Algérie", "الجزائر"),
        ("Cape Verde", "Cap-Vert", "الرأس الأخضر"),
        ("Egypt", "Égypte", "مصر"),
        ("Ethiopia", "Éthiopie", "إثيوبيا"),
        ("Ghana", "Ghana", "غانا"),
        ("Guinea", "Guinée", "غينيا"),
        ("Kenya", "Kenya", "كينيا"),
        ("Lebanon", "Liban", "لبنان"),
        ("Libya", "Libye", "ليبيا"),
        ("Mali", "Mali", "مالي"),
        ("Morocco", "Maroc", "المغرب"),
        ("Niger", "Niger", "النيجر"),
        ("Nigeria", "Nigeria", "نيجيريا"),
        ("Senegal", "Sénégal", "السنغال"),
        ("Switzerland", "Suisse", "سويسرا"),
        ("Tunisia", "Tunisie", "تونس"),
        (
            "International Organization for Migration",
            "Organisation internationale pour les migrations",
            "المنظمة الدولية للهجرة",
        ),
    )
]
PAIRS = list(permutations(("ar", "en", "fr"), 2))

# (good text, language, what stands there, what is put instead, code that must be found between it and both others)
BETWEEN = [
    ("thousands", "fr", "1\u00a0500", "1\u00a0600", "number"),
    ("thousands", "ar", "12.5%", "15.2%", "number"),
    ("thousands", "en", "1,250,000", "1,250", "number"),
    ("percent", "ar", "95 في المائة", "59 في المائة", "number"),
    ("percent", "fr", "95 %", "95", "number"),
    ("millions", "fr", "milliards", "millions", "number"),
    ("compound", "ar", "خمسة وعشرون", "خمسة وثلاثون", "number"),
    ("words", "en", "13 Focus", "12 Focus", "number"),
    ("dates", "fr", "8 novembre", "9 novembre", "date"),
    ("dates", "ar", "1 مارس 2012", "1 مايو 2012", "date"),
    ("levant", "ar", "١٢ آذار/مارس ٢٠١٢", "١٢ آذار/مارس ٢٠١٣", "date"),
    ("range", "en", "July 2011", "June 2011", "date"),
    ("paragraphs", "fr", "12/03/2012", "21/03/2012", "date"),
    ("dates", "ar", "تونس", "ليبيا", "name"),
    ("levant", "fr", "le Liban", "la Libye", "name"),
    ("niger", "fr", "Le Niger et le Nigeria", "Le Niger et le Ghana", "name"),
    ("niger", "en", "Niger and Nigeria", "Mali and Nigeria", "name"),
    ("clitics", "fr", "L’Algérie, l’Égypte et", "L’Algérie, la Tunisie et", "name"),
    ("list", "fr", "\n- la formation de 40 agents consulaires\u00a0;", "", "list"),
    ("numbered", "ar", "\n2. إشراك منظمات الجالية في صياغة السياسات.", "", "list"),
    ("numbered", "en", "## Recommendations", "Recommendations", "heading"),
    ("paragraphs", "en", "\n\nThe final report is due in December 2013.", "", "paragraph"),
    ("links", "ar", "[دليل المنظمة](https://www.iom.int/handbook)", "دليل المنظمة", "link"),
    ("links", "fr", "iom.int/handbook", "iom.int/manuel", "link"),
    ("links", "en", "amedip@example.org", "amedip@example.com", "mail"),
    ("placeholders", "ar", "{name}", "", "placeholder"),
    ("placeholders", "fr", "%(day)s", "%(jour)s", "placeholder"),
    ("placeholders", "en", "%s", "some", "placeholder"),
    ("emphasis", "fr", "**", "", "markup"),
    ("emphasis", "ar", "*أي*", "أي", "markup"),
]
# The same for what is looked for in the target only.
TOWARDS = [
    ("terms", "ar", "جهات الاتصال الوطنية", "الهيئات المعنية", "term"),
    ("terms", "fr", "points focaux nationaux", "correspondants", "term"),
    ("millions", "fr", "les envois de fonds", "les virements", "term"),
    ("words", "en", "Focus Partner States", "participants", "term"),
    ("institutions", "fr", "l’Organisation internationale pour les migrations", "d’autres", "name"),
    ("niger", "ar", "النيجر ونيجيريا", "نيجيريا", "name"),
]
ALONE = [
    ("months", "ar", "مؤسسة", "مؤسـسة", "tatweel"),
    ("months", "ar", "الإعلان،", "الإعلان,", "punctuation"),
    ("clitics", "ar", "؛", ";", "punctuation"),
    ("months", "en", ";", "؛", "punctuation"),
    ("months", "fr", "l’annonce,", "l’annonce،", "punctuation"),
    ("words", "en", "13", "١٣", "punctuation"),
    ("dates", "en", "held in", "held\u200f in", "control"),
    ("dates", "ar", "2012،", "\u202b2012\u202c،", "control"),
    ("dates", "ar", "تونس", "\u2067تونس", "control"),
    ("range", "fr", "pilote", "pi\u200blote", "control"),
    ("terms", "ar", "السجل", "الس\u200cجل", "control"),
    ("terms", "en", "enter the", "enter  the", "space"),
    ("dates", "ar", "2012،", "2012 ،", "space"),
    ("emphasis", "en", "2013**", "2013", "markup"),
    ("list", "fr", "comprend\u00a0:", "comprend:", "spacing"),
]  # fmt: skip


def found(pair, texts):
    source, target = pair
    findings = check_pair(texts[source], source, texts[target], target, terms=TERMS, names=NAMES)
    return [(finding.check, finding.excerpt) for finding in findings]


def spoiled(key, language, before, after):
    texts = dict(GOOD[key])
    assert before in texts[language]
    texts[language] = texts[language].replace(before, after)
    return texts


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
@pytest.mark.parametrize("key", GOOD)
def test_check_pair_of_good_texts_finds_nothing(key, pair):
    assert found(pair, GOOD[key]) == []


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("key", GOOD)
def test_check_text_of_a_good_text_finds_no_fault(key, language):
    findings = check_text(GOOD[key][language], language)

    assert [finding for finding in findings if finding.check != "spacing"] == []


@pytest.mark.parametrize(("key", "language", "before", "after", "check"), BETWEEN)
def test_check_pair_of_a_spoiled_text_finds_it_in_every_direction(key, language, before, after, check):
    texts = spoiled(key, language, before, after)

    codes = {pair: {code for code, _excerpt in found(pair, texts)} for pair in PAIRS if language in pair}

    assert all(check in there for there in codes.values()), codes


@pytest.mark.parametrize(("key", "language", "before", "after", "check"), TOWARDS)
def test_check_pair_with_something_missing_in_the_target_finds_it(key, language, before, after, check):
    texts = spoiled(key, language, before, after)

    codes = {pair: {code for code, _excerpt in found(pair, texts)} for pair in PAIRS if pair[1] == language}

    assert all(check in there for there in codes.values()), codes


@pytest.mark.parametrize(("key", "language", "before", "after", "check"), ALONE)
def test_check_text_of_a_spoiled_text_finds_it(key, language, before, after, check):
    findings = check_text(spoiled(key, language, before, after)[language], language)

    assert check in {finding.check for finding in findings}
    assert {finding.language for finding in findings} == {language}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("انظر \u2068AMEDIP (2012)\u2069 في الموقع.", "ar"),
        ("لـ AMEDIP دليل (عام 1433هـ).", "ar"),
        ("Rendez-vous à 12:30, voir https://example.org/a:b?c;d.", "fr"),
        ("The word “الجالية، والدولة” means a community.", "en"),
        ("# Title\n\n    indented  \nline", "en"),
    ],
)
def test_check_text_of_what_has_its_use_finds_no_fault(text, language):
    assert [finding for finding in check_text(text, language) if finding.check != "space"] == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("إنشاء وكالة للهجرة", "en", True),
        ("إنشاء وكالة للهجرة", "fr", True),
        ("Set up the Agency for Migration and Development", "ar", True),
        ("إنشاء وكالة للهجرة", "ar", False),
        ("The Arabic word is هجرة.", "en", False),
        ("MDM Invest", "ar", False),
        ("Transfer of Knowledge Through Expatriate Nationals", "ar", False),
        ("2012", "ar", False),
    ],
)
def test_check_text_when_all_of_it_is_in_another_script_then_it_is_no_translation(text, language, found):
    assert ("script" in [finding.check for finding in check_text(text, language)]) is found


@pytest.mark.parametrize(("source", "target"), [("", "x 12"), ("x 12", ""), ("x 12", " \n")])
def test_check_pair_with_an_empty_text_finds_nothing(source, target):
    assert check_pair(source, "en", target, "fr") == []


def test_check_pair_names_what_is_missing_and_where():
    (finding,) = check_pair("There are 13 states.", "en", "Les États.", "fr")

    assert (finding.check, finding.excerpt, finding.language) == ("number", "13", "en")
    assert "“13”" in finding.message


HOSTILE = (
    "a", "ا", "1 ", "1,", "111 ", "*", "_", "`", "[a](", "http://", "{", "%(", "\u2066", "\u200e", "\n", "\n1. ", "«",
    "،", "ـ", "بـ", "@a.", "Niger ", "تونس ", "1/1/", "12 March ", "hundred ", "million ", "الأول ", "كانون ",
    "focal point ", "95 % ", "a  ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_checks_of_a_hostile_text_take_time_in_proportion(piece):
    text = piece * (100_000 // len(piece))
    source, target = ("ar", "fr") if any("\u0620" <= char <= "\u06ff" for char in piece) else ("fr", "en")

    start = time.process_time()
    check_text(text, source)
    check_pair(text, source, f"{text[:-1]}x", target, terms=TERMS, names=NAMES)
    spent = time.process_time() - start

    # What grows with the square takes minutes here.
    assert spent < 10


def test_checks_of_a_long_text_take_milliseconds():
    texts = {code: "\n\n".join(good[code] for good in GOOD.values())[:4000] for code in ("ar", "en", "fr")}
    spent = []
    for _again in range(5):
        for source, target in PAIRS:
            start = time.process_time()
            check_pair(texts[source], source, texts[target], target, terms=TERMS, names=NAMES)
            check_text(texts[target], target)
            spent.append(time.process_time() - start)

    assert min(spent) < 0.02
