"""The public pages that proofs walk through: each address of the first content, and each way to go wrong."""

from dataclasses import dataclass

from amedip.core import languages


@dataclass(frozen=True)
class Page:
    """One page of each language: ``path`` comes after ``/{language}/``, ``status`` is the answer's."""

    path: str
    status: int = 200

    def address(self, language: str) -> str:
        return f"/{language}/{self.path}"

    def __str__(self):
        return self.path or "home"


PAGES = [
    Page(""),
    Page("states/"),
    Page("states/TN/"),
    Page("states/EU/"),
    Page("states/NG/"),  # no priorities: the page says why
    Page("institutions/TN-I01/"),
    Page("registry/"),
    Page("registry/?page=2"),
    Page("registry/?state=TN&state=DZ&theme=investment"),
    Page("registry/?state=NG"),
    Page("registry/?round=consultation-2011"),
    Page("registry/TN-2012-003/"),
    Page("registry/compare/"),
    Page("registry/compare/?state=TN&state=MA&state=SN"),
    Page("registry/editions/"),
    Page("registry/editions/compare/"),
    Page("registry/editions/compare/?from=yesterday&to=current", 400),
    Page("registry/editions/99/", 404),
    Page("themes/"),
    Page("themes/remittances/"),
    Page("thread/"),
    Page("practices/"),
    Page("practices/?state=ML&q=TOKTEN"),
    Page("practices/ML-001/"),
    Page("exchanges/"),
    Page("exchanges/requests/"),
    Page("exchanges/offers/"),
    Page("exchanges/ledger/"),
    Page("exchanges/calendar/"),
    Page("pilots/"),
    Page("pilots/1/"),
    Page("workshops/"),
    Page("workshops/tunis-2012/"),
    Page("workshops/tunis-2012/?beside=ar&beside=en&beside=fr"),
    Page("workshops/tunis-2012/?beside=de", 400),
    Page("workshops/tunis-2012/cite/?at=s1.p4"),
    Page("workshops/dakar-2012/"),
    Page("documents/"),
    Page("documents/tunis-discussions/"),
    Page("documents/mtm-factsheet/"),  # has no Arabic version
    Page("search/"),
    Page("search/?q=TOKTEN"),
    Page("search/?q=remittances&exact=1"),
    Page("search/?q=transferts+de+fonds&kind=priority"),
    Page("search/?q=xyzzyplugh"),
    Page("follow/"),
    Page("follow/mine/not-a-token/", 410),
    Page("about/"),
    Page("about/languages/"),
    Page("accessibility/"),
    Page("privacy/"),
    Page("accounts/login/"),
    Page("accounts/password/reset/"),
    Page("registry/?state=XX", 400),
    Page("registry/compare/?state=TN", 400),
    Page("nothing/here/", 404),
    Page("registry/?page=999", 404),
    Page("documents/tunis-discussions/download/", 404),
]

# What the site of the tests holds beside the first content: a text in one language only, an example, a tombstone.
SITE_PAGES = [
    *PAGES,
    Page("registry/LY-2026-001/"),
    Page("practices/LY-001/"),
    Page("exchanges/1/"),
    Page("practices/LY-002/", 410),
]


def in_all_languages(pages) -> list[tuple[str, Page]]:
    return [(language, page) for page in pages for language in languages.CODES]
