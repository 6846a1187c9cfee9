"""The news of pilots as feeds: of all of them, of those of some states, or of one."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from amedip.core import identifiers, languages, stamp
from amedip.core.listing import ListForm, page_of
from amedip.core.markup import without_marks
from amedip.core.pages import missing, public_page
from amedip.portal.feeds.atom import PagedFeed, paragraph
from amedip.portal.following.news import LONGEST
from pilots.models import PilotProject, Update
from pilots.rules import pilots_visible_to

PAGE = 50
_BEGINNING = datetime.datetime(2011, 7, 1, tzinfo=datetime.UTC)  # of the programme: before anything was published


@public_page
def updates(request):
    """Of all pilots; examples are no news."""
    found = pilots_visible_to(request.user).filter(reference__example=False)
    return _answer(request, found, "feed/pilots/", _("%(site)s: news of the pilots") % {"site": settings.SITE_NAME})


@public_page
def updates_of(request, number):
    """Of one pilot; of an example too, whose title says so."""
    found = pilots_visible_to(request.user).filter(number=number).select_related("reference").first()
    if found is None:
        return missing(request, PilotProject.KIND, f"P{number}")
    return _answer(request, [found], f"feed/pilots/{number}/", f"{settings.SITE_NAME} · {found.headline}")


def _answer(request, pilots, path: str, title: str) -> HttpResponse:
    wanted = ListForm(request.GET).read()
    rows = Update.objects.filter(pilot__in=pilots).select_related("pilot__reference").order_by("-day", "-pk")
    page = page_of(rows, wanted["page"], size=PAGE)
    written = PagedFeed(
        title=title,
        link=_address(""),
        description=None,
        subtitle=_("What the pilots report, the newest first."),
        language=languages.current(),
        feed_url=_address(path, page.number),
        # One name for all pages of it; Django’s would be the link.
        feed_guid=identifiers.tag(f"{languages.current()}/{path.rstrip('/')}"),
        author_name=settings.SITE_NAME,
        pages={"first": _address(path)}
        | ({"next": _address(path, page.next_page_number())} if page.has_next() else {}),
        moved_at=stamp.moment()[1] or _BEGINNING,
    )
    for update in page.object_list:
        _add(written, update)
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def _add(written: PagedFeed, update: Update) -> None:
    here, (title, code) = languages.current(), languages.chosen(update, "title")
    pilot, text = update.pilot, without_marks(getattr(update, f"text_{code}") or "")
    summary = paragraph(pilot.headline, here)
    if text:
        summary += paragraph(Truncator(" ".join(text.split())).chars(LONGEST), code)
    # The day is all that is known of when it was told.
    day = datetime.datetime.combine(update.day, datetime.time(), datetime.UTC)
    written.add_item(
        title=title,
        link=f"{_address(pilot.address)}#news-{update.pk}",
        description=summary,
        unique_id=identifiers.tag(f"{here}/{PilotProject.KIND}/{pilot.ref}/news/{update.pk}"),
        pubdate=day,
        updateddate=day,
        language=code if code != here else "",
        kind=(PilotProject.KIND, str(PilotProject._meta.verbose_name)),
    )


def _address(path: str, page: int = 1) -> str:
    address = f"{settings.SITE_URL}/{languages.current()}/{path}"
    return f"{address}?page={page}" if page > 1 else address
