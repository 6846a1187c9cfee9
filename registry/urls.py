"""Addresses of the Registry's public pages."""

from django.urls import path

from registry import views

app_name = "registry"

urlpatterns = [
    path("registry/", views.priorities, name="priorities"),
    path("registry/compare/", views.compare, name="compare"),
    path("registry/compare.<slug:suffix>", views.compare_file, name="compare-file"),
    path("registry/current.<slug:suffix>", views.current, name="current"),
    path("registry/editions/", views.editions, name="editions"),
    path("registry/editions/compare/", views.differences, name="edition-differences"),
    path("registry/editions/<int:number>/", views.edition, name="edition"),
    path("registry/editions/<int:number>/sha256.txt", views.edition_sums, name="edition-sums"),
    path("registry/editions/<int:number>.<slug:suffix>", views.edition_file, name="edition-file"),
    path("registry/<slug:ref>/", views.priority, name="priority"),
    path("practices/", views.practices, name="practices"),
    path("practices/<slug:ref>/", views.practice, name="practice"),
]
