"""The table of contents of the API: one line for each collection."""

from django.urls import path

from amedip.core.api.downloads import DownloadView
from amedip.core.api.schema import SchemaView, docs
from amedip.partners.api.webhooks import Webhooks
from amedip.portal.api import CatalogView, ChangesView, Links, RootView, SearchView
from exchanges.api import ExchangeAnswers, ExchangeRequests, Exchanges, Offers
from pilots.api import PilotReports, Pilots
from registry.api import (
    CoordinationMechanisms,
    Editions,
    Institutions,
    Practices,
    Priorities,
    Programmes,
    Rounds,
    States,
    Themes,
)
from workshops.api import Documents, Passages, Recommendations, Workshops

app_name = "api"

COLLECTIONS = [
    States,
    Institutions,
    CoordinationMechanisms,
    Themes,
    Rounds,
    Priorities,
    Practices,
    Editions,
    ExchangeRequests,
    Offers,
    Exchanges,
    Pilots,
    Workshops,
    Passages,
    Recommendations,
    Documents,
    Programmes,
]

# What only clients of the API see, each its own.
WORK = [PilotReports, ExchangeAnswers, Webhooks]

names = (
    *(collection.name for collection in [*COLLECTIONS, Links]),
    *("search", "changes", "catalog", "webhooks", "schema", "docs"),
)

urlpatterns = [
    path("", RootView.as_view(names=names), name="root"),
    *(address for collection in COLLECTIONS for address in collection.urls()),
    *(address for work in WORK for address in work.urls()),
    *Links.urls(),
    path("search/", SearchView.as_view(), name="search"),
    path("changes/", ChangesView.as_view(collections=COLLECTIONS), name="changes"),
    path("bulk/<str:name>/", DownloadView.as_view(collections=COLLECTIONS), name="bulk"),
    path("catalog/", CatalogView.as_view(collections=COLLECTIONS), name="catalog"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", docs, {"collections": COLLECTIONS}, name="docs"),
]
