"""The feeds' one address: what is asked for, and the page of it that is told."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amedip.core import identifiers, languages, stamp
from amedip.core.pages import public_page
from amedip.portal.feeds.atom import PagedFeed, paragraph
from amedip.portal.follow_form import FollowedForm
from amedip.portal.following import news
from amedip.portal.following.choice import Choice
from amedip.portal.following.wording import Names, written_passages

PAGE = 50
_BEGINNING = datetime.datetime(2011, 7, 1, tzinfo=datetime.UTC)  # of the programme: before anything was published


@public_page
def feed(request):
    """``?state=&theme=&kind=`` narrow it, each any number of times; the link to the next page gives ``before``."""
    names = Names(parts=True)
    form = FollowedForm(request.GET, names)
    choice = form.choice()
    before = form.cleaned_data["before"]
    found = news.latest(choice, before=before, limit=PAGE + 1)
    following = found[PAGE - 1].place if len(found) > PAGE else None
    written = PagedFeed(
        title=_title(choice, names),
        link=_address(""),
        description=None,
        subtitle=_("What is published or changed on the portal, the newest first."),
        language=languages.current(),
        feed_url=_address("feed/", choice.query, before),
        # One name for all pages of it; Django’s would be the link.
        feed_guid=identifiers.tag(_named(f"{languages.current()}/feed", choice)),
        author_name=settings.SITE_NAME,
        pages={"first": _address("feed/", choice.query)}
        | ({"next": _address("feed/", choice.query, following)} if following else {}),
        moved_at=stamp.moment()[1] or _BEGINNING,
    )
    kinds, states = dict(names.kinds), dict(names.states)
    for one in found[:PAGE]:
        _add(written, one, kinds, states)
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def _add(written: PagedFeed, one: news.News, kinds: dict[str, str], states: dict[str, str]) -> None:
    here, reference = languages.current(), one.reference
    kind, state = kinds[reference.kind], states.get(one.state, "")
    happened = pgettext("news", "New") if one.is_new else pgettext("news", "Changed")
    summary = paragraph(" · ".join(filter(None, (kind, state, happened))), here)
    if one.passages:
        summary += paragraph(written_passages(one.passages), here)
    if one.text:
        summary += paragraph(one.text, one.language)
    written.add_item(
        title=one.title or reference.ref,
        link=_address(reference.path),
        description=summary,
        unique_id=identifiers.tag(f"{here}/{reference.kind}/{reference.ref}"),
        pubdate=one.first_at,
        updateddate=one.changed_at,
        language=one.language if one.language != here else "",
        kind=(reference.kind, kind),
    )


def _title(choice: Choice, names: Names) -> str:
    """The site's name, and what the feed is narrowed to."""
    chosen = [name for part in names.of(choice).values() for name in part]
    if chosen:
        return " · ".join([settings.SITE_NAME, *chosen])
    return _("%(site)s: what is new") % {"site": settings.SITE_NAME}


def _named(name: str, choice: Choice) -> str:
    return f"{name}?{choice.query}" if choice.query else name


def _address(path: str, query: str = "", before: tuple[int, int] | None = None) -> str:
    address = f"{settings.SITE_URL}/{languages.current()}/{path}"
    parameters = "&".join(filter(None, (query, f"before={before[0]}-{before[1]}" if before else "")))
    return f"{address}?{parameters}" if parameters else address
