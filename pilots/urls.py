"""Addresses of the pilots' public pages."""

from django.urls import path

from pilots import views

app_name = "pilots"

urlpatterns = [
    path("pilots/", views.pilots, name="pilots"),
    path("pilots/<int:number>/", views.pilot, name="pilot"),
]
