"""The portal's own pages."""

from django.urls import path

from amedip.portal.views import home

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
]
