"""gunicorn's worker, which refuses what is too long to be read with a page of ours instead of a line of its own."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from amedip.core import languages


class Worker(ThreadWorker):
    """The server stops reading before the address is known, so the page speaks all three languages."""

    def handle_error(self, req, client, addr, exc):
        if isinstance(exc, LimitRequestLine):
            self.refuse(client, "414 URI Too Long")
        elif isinstance(exc, LimitRequestHeaders):
            self.refuse(client, "431 Request Header Fields Too Large")
        else:
            super().handle_error(req, client, addr, exc)

    @staticmethod
    def refuse(client, status: str) -> None:
        page = render_to_string("unreadable.html", {"advice": list(_advice()), "SITE_NAME": settings.SITE_NAME})
        body = page.encode()
        head = (
            f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Cache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        write_nonblock(client, head.encode() + body)


def _advice():
    for code in languages.CODES:
        with translation.override(code):
            yield {
                "code": code,
                "direction": languages.direction(code),
                "title": _("This request cannot be read"),
                "text": _("The address is too long. Shorten the search words or drop some filters."),
                "home": _("Home"),
            }
