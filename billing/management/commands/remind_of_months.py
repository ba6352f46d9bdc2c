"""Tells the finance offices of a month's dates that come near, once each."""

from typing import Any

from django.core.management.base import BaseCommand

from billing.actions.month_reminders import remind_of_months


class Command(BaseCommand):
    help = "Tell the finance offices of a month's dates that come near. Run it every hour where Celery is not run."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{remind_of_months()} told")
