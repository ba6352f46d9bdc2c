"""The processes of Hemgång, by the commands that docker-compose.yml gives them too (a test compares)."""

COMMANDS = {
    "web": "gunicorn --config config/gunicorn.py config.wsgi",
    "worker": "celery --app config.celery worker --concurrency 2 --without-mingle --without-gossip",
    "beat": "celery --app config.celery beat --scheduler celery.beat.Scheduler",
}
