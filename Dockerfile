# The image that web, worker, beat and migrations run in production: docker-compose.yml gives the commands.

FROM python:3.12.12-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
    --require-hashes --only-binary :all: -r requirements.lock
COPY . .
RUN /venv/bin/python -m config.translations compile \
    && /venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.12.12-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home hemgang && install --directory --owner=10001 /outbox
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
USER 10001
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
