"""The shell as a Django app, so that its system checks are found."""

from importlib import import_module

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        import_module("config.checks")
        import_module("config.file_checks")
