"""Addresses of the pilots' pages: the public ones, and those of the workspace."""

from django.urls import path

from pilots.views import files, public, unsaved, workspace

app_name = "pilots"

urlpatterns = [
    path("pilots/", public.pilots, name="pilots"),
    path("pilots/<int:number>/", public.pilot, name="pilot"),
    path("pilots/<int:number>/files/<slug:digest>/", files.pilot_file, name="file"),
    path("workspace/pilots/", workspace.desk, name="desk"),
    path("workspace/pilots/<int:number>/<slug:span>/", workspace.report, name="report"),
    path("workspace/pilots/<int:number>/<slug:span>/keep/", unsaved.keep, name="report-keep"),
    path("workspace/pilots/<int:number>/<slug:span>/files/<slug:digest>/", workspace.report_file, name="report-file"),
]
