"""Organisations, units, people, and what they work as."""

from accounts.models.access_log_entry import AccessLogEntry
from accounts.models.api_token import ApiToken
from accounts.models.assignment import Assignment
from accounts.models.district import District
from accounts.models.given_password import GivenPassword
from accounts.models.immutable import ImmutableModel, ImmutableQuerySet, ImmutableRow
from accounts.models.organisation import Organisation
from accounts.models.sign_in_attempts import SignInAttempts
from accounts.models.unit import Unit, UnitKind
from accounts.models.unit_reception import CareType, UnitReception
from accounts.models.user import User

__all__ = [
    "AccessLogEntry",
    "ApiToken",
    "Assignment",
    "CareType",
    "District",
    "GivenPassword",
    "ImmutableModel",
    "ImmutableQuerySet",
    "ImmutableRow",
    "Organisation",
    "SignInAttempts",
    "Unit",
    "UnitKind",
    "UnitReception",
    "User",
]
