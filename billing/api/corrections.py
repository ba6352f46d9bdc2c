"""/api/v1/.../corrections/: what is wrong in a month's basis, proposed by one party and decided by the region."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.access import effects_seen_by, record_look_at_month, require_month
from billing.actions.corrections import (
    decide_correction,
    propose_correction,
    propose_undoing,
    withdraw_correction,
)
from billing.api.correction_content import (
    Catalogue,
    CorrectionContent,
    CorrectionList,
    CorrectionTold,
    DecisionContent,
    EvidenceContent,
    WholeCorrection,
    catalogue_told,
)
from billing.api.statements import valid
from billing.models import Correction


class CorrectionCatalogue(APIView):
    """What can be corrected, to those who see months."""

    @extend_schema(operation_id="read_correction_catalogue", responses=Catalogue)
    def get(self, request: Request) -> Response:
        require(assignment_of(request), Permission.READ_MONTH)
        return Response(Catalogue(catalogue_told()).data)


class CorrectionsOfMonth(APIView):
    """What has been proposed for a month."""

    @extend_schema(operation_id="list_corrections", responses=CorrectionList)
    def get(self, request: Request, region: str, municipality: str, month: int) -> Response:
        reader = assignment_of(request)
        require_month(reader, region, municipality)
        record_look_at_month(reader, region, municipality, month, what="corrections of a month by API")
        found = Correction.objects.visible_to(reader).of_month(region, municipality, month)
        return Response(CorrectionList({"corrections": found.with_people().order_by("-pk")}).data)

    @extend_schema(
        operation_id="propose_correction", request=CorrectionContent, responses={201: CorrectionTold}
    )
    def post(self, request: Request, region: str, municipality: str, month: int) -> Response:
        by = assignment_of(request)
        require_month(by, region, municipality)
        require(by, Permission.PROPOSE_CORRECTION)
        said = CorrectionContent.said(valid(CorrectionContent, request))
        made = propose_correction(by=by, region=region, municipality=municipality, month=month, **said)
        return _told(by, made.pk, status=201)


class CorrectionWhole(APIView):
    """One correction with what it changes, in the asker's own months."""

    @extend_schema(operation_id="read_correction", responses=WholeCorrection)
    def get(self, request: Request, number: int) -> Response:
        reader = assignment_of(request)
        found = _own(reader, number)
        record_look_at_month(
            reader, found.region_code, found.municipality_code, found.month, what="correction by API"
        )
        told = {
            "correction": found,
            "is_in_force": Correction.objects.in_force().filter(pk=number).exists(),
            "effects": effects_seen_by(reader, found),
        }
        return Response(WholeCorrection(told).data)


class CorrectionDecisionMade(APIView):
    """The region's decision, by another than who proposed it."""

    @extend_schema(operation_id="decide_correction", request=DecisionContent, responses=CorrectionTold)
    def post(self, request: Request, number: int) -> Response:
        by = assignment_of(request)
        found = _own(by, number)
        require(by, Permission.DECIDE_CORRECTION)
        decide_correction(found, by=by, **valid(DecisionContent, request))
        return _told(by, number)


class CorrectionWithdrawal(APIView):
    """The proposer's organisation withdraws what nobody has decided."""

    @extend_schema(operation_id="withdraw_correction", request=None, responses=CorrectionTold)
    def post(self, request: Request, number: int) -> Response:
        by = assignment_of(request)
        withdraw_correction(_own(by, number), by=by)
        return _told(by, number)


class CorrectionUndoing(APIView):
    """A proposal that a correction is not to count any more."""

    @extend_schema(operation_id="undo_correction", request=EvidenceContent, responses={201: CorrectionTold})
    def post(self, request: Request, number: int) -> Response:
        by = assignment_of(request)
        found = _own(by, number)
        require(by, Permission.PROPOSE_CORRECTION)
        return _told(by, propose_undoing(found, by=by, **valid(EvidenceContent, request)).pk, status=201)


def _own(reader: Assignment, number: int) -> Correction:
    """One of the reader's organisation; another's is not there to be found (404)."""
    require(reader, Permission.READ_MONTH)
    return get_object_or_404(Correction.objects.visible_to(reader).with_people(), pk=number)


def _told(reader: Assignment, number: int, *, status: int = 200) -> Response:
    return Response(CorrectionTold(_own(reader, number)).data, status=status)
