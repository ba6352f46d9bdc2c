"""Tells municipalities' finance offices of months that are about to pass their threshold, once each."""

from typing import Any

from django.core.management.base import BaseCommand

from billing.actions.threshold_warnings import warn_of_thresholds


class Command(BaseCommand):
    help = "Tell the finance offices of months about to pass the threshold. Run it every hour without Celery."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{warn_of_thresholds()} told")
