"""The pages of translation work."""

from django.urls import path

from amedip.translations.views import files, pages

app_name = "translations"

urlpatterns = [
    path("workspace/translations/", pages.work, name="work"),
    path("workspace/translations/files/", files.files, name="files"),
    path("workspace/translations/files/<int:number>/", files.file, name="file"),
    path("workspace/translations/files/<int:number>/download", files.download, name="file-download"),
    path("workspace/translations/<str:code>/", pages.work, name="work-in"),
    path("workspace/translations/<slug:kind>/<str:ref>/<str:code>/", pages.page, name="page"),
]
