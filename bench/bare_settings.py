"""The product's settings, with the bare page among its pages."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
