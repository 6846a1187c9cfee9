"""The pages of translation work."""

from django.urls import path

from amedip.translations.views import pages

app_name = "translations"

urlpatterns = [
    path("workspace/translations/", pages.work, name="work"),
    path("workspace/translations/<str:code>/", pages.work, name="work-in"),
    path("workspace/translations/<slug:kind>/<str:ref>/<str:code>/", pages.page, name="page"),
]
