"""Bring tables, cache, messages, static files and first content up to date with the code."""

from django.core.management import BaseCommand, call_command

STEPS = [
    ("migrate", "Tables", {"interactive": False, "verbosity": 0}),
    ("createcachetable", "Cache", {"verbosity": 0}),
    ("compile_catalogues", "Messages in ar, en, fr", {}),
    ("collectstatic", "Static files", {"interactive": False, "verbosity": 0}),
    ("load_content", "First content", {}),
]


class Command(BaseCommand):
    help = "Bring tables, messages, static files and first content up to date with the code; again, it changes nothing."
    requires_system_checks: list[str] = []

    def handle(self, **options):
        for command, title, arguments in STEPS:
            self.stdout.write(f"{title} …")
            self.stdout.flush()
            call_command(command, **arguments)
