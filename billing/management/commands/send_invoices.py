"""`manage.py send_invoices`: what the worker does every minute, without a worker."""

from typing import Any

from django.core.management.base import BaseCommand

from billing.actions.outbox import send_outbox


class Command(BaseCommand):
    help = "Send the e-invoices and vouchers that wait, to where the settings have them sent."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_outbox()} sent or tried")
