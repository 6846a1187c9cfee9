"""The table of contents of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler400 = "amedip.core.errors.bad_request"
handler403 = "amedip.core.errors.permission_denied"
handler404 = "amedip.core.errors.not_found"
handler500 = "amedip.core.errors.server_error"

urlpatterns = [
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("amedip.portal.urls")),
    ),
]
