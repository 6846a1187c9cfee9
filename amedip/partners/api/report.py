"""What is said of many records that were written in one request."""

from rest_framework import serializers

from amedip.core.api.operations import InputErrorShape
from amedip.core.api.shapes import Shape

MOST = 1_000
TOGETHER, EACH = "all-or-nothing", "per-item"
MANNERS = (TOGETHER, EACH)


class OutcomeShape(Shape):
    """What became of one item."""

    index = serializers.IntegerField(help_text="Its place among the items sent, from 0.")
    external_id = serializers.CharField(allow_null=True, help_text="The client’s own name of the record.")
    outcome = serializers.ChoiceField(
        choices=["created", "changed", "unchanged", "refused"], help_text="What became of it."
    )
    ref = serializers.CharField(allow_null=True, help_text="Permanent reference of the record.")
    version = serializers.IntegerField(allow_null=True, help_text="Its version now.")
    errors = InputErrorShape(many=True, help_text="Why it was refused.")


class ReportShape(Shape):
    """What became of all items."""

    written = serializers.IntegerField(help_text="How many were created or changed.")
    refused = serializers.IntegerField(help_text="How many were refused.")
    results = OutcomeShape(many=True, help_text="Each item, in the order sent.")
