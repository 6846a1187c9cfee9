"""Addresses for machines and for people who come without a language."""

import datetime

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from amedip.core import languages
from amedip.core.models import Reference
from amedip.core.pages import public_page
from amedip.portal.health import readiness

SECTIONS = (
    "", "states/", "registry/", "registry/compare/", "themes/", "practices/", "exchanges/", "exchanges/requests/",
    "exchanges/offers/", "exchanges/ledger/", "exchanges/calendar/", "pilots/", "workshops/",
    "documents/", "about/", "about/languages/", "accessibility/", "privacy/",
)  # fmt: skip
# A sitemap may hold 50,000 addresses; each object has one in each language.
SITEMAP_SIZE = 10_000
SECURITY_TXT_VALID = datetime.timedelta(days=180)


@require_safe
def root(request):
    """To the home page in the language of the cookie, then of ``Accept-Language``."""
    return redirect(f"/{languages.current()}/")


@require_safe
def admin(request, rest=""):
    return redirect(f"/{languages.current()}/admin/{rest}")


@never_cache
@require_safe
def healthz(request):
    """The process lives; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request):
    answers = readiness()
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def favicon(request):
    """Browsers ask for it where what they show is no page of ours: a feed, a file, an answer of the API."""
    return redirect(static("icon.svg"))


@require_safe
def robots(request):
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{code}/{part}/" for code in languages.CODES for part in ("admin", "accounts", "workspace")]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """RFC 9116; the last day of validity moves on with the calendar."""
    expires = (timezone.now() + SECURITY_TXT_VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(languages.CODES)}",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request, number=None):
    """All public pages in all languages; beyond ``SITEMAP_SIZE`` objects an index of several such files."""
    pages = (
        Reference.objects.public()
        .exclude(path="")
        .exclude(path__contains="#")
        .exclude(path__contains="?")
        .order_by("pk")
    )
    files = -(-pages.count() // SITEMAP_SIZE)
    if number is None and files > 1:
        context = {"SITE_URL": settings.SITE_URL, "files": range(1, files + 1)}
        return render(request, "portal/sitemap_index.xml", context, content_type="application/xml")
    number = number or 1
    if number > max(files, 1):
        raise Http404
    first = (number - 1) * SITEMAP_SIZE
    listed = pages.annotate(changed=Max("changes__at"))[first : first + SITEMAP_SIZE].values_list("path", "changed")
    addresses = [(section, None) for section in SECTIONS] if number == 1 else []
    addresses += [(path, changed) for path, changed in listed if path not in SECTIONS]
    context = {"SITE_URL": settings.SITE_URL, "codes": languages.CODES, "addresses": addresses}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")
