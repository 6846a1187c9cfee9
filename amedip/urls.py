"""The table of contents of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from amedip.portal.views import oai, site
from pilots.views import iati

handler400 = "amedip.core.errors.bad_request"
handler403 = "amedip.core.errors.permission_denied"
handler404 = "amedip.core.errors.not_found"
handler429 = "amedip.core.errors.too_many_requests"
handler500 = "amedip.core.errors.server_error"

urlpatterns = [
    path("", site.root, name="root"),
    path("admin/", site.admin),
    path("admin/<path:rest>", site.admin),
    path("healthz", site.healthz),
    path("readyz", site.readyz),
    path("robots.txt", site.robots),
    path("favicon.ico", site.favicon),
    path("sitemap.xml", site.sitemap),
    path("sitemap-<int:number>.xml", site.sitemap),
    path(".well-known/security.txt", site.security_txt),
    path("oai", oai.repository, name="oai"),
    path("iati/activities.xml", iati.all_pilots, name="iati"),
    path("iati/pilots/<int:number>.xml", iati.one_pilot, name="iati-pilot"),
    path("api/v1/", include("amedip.api")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("accounts/", include("amedip.accounts.urls")),
        path("", include("amedip.translations.urls")),
        path("", include("amedip.portal.urls")),
        path("", include("registry.urls")),
        path("", include("exchanges.urls")),
        path("", include("pilots.urls")),
        path("", include("workshops.urls")),
    ),
]
