"""Lets somebody in from the command line: sends a one-time link, and prints it for whoever has no mail to read."""

import argparse

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from amedip.accounts.actions import VALID_FOR, Sent, invite_person
from amedip.accounts.models import User
from amedip.core import languages
from registry.actions import invite_focal_point
from registry.models import Country, FocalPoint

GROUPS = ("coordinator", "editor", "translator", "reader")


class Command(BaseCommand):
    help = (
        "Invite a person: queue a mail with a one-time link and print the link. An address that has an account "
        "receives a fresh link, and its older ones end. Nobody ever gets a password from us."
    )

    def add_arguments(self, parser: argparse.ArgumentParser):
        parser.add_argument("address", help="mail address")
        parser.add_argument("--role", required=True, choices=("staff", "focal-point"))
        parser.add_argument("--state", metavar="TN", help="focal points: the state's ISO 3166-1 alpha-2 code")
        parser.add_argument(
            "--position", choices=FocalPoint.Position.values, help="focal points: lead (default) or deputy"
        )
        parser.add_argument("--group", choices=GROUPS, help="staff: what they may do (default: coordinator)")
        parser.add_argument(
            "--superuser", action="store_true", help="staff: may do everything (the first of the staff always may)"
        )
        parser.add_argument(
            "--language", choices=languages.CODES, help="of mail and portal (default: the state's first, or en)"
        )
        parser.add_argument("--name", default="", help="the person's name, if the account is new")

    def handle(self, *, address, role, state, position, group, superuser, language, name, **options):
        if role == "staff" and (state or position):
            raise CommandError("--state and --position belong to --role focal-point.")
        if role == "focal-point" and (group or superuser):
            raise CommandError("--group and --superuser belong to --role staff.")
        try:
            if role == "staff":
                self.invite_staff(address, group, superuser, language, name)
            else:
                self.invite_focal_point(address, state, position, language, name)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def invite_staff(self, address, group, superuser, language, name):
        # Somebody must be able to run the site: the first of the staff may do everything.
        superuser = superuser or not User.objects.filter(is_superuser=True, is_active=True).exists()
        group = group or "coordinator"
        sent = invite_person(
            address,
            actor=None,
            language=language or "en",
            full_name=name,
            staff=True,
            superuser=superuser,
            groups=[group],
        )
        self.say(sent, f"staff, group {group}{', superuser' if superuser else ''}")
        if superuser:
            self.stdout.write("A superuser may do everything, in the administration too. Let there be few.")

    def invite_focal_point(self, address, code, position, language, name):
        if not code:
            raise CommandError("Name the state: --state TN.")
        country = Country.objects.filter(code=code.upper()).first()
        if country is None:
            known = ", ".join(Country.objects.filter(is_group=False).order_by("code").values_list("code", flat=True))
            raise CommandError(f"There is no state {code!r}. There are: {known or 'none yet, run load_content first'}.")
        own = [code for code in country.languages if code in languages.CODES]
        position = position or FocalPoint.Position.LEAD
        sent = invite_focal_point(
            address, country, actor=None, language=language or (own or ["en"])[0], full_name=name, position=position
        )
        self.say(sent, f"focal point of {country.code} ({position})")

    def say(self, sent: Sent, what: str):
        self.stdout.write(f"Invited {sent.user.email} as {what}. The mail is queued.")
        self.stdout.write(f"The link works once, for {VALID_FOR.days} days:\n{sent.link}")
