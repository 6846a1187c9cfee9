"""Addresses of the exchange of experts: the public pages, and those of the workspace."""

from django.urls import path

from exchanges import feeds
from exchanges.views import (
    compiled,
    demand,
    public,
    workspace,
    workspace_afterwards,
    workspace_answers,
    workspace_exchanges,
    workspace_offers,
    workspace_people,
    workspace_requests,
)

app_name = "exchanges"

DESK = "workspace/exchanges/"

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
    path(DESK, workspace.overview, name="workspace"),
    path(f"{DESK}requests/new/", workspace_requests.new_request, name="workspace-request-new"),
    path(f"{DESK}requests/<slug:ref>/", workspace_requests.one_request, name="workspace-request"),
    path(f"{DESK}requests/<slug:ref>/ask/", workspace_requests.ask, name="workspace-ask"),
    path(f"{DESK}requests/<slug:ref>/q<int:number>/", workspace_requests.answer_question, name="workspace-question"),
    path(f"{DESK}offers/new/", workspace_offers.new_offer, name="workspace-offer-new"),
    path(f"{DESK}offers/<slug:ref>/", workspace_offers.one_offer, name="workspace-offer"),
    path(f"{DESK}answers/<slug:ref>/", workspace_answers.answer, name="workspace-answer"),
    path(f"{DESK}compiled/<slug:ref>/", compiled.compiled, name="compiled"),
    path(f"{DESK}compiled/<slug:ref>/answer.pdf", compiled.compiled_file, name="compiled-file"),
    path(f"{DESK}<slug:number>/", workspace_exchanges.exchange, name="workspace-exchange"),
    path(f"{DESK}<slug:number>/report/", workspace_afterwards.report, name="workspace-report"),
    path(f"{DESK}<slug:number>/evaluation/", workspace_afterwards.evaluation, name="workspace-evaluation"),
    path(f"{DESK}<slug:number>/follow-up/", workspace_afterwards.follow_up, name="workspace-follow-up"),
    path(f"{DESK}<slug:number>/people/", workspace_people.people, name="workspace-people"),
    path(f"{DESK}<slug:number>/people/new/", workspace_people.new_person, name="workspace-person-new"),
    path(f"{DESK}<slug:number>/people/<int:pk>/", workspace_people.person, name="workspace-person"),
    *(
        path(
            f"{DESK}<slug:number>/people/<int:pk>.{suffix}",
            workspace_people.handed_out,
            {"suffix": suffix},
            name=f"workspace-person-{suffix}",
        )
        for suffix in ("json", "csv")
    ),
]
