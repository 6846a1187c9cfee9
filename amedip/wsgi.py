"""The portal as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from amedip.core import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amedip.settings")
embedded.prepare()
application = get_wsgi_application()
# Views are imported with the addresses: do it before the first visitor waits for it, and once for all workers.
get_resolver().url_patterns  # noqa: B018 (a cached property, read for its effect)
