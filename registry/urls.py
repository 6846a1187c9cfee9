"""Addresses of the Registry's public pages."""

from django.urls import path

from registry import views

app_name = "registry"

urlpatterns = [
    path("registry/", views.priorities, name="priorities"),
    path("registry/compare/", views.compare, name="compare"),
    path("registry/<slug:ref>/", views.priority, name="priority"),
    path("practices/", views.practices, name="practices"),
    path("practices/<slug:ref>/", views.practice, name="practice"),
]
