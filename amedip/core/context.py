"""What every page's template may use: languages, addresses of the same page in the others, the release."""

from django.conf import settings

from amedip.core import languages


def site(request):
    """``tongues``: the languages with the address of this page in each; ``canonical``: its one full address."""
    code = languages.current()
    path = request.path
    rest = path[3:] if path[1:3] in languages.CODES and path[3:4] == "/" else "/"
    query = request.META.get("QUERY_STRING", "")
    tail = f"?{query}" if query else ""
    return {
        "language": code,
        "direction": languages.direction(code),
        "tongues": [
            {"code": other, "name": languages.NAMES[other], "path": f"/{other}{rest}{tail}", "current": other == code}
            for other in languages.CODES
        ],
        "page_path": rest,
        "section": rest.split("/")[1],
        "canonical": f"{settings.SITE_URL}{path}",
        "SITE_NAME": settings.SITE_NAME,
        "CONTACT_EMAIL": settings.CONTACT_EMAIL,
        "SITE_URL": settings.SITE_URL,
        "RELEASE": settings.RELEASE,
    }
