"""Load AMEDIP's own material; again, it changes nothing that people have touched."""

from django.core.management.base import BaseCommand
from django.db import transaction

from amedip.core.models import Deed
from amedip.portal.content import meetings, registry
from amedip.portal.content.glossary import load_glossary
from amedip.portal.content.links import load_links
from amedip.portal.content.loading import Loader
from amedip.portal.content.thesaurus import load_thesaurus


class Command(BaseCommand):
    help = "Load AMEDIP's own material in three languages. Idempotent; never overwrites what people changed."

    @transaction.atomic
    def handle(self, *args, **options):
        deeds_before = Deed.objects.count()
        load = Loader()
        # What other records cite has its reference first.
        load.claim("programme", "amedip")
        load.claim("document", "tunis-discussions")
        themes = registry.load_themes(load)
        countries = registry.load_countries(load)
        institutions = registry.load_institutions(load, countries)
        registry.load_coordination(load, countries, institutions)
        registry.load_programme(load, countries, institutions)
        registry.load_rounds(load, countries)
        registry.load_priorities(load, countries, institutions, themes)
        registry.load_practices(load, countries, institutions, themes)
        workshops = meetings.load_workshops(load, countries, institutions)
        meetings.load_statements(load, workshops, countries, institutions, themes)
        meetings.load_documents(load, workshops)
        meetings.load_pilots(load, countries, institutions, themes)
        load_glossary()
        load_thesaurus()
        load.announce()
        load_links(load)
        if options["verbosity"]:
            self.stdout.write(f"First content: {Deed.objects.count() - deeds_before} deeds.")
