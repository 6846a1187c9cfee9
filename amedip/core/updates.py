"""Many stored rows of one table, written at once."""

from collections.abc import Collection, Iterable

from django.db import models


def update_rows(model: type[models.Model], rows: Iterable[models.Model], columns: Collection[str]) -> None:
    """Write these columns of rows that are stored, in one statement: far quicker than ``bulk_update``."""
    model._base_manager.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)
