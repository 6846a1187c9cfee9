"""Addresses of the pilots' public pages."""

from django.urls import path

from pilots.views import public

app_name = "pilots"

urlpatterns = [
    path("pilots/", public.pilots, name="pilots"),
    path("pilots/<int:number>/", public.pilot, name="pilot"),
    path("pilots/<int:number>/files/<slug:digest>/", public.file, name="file"),
]
