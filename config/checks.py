"""System checks with an id for each unsafe setting: `manage.py check --deploy` before going live.

Web, worker and beat ask the same when they start: config/startup.py.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from accounts.database_roles import APP_ROLE
from billing.carriers.chosen import UnknownCarrier, carrier_of, credentials

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security)
def check_demo_stays_at_home(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """Demo mode signs anybody in, so it may only answer to this machine's own names."""
    strangers = set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS
    if settings.DEMO and strangers:
        yield Error(
            f"Demo mode, where anybody may sign in as anybody, answers to {', '.join(sorted(strangers))}.",
            hint="Set DEMO=no, or let ALLOWED_HOSTS name this machine only.",
            id="hemgang.E001",
        )


@register(Tags.security, deploy=True)
def check_demo_is_off(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterable[CheckMessage]:
    if settings.DEMO:
        yield Error("Demo mode is on.", hint="Set DEMO=no.", id="hemgang.E002")


@register(Tags.security, deploy=True)
def check_https(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterable[CheckMessage]:
    if not settings.HTTPS and set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS:
        yield Error(
            "Sessions travel over plain HTTP.",
            hint="Set HTTPS=yes; behind a proxy that ends HTTPS also BEHIND_PROXY=yes.",
            id="hemgang.E003",
        )


@register(Tags.security, deploy=True)
def check_hosts_are_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterable[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS or set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS:
        yield checks.Warning(
            "ALLOWED_HOSTS does not name the host that people use.",
            hint="Set ALLOWED_HOSTS to the host names of this installation.",
            id="hemgang.W004",
        )


@register(Tags.database, deploy=True)
def check_role_owns_nothing(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """Asked for by `manage.py check --deploy --database default`, with the DATABASE_URL of web and worker."""
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "select current_user, rolsuper or exists (select from pg_class where relowner = oid"
                " and relnamespace = 'public'::regnamespace) from pg_roles where rolname = current_user"
            )
            role, is_too_mighty = cursor.fetchone()
        if is_too_mighty:
            yield Error(
                f"The database role {role} owns tables or is a superuser: it could change what may never change.",
                hint=f"Give this process a DATABASE_URL whose login is only a member of {APP_ROLE}.",
                id="hemgang.E005",
            )


@register(Tags.security)
def check_outboxes(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterable[CheckMessage]:
    """What is issued must have somewhere to go."""
    for name in ("INVOICE_OUTBOX", "VOUCHER_OUTBOX"):
        try:
            carrier_of(getattr(settings, name), credentials())
        except UnknownCarrier as unknown:
            yield Error(
                f"{name} names no way to send anything: {unknown}.",
                hint="Give a folder, sftp://user@host/folder with OUTBOX_KEY_FILE and OUTBOX_KNOWN_HOSTS, or https://...",
                id="hemgang.E007",
            )
