"""A step in a case, by another system: the same actions and the same refusals as the pages'."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.openapi import AutoSchema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from coordination.actions.steps import ACTIONS
from coordination.api.case_content import Written
from coordination.api.cases import IDEMPOTENCY_KEY, idempotency_key
from coordination.api.step_content import CONTENTS
from coordination.core.states import Step


class StepSchema(AutoSchema):
    """Describes each step by its own content."""

    def get_operation_id(self) -> str:
        return f"step_{self._step}"

    def get_override_parameters(self) -> list[Any]:
        return [IDEMPOTENCY_KEY]

    def get_request_serializer(self) -> Any:
        return CONTENTS[self._step]

    def get_response_serializers(self) -> Any:
        return {201: Written}

    @property
    def _step(self) -> Step:
        step: Step = self.view.step  # type: ignore[attr-defined]  # ours, not any view's
        return step


class TakeStep(APIView):
    """Records one step; each has an address of its own."""

    schema = StepSchema()
    step: Step = Step.NEED_ASSESSED

    def post(self, request: Request, case_id: UUID) -> Response:
        content = CONTENTS[self.step](data=request.data)
        content.is_valid(raise_exception=True)
        told = {"occurred_at": timezone.now()} | content.validated_data
        event = ACTIONS[self.step](
            case_id=case_id, by=assignment_of(request), idempotency_key=idempotency_key(request), **told
        )
        return Response(Written(event).data, status=201)
