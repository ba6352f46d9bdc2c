"""Keys of other systems: `Authorization: Bearer hemgang_...`."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.actions.api_tokens import note_use, token_of
from accounts.models import ApiToken, User


class TokenAuthentication(BaseAuthentication):
    """A key acts as its assignment's person, under that assignment only."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = token_of(secret.strip())
        if token is None:
            # One answer for unknown, expired and ended: a thief learns nothing of a key's past.
            raise AuthenticationFailed(TOKEN_REFUSED)
        note_use(token)
        request._request.assignment = token.assignment  # type: ignore[attr-defined]
        return token.assignment.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


TOKEN_REFUSED = _("The API key is unknown, has expired, or its assignment has ended. Ask for a new one.")


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI schema describes the key."""

    target_class = TokenAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
