"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Tasks that a view sends go to our Celery, not to a default one without a broker.
import config.celery  # noqa: F401

application = get_wsgi_application()
