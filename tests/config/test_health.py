"""What a platform asks of the web process, without signing in."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings


def test_it_lives_without_asking_anybody(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_it_is_ready_with_its_servers(client: Client) -> None:
    assert client.get("/health/ready").json() == {"status": "ok", "database": "ok", "cache": "ok"}


@pytest.mark.django_db
def test_it_serves_on_without_the_cache(client: Client, settings: Settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/valkey.sock",
        }
    }
    cache.close()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["cache"] == "unavailable"
