"""Addresses of the public pages of workshops and documents."""

from django.urls import path

from workshops import feeds, views

app_name = "workshops"

urlpatterns = [
    path("workshops/", views.workshops, name="workshops"),
    path("workshops/calendar.ics", feeds.calendar, name="calendar"),
    path("workshops/<slug:slug>/calendar.ics", feeds.workshop_calendar, name="workshop-calendar"),
    path("workshops/<slug:slug>/", views.workshop, name="workshop"),
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:slug>/", views.document, name="document"),
    path("documents/<slug:slug>/download/", views.download, name="download"),
    path("documents/<slug:slug>/files/<slug:digest>/", views.document_file, name="document-file"),
]
