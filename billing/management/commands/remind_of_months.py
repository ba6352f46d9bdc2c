"""Tells the finance offices of dates of months and disputes that come near, once each."""

from typing import Any

from django.core.management.base import BaseCommand

from billing.actions.dispute_reminders import remind_of_disputes
from billing.actions.month_reminders import remind_of_months


class Command(BaseCommand):
    help = "Tell the finance offices of dates of months and disputes. Run it hourly where Celery is not run."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{remind_of_months() + remind_of_disputes()} told")
