"""`manage.py close_months`: what the worker does every hour, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand

from billing.actions.closing import close_months


class Command(BaseCommand):
    help = "Write down which months have closed by their agreement's day, each as of when it did."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{close_months()} months closed")
