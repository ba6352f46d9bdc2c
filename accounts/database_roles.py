"""The two database roles: an owner that migrates, and hemgang_app, which web and worker use and which owns nothing.

Grants are part of the migrations, so that no table ever exists that the application may change by oversight.
"""

from django.db.migrations import RunSQL

APP_ROLE = "hemgang_app"

# The role belongs to the whole server, so two databases that migrate at once may both try to create it.
CREATE_APP_ROLE = f"""
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        CREATE ROLE {APP_ROLE} NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'Hemgang needs the database role {APP_ROLE}, and % may not create roles.', current_user
            USING HINT = 'Ask the database administrator to run: CREATE ROLE {APP_ROLE} NOLOGIN;  then migrate again.';
END
$$;
"""

GRANT_TO_APP_ROLE = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
DO $$
BEGIN
    IF to_regclass('public.django_migrations') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON public.django_migrations FROM {APP_ROLE};
    END IF;
END
$$;
"""  # noqa: S608  (a constant)

# The role itself stays: other databases on the same server may use it.
REVOKE_FROM_APP_ROLE = f"""
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {APP_ROLE};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {APP_ROLE};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APP_ROLE};
REVOKE USAGE ON SCHEMA public FROM {APP_ROLE};
"""


def keep_rows(table: str, *, changeable: tuple[str, ...] = ()) -> RunSQL:
    """A migration operation after which the application can add rows to a table, but never change or delete one.

    Columns named in `changeable` stay open to UPDATE.
    """
    sql = f'REVOKE UPDATE, DELETE ON "{table}" FROM {APP_ROLE};'
    if changeable:
        columns = ", ".join(f'"{column}"' for column in changeable)
        sql += f' GRANT UPDATE ({columns}) ON "{table}" TO {APP_ROLE};'
    return RunSQL(sql, reverse_sql=f'GRANT UPDATE, DELETE ON "{table}" TO {APP_ROLE};')


# Grants say which columns may change, this says how often: once.
CREATE_REFUSAL_OF_SECOND_SETTING = """
CREATE FUNCTION refuse_second_setting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what % has is set once, and was set before', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
"""


def set_once(table: str, *columns: str) -> RunSQL:
    """A migration operation after which nobody can change the columns of a row where the first of them has a value.

    Needs `refuse_second_setting`, from accounts' migration 0007_assignments_that_stay.
    """
    former, later = (", ".join(f'{row}."{column}"' for column in columns) for row in ("OLD", "NEW"))
    return RunSQL(
        f'CREATE TRIGGER set_once BEFORE UPDATE ON "{table}" FOR EACH ROW '
        f'WHEN (OLD."{columns[0]}" IS NOT NULL AND ROW({former}) IS DISTINCT FROM ROW({later})) '
        "EXECUTE FUNCTION refuse_second_setting();",
        reverse_sql=f'DROP TRIGGER set_once ON "{table}";',
    )


def never_delete(table: str) -> RunSQL:
    """A migration operation after which the application can add and change rows of a table, but never delete one."""
    return RunSQL(
        f'REVOKE DELETE ON "{table}" FROM {APP_ROLE};',
        reverse_sql=f'GRANT DELETE ON "{table}" TO {APP_ROLE};',
    )
