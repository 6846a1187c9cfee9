"""Addresses of the public pages of workshops and documents."""

from django.urls import path

from workshops import views
from workshops.citing import MEDIA_TYPES

app_name = "workshops"

urlpatterns = [
    path("workshops/", views.workshops, name="workshops"),
    path("workshops/<slug:slug>/", views.workshop, name="workshop"),
    path("workshops/<slug:slug>/summary.pdf", views.summary, name="summary"),
    path("workshops/<slug:slug>/cite/", views.cite, name="cite"),
    *(
        path(f"workshops/<slug:slug>/cite.{suffix}", views.citation, {"suffix": suffix}, name="citation")
        for suffix in MEDIA_TYPES
    ),
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:slug>/", views.document, name="document"),
    path("documents/<slug:slug>/download/", views.download, name="download"),
    *(
        path(
            f"documents/<slug:slug>/cite.{suffix}",
            views.document_citation,
            {"suffix": suffix},
            name="document-citation",
        )
        for suffix in MEDIA_TYPES
    ),
]
