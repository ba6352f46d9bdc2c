"""The shell as a Django app, so that its system checks are found."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Not at the top: checks ask models, which are there only now.
        from config import checks  # noqa: F401
