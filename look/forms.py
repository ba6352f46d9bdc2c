"""Forms in the design system's clothes: `{{ form }}` and `{{ form.name.as_field_group }}` on every page."""

from functools import cached_property
from pathlib import Path

import django.forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.template.backends.base import BaseEngine


class ScreenRenderer(DjangoTemplates):
    """Django's own widgets, with our templates for the form and for a field."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    @cached_property
    def engine(self) -> BaseEngine:
        widgets = Path(django.forms.__file__).parent / "templates"
        templates = settings.BASE_DIR / "templates"
        return self.backend({"APP_DIRS": False, "DIRS": [templates, widgets], "NAME": "forms", "OPTIONS": {}})
