"""Gives the login of DATABASE_APP_URL what web, worker and beat need: to be `hemgang_app`, and nothing else."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from psycopg import sql

from accounts.database_roles import APP_ROLE
from config.database import database_settings


class Command(BaseCommand):
    help = "Makes the login named in DATABASE_APP_URL, or gives it its password anew. Run it as the owner."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASE_APP_URL:
            raise CommandError("Set DATABASE_APP_URL to the URL that web, worker and beat will use.")
        wanted = database_settings(settings.DATABASE_APP_URL, pool_size=0)
        login, password = wanted["USER"], wanted["PASSWORD"]
        connection.ensure_connection()
        server = connection.connection
        # Hashed here, so that the password never stands in the server's log.
        hashed = server.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
        name = sql.Identifier(login)
        with server.transaction():
            known = server.execute("select 1 from pg_roles where rolname = %s", [login]).fetchone()
            if not known:
                server.execute(sql.SQL("create role {} login").format(name))
            server.execute(sql.SQL("alter role {} password {}").format(name, sql.Literal(hashed)))
            server.execute(sql.SQL("grant {} to {}").format(sql.Identifier(APP_ROLE), name))
