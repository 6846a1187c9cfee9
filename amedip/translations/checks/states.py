"""Which state a name or a nationality belongs to, by the names that Unicode's CLDR gives the states of the world."""

from functools import cache, lru_cache

from babel import Locale

from amedip.core import languages
from amedip.translations.checks.found import Term
from amedip.translations.checks.words import folded_words, stems

# Beginnings of nationalities, capitals and other names that the state's name does not begin with; folded, by code.
# Niger and Nigeria are told apart by their full names only.
_RELATED = {
    "AE": "emirat emirien امارات",
    "BE": "belg",
    "BF": "burkin",
    "CD": "congol كونغول",
    "CG": "congol كونغول",
    "CH": "swiss suisse helveti",
    "CI": "ivorian ivoirien ايفوار عاجي",
    "CV": "verdean verdien capverdien cabo كابو",
    "CY": "cypriot chypriot",
    "DE": "german allemand",
    "DK": "danish danois",
    "DZ": "algiers alger",
    "ES": "spanish spaniard espagnol",
    "EU": "europe اوروب",
    "FI": "finnish finlandais finno",
    "FR": "french francais",
    "GB": "british britanni بريطان",
    "GR": "greek grec",
    "IE": "irish irlandais",
    "KP": "korean coreen كوري",
    "KR": "korean coreen كوري",
    "LB": "lebanese libanais",
    "MA": "maghreb moroc maroc مغارب",
    "NE": "niger nigerien نيجر",
    "NG": "nigeria nigerian نيجير",
    "NL": "dutch neerlandais hollan هولند",
    "NO": "norwegian norvegien",
    "PL": "polish polonais",
    "PS": "palestin فلسطين",
    "SA": "saudi saoud سعود",
    "SE": "swedish suedois",
    "SL": "sierra سيراليون",
    "TR": "turk turc turq ترك اتراك",
    "US": "american americain امريك",
    "ZA": "sudafricain",
}
# Abbreviations count as whole words only.
_ABBREVIATIONS = {"eu": "EU", "ue": "EU", "uk": "GB", "uae": "AE", "eau": "AE", "usa": "US"}
# What CLDR lists among the territories and is no state here: the United Nations, and codes for tests.
_NOT_STATES = frozenset({"UN", "ZZ", "XA", "XB"})
_VOWELS = "aeiouy"
_SHORTEST = {"en": 4, "fr": 4, "ar": 3}


@cache
def states() -> dict[str, Term]:
    """The states and territories of the world by their two-letter code, with their names in the portal's languages."""
    names = {language: Locale(language).territories for language in languages.CODES}
    codes = [code for code in names["en"] if len(code) == len("TN") and code.isalpha() and code not in _NOT_STATES]
    return {
        code: Term({language: [names[language][code]] for language in names if code in names[language]})
        for code in codes
    }


@cache
def _codes_by_name() -> dict[tuple[str, tuple[str, ...]], str]:
    return {
        (language, tuple(folded_words(name))): code
        for code, term in states().items()
        for language, (name,) in term.forms.items()
    }


def code_of(term: Term) -> str:
    """The code of the state that the name is of; empty for an institution."""
    codes = (_code(language, form) for language, forms in term.forms.items() for form in forms)
    return next(filter(None, codes), "")


@lru_cache(maxsize=20_000)
def _code(language: str, form: str) -> str:
    return _codes_by_name().get((language, tuple(folded_words(form))), "")


@cache
def _beginnings(language: str) -> dict[str, frozenset[str]]:
    """How words about a state begin, with the codes of those states."""
    found: dict[str, set[str]] = {}
    for code, term in states().items():
        names = [folded_words(name) for name in term.forms.get(language, ())]
        own = set(_RELATED.get(code, "").split())
        if code not in ("NE", "NG"):
            own |= {_beginning(name[0], language) for name in names if len(name) == 1}
        for beginning in own:
            found.setdefault(beginning, set()).add(code)
    return {beginning: frozenset(codes) for beginning, codes in found.items()}


def _beginning(name: str, language: str) -> str:
    """The name without article and without the vowels at its end, as nationalities begin."""
    short = name.removeprefix("ال").rstrip("اهي") if language == "ar" else name.rstrip(_VOWELS)
    return short if len(short) >= _SHORTEST[language] else name


@lru_cache(maxsize=50_000)
def spoken_of(word: str, language: str) -> frozenset[str]:
    """The codes of the states that the folded word speaks of: those whose beginning is the longest that fits."""
    beginnings, longest = _beginnings(language), 0
    found = frozenset({_ABBREVIATIONS[word]}) if word in _ABBREVIATIONS else frozenset()
    for form in stems(word, language) | {word}:
        for length in range(min(len(form), 14), longest, -1):
            if form[:length] in beginnings:
                found, longest = beginnings[form[:length]], length
                break
    return found
