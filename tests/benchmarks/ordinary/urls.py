"""Addresses of the ordinary way."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from tests.benchmarks.ordinary import views

router = DefaultRouter()
router.register("priorities", views.PriorityViewSet, basename="api-priority")

urlpatterns = [
    path("api/v1/", include(router.urls)),
    *i18n_patterns(
        path("", views.PriorityList.as_view(), name="home"),
        path("registry/", views.PriorityList.as_view(), name="priorities"),
        path("registry/<slug:reference__ref>/", views.PriorityDetail.as_view(), name="priority"),
    ),
]
