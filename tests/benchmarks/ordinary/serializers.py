"""The API's objects, with the fields that the portal's have."""

from rest_framework import serializers

from tests.benchmarks.ordinary.models import Citation, Priority

TEXTS = [
    f"{field}_{code}" for field in ("title", "description", "need", "desired_result") for code in ("ar", "en", "fr")
]


class CitationSerializer(serializers.ModelSerializer):
    kind = serializers.CharField(source="source.kind")
    reference = serializers.CharField(source="source.ref")

    class Meta:
        model = Citation
        fields = ["kind", "reference", "section", "note_ar", "note_en", "note_fr"]


class PrioritySerializer(serializers.ModelSerializer):
    ref = serializers.CharField(source="reference.ref")
    state = serializers.SlugRelatedField("code", source="country", read_only=True)
    round = serializers.StringRelatedField()
    themes = serializers.StringRelatedField(many=True)
    institution = serializers.StringRelatedField()
    institution_name_ar = serializers.CharField(source="institution.name_ar", default=None)
    institution_name_en = serializers.CharField(source="institution.name_en", default=None)
    institution_name_fr = serializers.CharField(source="institution.name_fr", default=None)
    sources = CitationSerializer(source="reference.citations", many=True)
    superseded_by = serializers.StringRelatedField()
    example = serializers.BooleanField(source="reference.example")
    url = serializers.URLField(source="get_absolute_url")

    class Meta:
        model = Priority
        fields = [
            "ref", "state", "round", "themes", *TEXTS, "status", "institution", "institution_name_ar",
            "institution_name_en", "institution_name_fr", "sources", "derived", "year", "confirmed_on", "published_at",
            "superseded_by", "url", "example", "updated_at",
        ]  # fmt: skip
