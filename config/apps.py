"""The shell as a Django app, so that its system checks are found."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "config"
