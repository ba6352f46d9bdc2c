"""`manage.py explain_statement NUMBER`: why a statement says what it says, and whether it would say so again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from billing.management import sentences
from billing.management.calculation import REFUSED
from billing.management.explanation import explained
from billing.models import Statement
from billing.statements.recomputing import verdict
from billing.statements.stored import content_of


class Command(BaseCommand):
    """Reads what is stored and computes it again; changes nothing. Exit status 1 where the two are not the same."""

    help = (
        "Print what an issued statement says, the ground of every line, and what it is when computed again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="such as 13-2027-0001")

    def handle(self, *args: Any, number: str, **options: Any) -> None:
        found = Statement.objects.select_related("issued_by_user", "prepared_by_user", "credits")
        statement = found.filter(number=number).first()
        if statement is None:
            raise CommandError(sentences.no_such_statement(number), returncode=REFUSED)
        judged = verdict(statement)
        for line in explained(statement, content_of(statement), judged):
            self.stdout.write(line)
        if not (judged.is_untouched and judged.is_same_again):
            raise CommandError(sentences.statement_differs(number), returncode=1)
