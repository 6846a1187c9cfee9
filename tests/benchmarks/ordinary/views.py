"""Generic views for the pages, a viewset for the API; related rows are prefetched, as every manual advises."""

from django.views.generic import DetailView
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter
from django_filters.views import FilterView
from rest_framework.viewsets import ReadOnlyModelViewSet

from tests.benchmarks.ordinary.models import ConsultationRound, Country, Priority, Theme
from tests.benchmarks.ordinary.serializers import PrioritySerializer


def public_priorities():
    return (
        Priority.objects.filter(status__in=Priority.PUBLIC)
        .select_related(
            "reference", "country__reference", "round__reference", "institution__reference", "superseded_by__reference"
        )
        .prefetch_related("themes__reference", "reference__citations__source")
    )


class PriorityViewSet(ReadOnlyModelViewSet):
    serializer_class = PrioritySerializer
    lookup_field = "reference__ref"

    def get_queryset(self):
        return public_priorities()


class PriorityFilter(FilterSet):
    state = ModelChoiceFilter(field_name="country", to_field_name="code", queryset=Country.objects.all())
    theme = ModelChoiceFilter(field_name="themes", queryset=Theme.objects.select_related("reference"))
    round = ModelChoiceFilter(queryset=ConsultationRound.objects.select_related("reference"))
    status = ChoiceFilter(choices=Priority.Status.choices)
    q = CharFilter(field_name="title", lookup_expr="icontains")

    class Meta:
        model = Priority
        fields = ["state", "theme", "round", "status"]


class PriorityList(FilterView):
    filterset_class = PriorityFilter
    paginate_by = 25
    template_name = "ordinary/priorities.html"

    def get_queryset(self):
        return public_priorities()


class PriorityDetail(DetailView):
    slug_field = slug_url_kwarg = "reference__ref"
    template_name = "ordinary/priority.html"

    def get_queryset(self):
        return public_priorities()
