"""Opens an organisation with its first system administrator, on a fresh installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.actions.units import open_organisation
from accounts.models import Organisation


class Command(BaseCommand):
    help = (
        "Opens an organisation with its first system administrator, and prints that person's first password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=Organisation.Kind.values)
        parser.add_argument("name", help='as people call it: "Region Halland"')
        parser.add_argument(
            "--code", default="", help="official code (13 or 1380); none for a private provider"
        )
        parser.add_argument("--region", default="", help="code of a private provider's region")
        parser.add_argument("--organisation-number", default="", help="ten digits")
        parser.add_argument("--hsa-id", required=True, help="HSA-id of its administration")
        parser.add_argument("--admin-email", required=True)
        parser.add_argument("--admin-name", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation(
            kind=options["kind"],
            name=options["name"],
            code=options["code"],
            region_code=options["region"] or options["code"][:2],
            organisation_number=options["organisation_number"],
        )
        try:
            account = open_organisation(
                organisation=organisation,
                hsa_id=options["hsa_id"],
                email=options["admin_email"],
                name=options["admin_name"],
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stderr.write(
            f"{organisation.name} is open; {account.user.email} registers its units and people."
        )
        if account.first_password:
            self.stderr.write("The first password is shown only now:")
            self.stdout.write(account.first_password)
