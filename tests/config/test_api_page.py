"""The API's description, for machines and for people, open to those who consider using it."""

from pathlib import Path

import pytest
import yaml
from django.test import Client

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"

pytestmark = pytest.mark.django_db


def test_it_gives_the_schema_that_is_committed(client: Client) -> None:
    answer = client.get("/api/schema/")
    assert answer.status_code == 200
    assert (
        yaml.safe_load(answer.content)["paths"].keys()
        == yaml.safe_load(COMMITTED.read_text())["paths"].keys()
    )


def test_it_lists_every_operation_on_a_page(client: Client) -> None:
    page = client.get("/api/").content.decode()
    for path in yaml.safe_load(COMMITTED.read_text())["paths"]:
        assert path in page
