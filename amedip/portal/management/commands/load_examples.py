"""Load clearly marked examples, or take them out again."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import ProtectedError

from amedip.portal.content.examples import Examples, remove_examples
from registry.models import Country, Theme


class Command(BaseCommand):
    help = "Load example exchanges and an example pilot, marked as such on every page; --remove takes them out again."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take every example out again")

    @transaction.atomic
    def handle(self, *args, **options):
        if options["remove"]:
            try:
                count = remove_examples()
            except ProtectedError as error:
                resting = ", ".join(sorted(str(record) for record in error.protected_objects))
                raise CommandError(f"Nothing was removed: no example, but resting on one: {resting}.") from error
            self.stdout.write(f"Examples taken out: {count}.")
            return
        if not Country.objects.exists() or not Theme.objects.exists():
            raise CommandError("The examples use the portal's states and themes: run load_content first.")
        self.stdout.write(f"Examples added: {Examples().load()}.")
