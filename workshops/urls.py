"""Addresses of the public pages of workshops and documents."""

from django.urls import path

from workshops import feeds
from workshops.citing import MEDIA_TYPES
from workshops.views import documents, workshops

app_name = "workshops"

urlpatterns = [
    path("workshops/", workshops.workshops, name="workshops"),
    path("workshops/calendar.ics", feeds.calendar, name="calendar"),
    path("workshops/<slug:slug>/calendar.ics", feeds.workshop_calendar, name="workshop-calendar"),
    path("workshops/<slug:slug>/", workshops.workshop, name="workshop"),
    path("workshops/<slug:slug>/summary.pdf", workshops.summary, name="summary"),
    path("workshops/<slug:slug>/cite/", workshops.cite, name="cite"),
    *(
        path(f"workshops/<slug:slug>/cite.{suffix}", workshops.citation, {"suffix": suffix}, name="citation")
        for suffix in MEDIA_TYPES
    ),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:slug>/", documents.document, name="document"),
    path("documents/<slug:slug>/download/", documents.download, name="download"),
    path("documents/<slug:slug>/files/<slug:digest>/", documents.document_file, name="document-file"),
    *(
        path(
            f"documents/<slug:slug>/cite.{suffix}",
            documents.document_citation,
            {"suffix": suffix},
            name="document-citation",
        )
        for suffix in MEDIA_TYPES
    ),
]
