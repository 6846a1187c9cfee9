"""The search's index of texts becomes one for each language: none meets the words of the others."""

import django.contrib.postgres.indexes
from django.db import migrations, models


def index_of(code):
    return migrations.AddIndex(
        model_name="searchentry",
        index=django.contrib.postgres.indexes.GinIndex(
            condition=models.Q(("language", code)), fields=["vector"], name=f"search_entry_vector_{code}"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0012_change_bears_the_time_of_its_commit")]

    operations = [
        *(index_of(code) for code in ("ar", "en", "fr")),
        migrations.RemoveIndex(model_name="searchentry", name="search_entry_vector"),
    ]
