"""`manage.py liability`: what municipalities owe for a month by the stored events, as known at a time."""

from datetime import datetime
from decimal import Decimal
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.agreement import Agreement
from agreements.files import load_agreements
from agreements.in_force import NoTextInForce
from billing.core.liability import DailyAmountMissing, every_year
from billing.management import sentences
from billing.management.arguments import instant, region
from billing.management.calculation import FORMATS, REFUSED, kronor, month
from billing.months import results
from billing.months.liability import Liability, liability
from billing.months.pricing import KronorOf
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.daily_amounts import daily_amounts


class Command(BaseCommand):
    """Each episode is governed by the text in force between region and municipality when the patient left.

    With `--agreement` by that text, in force or not; then the output is calculate_liability's to the letter. Without
    it `agreement` is null in the JSON, and every month and episode names its own.
    """

    help = "Computes what each municipality owes a region for a month, from the stored events."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--region", required=True, type=region, metavar="CODE", help="such as 13")
        parser.add_argument("--month", required=True, type=month, metavar="YYYY-MM")
        parser.add_argument("--agreement", metavar="SLUG", help="apply this text, in force or not")
        parser.add_argument(
            "--daily-amount", type=kronor, metavar="KRONOR", help="in place of every year's amount"
        )
        parser.add_argument(
            "--known-by",
            type=instant,
            metavar="TIME",
            help="as known then; Stockholm's time, now unless said",
        )
        parser.add_argument("--format", choices=FORMATS, default="table", help="table unless said")

    def handle(self, *args: Any, **options: Any) -> None:
        text = self._text(options["agreement"])
        asked = Question(
            region=options["region"],
            months=MonthSpan(options["month"], options["month"]),
            known_by=options["known_by"],
        )
        answer = self._answer(asked, _amounts(options["daily_amount"], options["known_by"]), text)
        months, episodes = answer.months, answer.episodes
        if text is not None:
            months, episodes = months.drop("agreement"), episodes.drop("agreement")
        out = cast(TextIO, self.stdout._out)
        match options["format"]:
            case "json":
                results.write_json(None if text is None else text.slug, months, episodes, out)
            case "csv":
                results.write_csv(months, out)
            case _:
                results.write_table(months, out)

    def _text(self, slug: str | None) -> Agreement | None:
        texts = load_agreements()
        if slug is not None and slug not in texts:
            raise CommandError(sentences.no_such_agreement(slug, texts), returncode=REFUSED)
        return None if slug is None else texts[slug]

    def _answer(self, asked: Question, amounts: KronorOf, text: Agreement | None) -> Liability:
        try:
            answer = liability(asked, amounts, agreement=text)
            answer.require_amounts()
        except NoTextInForce as nothing:
            raise CommandError(str(nothing), returncode=REFUSED) from nothing
        except DailyAmountMissing as missing:
            raise CommandError(
                sentences.daily_amount_is_missing(missing.years, place="Hemgång"), returncode=REFUSED
            ) from missing
        return answer


def _amounts(replacing: Decimal | None, known_by: datetime | None) -> KronorOf:
    return daily_amounts(known_by).kronor if replacing is None else lambda _region: every_year(replacing)
