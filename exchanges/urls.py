"""Addresses of the exchange of experts."""

from django.urls import path

from exchanges import feeds
from exchanges.views import compiled, demand, public

app_name = "exchanges"

urlpatterns = [
    path("exchanges/", public.exchanges, name="exchanges"),
    path("exchanges/requests/", demand.requests, name="requests"),
    path("exchanges/requests/<slug:ref>/", demand.exchange_request, name="request"),
    path("exchanges/offers/", demand.offers, name="offers"),
    path("exchanges/offers/<slug:ref>/", demand.offer, name="offer"),
    path("exchanges/ledger/", public.ledger, name="ledger"),
    path("exchanges/calendar/", public.calendar, name="calendar"),
    path("exchanges/calendar.ics", feeds.calendar, name="calendar-feed"),
    path("exchanges/<slug:number>/", public.exchange, name="exchange"),
    path("exchanges/<slug:number>/calendar.ics", feeds.exchange_calendar, name="exchange-calendar"),
    path("workspace/exchanges/compiled/<slug:ref>/", compiled.compiled, name="compiled"),
    path("workspace/exchanges/compiled/<slug:ref>/answer.pdf", compiled.compiled_file, name="compiled-file"),
]
