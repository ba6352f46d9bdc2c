"""Makes a key for another system and prints its secret once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions.api_tokens import issue_token
from accounts.models import Assignment


class Command(BaseCommand):
    help = (
        "Makes an API key that acts under an assignment, and prints its secret, which can't be shown again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the person whose assignment it is")
        parser.add_argument("label", help="what uses the key, as people call it")
        parser.add_argument("--unit", help="HSA-id of the unit, when the person has several assignments")
        parser.add_argument("--role", help="the role, when the person has several in the unit")
        parser.add_argument("--days", type=int, default=365, help="days until the key expires (default: 365)")

    def handle(self, *args: Any, **options: Any) -> None:
        assignments = Assignment.objects.current().with_place().filter(user__email=options["email"])
        if options["unit"]:
            assignments = assignments.filter(unit__hsa_id=options["unit"])
        if options["role"]:
            assignments = assignments.filter(role=options["role"])
        found = list(assignments)
        if len(found) != 1:
            choices = "".join(f"\n  --unit {a.unit.hsa_id} --role {a.role}" for a in found)
            raise CommandError(f"{len(found)} assignments fit; exactly one must.{choices}")
        if options["days"] < 1:
            raise CommandError("--days must be at least 1.")
        expires_at = timezone.now() + timedelta(days=options["days"])
        issued = issue_token(assignment=found[0], label=options["label"], expires_at=expires_at)
        self.stderr.write(f"{found[0]}; expires {expires_at:%Y-%m-%d}. The secret is shown only now:")
        self.stdout.write(issued.secret)
