"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from config.startup import refuse_faulty_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
refuse_faulty_start()

# Tasks that a view sends go to our Celery, not to a default one without a broker.
import config.celery  # noqa: E402, F401

application = get_wsgi_application()
