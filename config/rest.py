"""Settings of the API's libraries: nothing of them depends on where Hemgång runs."""

from typing import Any

from billing.core.corrections import CorrectionKind
from billing.core.dispute_life import DisputeStatus, DisputeStep
from billing.core.month_life import MonthStatus
from billing.core.reasons import Status

FRAMEWORK: dict[str, Any] = {
    "EXCEPTION_HANDLER": "config.errors.api_problem",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.HasAssignment"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_VERSIONING_CLASS": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SCHEMA: dict[str, Any] = {
    "TITLE": "Hemgång",
    "DESCRIPTION": "From admission to home: cases, their messages and deadlines, and what a month costs.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    # Of fields that have one name and several meanings.
    "ENUM_NAME_OVERRIDES": {
        "EpisodeToldStatusEnum": [(status.value, status.value) for status in Status],
        "MonthStatusEnum": [(status.value, status.value) for status in MonthStatus],
        "DisputeStatusEnum": [(status.value, status.value) for status in DisputeStatus],
        "DisputeStepEnum": [(step.value, step.value) for step in DisputeStep],
        "CorrectionKindEnum": [(kind.value, kind.value) for kind in CorrectionKind],
    },
}
