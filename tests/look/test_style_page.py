"""The style page renders every component, in a demo only."""

from django.test import Client
from pytest_django import Settings


def test_it_shows_every_component_in_a_demo(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    response = client.get("/look/")
    assert response.status_code == 200
    page = response.content.decode()
    for part in (
        "steps",
        "lanes",
        "chart",
        "formula",
        "facts",
        "tabs",
        "why",
        "empty-list",
        "ds-error-summary",
    ):
        assert f'class="{part}' in page


def test_it_does_not_exist_elsewhere(client: Client) -> None:
    assert client.get("/look/").status_code == 404
