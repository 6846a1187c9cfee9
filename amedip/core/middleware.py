"""What every request passes: refusal of malformed ones, and the language of the address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from amedip.core import languages

LONGEST_QUERY = 4_096


class BadRequestsMiddleware:
    """Refuses what no page can mean: NUL characters, and queries longer than any filter can make."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            raise BadRequest(_("The address is too long. Shorten the search words or drop some filters."))
        if "\x00" in request.path or "%00" in query or "\x00" in query:
            raise BadRequest(_("The address contains a character that is not allowed."))


class SiteLocaleMiddleware:
    """Activates the language of the address; elsewhere that of the cookie, then of ``Accept-Language``.

    Django's own middleware adds ``Vary: Accept-Language`` everywhere; here only answers that depend on it vary. Who
    follows the language switch keeps the language in a cookie: the next ``/`` leads there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        in_path = translation.get_language_from_path(request.path_info)
        language = in_path or self._wanted(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        if in_path:
            if self._switched(request, in_path):
                response.set_cookie(
                    settings.LANGUAGE_COOKIE_NAME,
                    in_path,
                    max_age=settings.LANGUAGE_COOKIE_AGE,
                    samesite=settings.LANGUAGE_COOKIE_SAMESITE,
                    secure=settings.SECURE,
                )
        elif response.status_code in (301, 302) or response.status_code >= 400:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    @staticmethod
    def _wanted(request) -> str:
        return translation.get_language_from_request(request).split("-")[0]

    @staticmethod
    def _switched(request, language) -> bool:
        try:
            came_from = urlsplit(request.headers.get("Referer", ""))
        except ValueError:  # a header that is no address
            return False
        previous = came_from.path[1:3] if came_from.netloc == request.META.get("HTTP_HOST") else ""
        return (
            previous in languages.CODES
            and previous != language
            and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language
        )
