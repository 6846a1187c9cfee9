"""Atom 1.0 (RFC 4287) in pages (RFC 5005), in which each entry says its language where it is not the feed's."""

import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amedip.core import languages


def paragraph(text: str, code: str) -> SafeString:
    """A text as HTML that says its language and runs in its direction: Atom itself has no word for that."""
    return format_html('<p lang="{}" dir="{}">{}</p>', code, languages.direction(code), text)


class PagedFeed(Atom1Feed):
    """Django's, with the links between pages, labels of categories, and the day of the last change for its own.

    Of a feed it takes also ``pages``, addresses by relation (``first``, ``next``), and ``moved_at``, when it last
    changed if it has no entry; of an entry ``language``, if it is not the feed's, and ``kind``, a term and its label.
    """

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=self.feed["moved_at"])

    def item_attributes(self, item):
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler, item):
        # Django's own writes categories without a label.
        super().add_item_elements(handler, item)
        term, label = item["kind"]
        handler.addQuickElement("category", "", {"term": term, "label": label, "xml:lang": self.feed["language"]})
