"""Addresses of the public pages of the exchange of experts."""

from django.urls import path

from exchanges import views

app_name = "exchanges"

urlpatterns = [
    path("exchanges/", views.exchanges, name="exchanges"),
    path("exchanges/<slug:number>/", views.exchange, name="exchange"),
]
