"""Addresses of the public pages of the exchange of experts."""

from django.urls import path

from exchanges.views import public

app_name = "exchanges"

urlpatterns = [
    path("exchanges/", public.exchanges, name="exchanges"),
    path("exchanges/<slug:number>/", public.exchange, name="exchange"),
]
