"""Settings are safe as they come, and an unsafe one has a check with an id."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz" * 3,
    "ALLOWED_HOSTS": "hemgang.example.se",
    "PATH": os.environ["PATH"],
}


def deployment_check(**unsafe: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"]
    environment = {**PRODUCTION, "DATABASE_URL": "postgresql:///unused", **unsafe}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_it_has_nothing_to_say_about_production_as_it_comes() -> None:
    answer = deployment_check()
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("unsafe", "check"),
    [
        ({"DEMO": "yes"}, "hemgang.E001"),
        ({"DEMO": "yes", "ALLOWED_HOSTS": "localhost"}, "hemgang.E002"),
        ({"HTTPS": "no"}, "hemgang.E003"),
        ({"ALLOWED_HOSTS": "*"}, "hemgang.W004"),
        ({"SECRET_KEY": "short"}, "security.W009"),
    ],
)
def test_it_names_what_is_unsafe(unsafe: dict[str, str], check: str) -> None:
    answer = deployment_check(**unsafe)
    assert answer.returncode == 1
    assert check in answer.stderr


def test_it_says_that_the_owner_is_too_mighty_for_the_web() -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--database", "default"]
    environment = {**PRODUCTION, "DATABASE_URL": os.environ["DATABASE_URL"], "DATABASE_POOL_SIZE": "0"}
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert "hemgang.E005" in answer.stderr


def test_it_cannot_start_without_a_secret_key() -> None:
    answer = deployment_check(SECRET_KEY="")
    assert answer.returncode == 1
    assert "SECRET_KEY" in answer.stderr


def test_it_lets_no_inline_script_or_style_run(client: Client) -> None:
    policy = client.get("/health/live")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "img-src 'self' data:" in policy


def test_it_hashes_passwords_with_argon2() -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
