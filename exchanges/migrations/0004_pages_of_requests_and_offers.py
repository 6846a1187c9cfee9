"""Requests and offers have pages of their own; until now they stood on that of all exchanges."""

from django.db import migrations

PAGES = {"exchange-request": "exchanges/requests/", "offer": "exchanges/offers/"}
_TO = "UPDATE core_reference SET path = %s || ref || '/' WHERE kind = %s AND path <> ''"
_BACK = "UPDATE core_reference SET path = 'exchanges/#' || ref WHERE kind = %s AND path <> ''"


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0003_states_of_the_whole_life")]

    operations = [
        migrations.RunSQL([(_TO, [folder, kind]) for kind, folder in PAGES.items()], [(_BACK, [kind]) for kind in PAGES])
    ]
