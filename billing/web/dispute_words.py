"""Disputes in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.core.dispute_life import DisputeStatus, DisputeStep, Outcome

OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.UPHELD: _("The municipality is right"),
    Outcome.PARTLY: _("The municipality is right in part"),
    Outcome.REJECTED: _("The statement stands"),
}
STATUSES: Mapping[DisputeStatus, tuple[Promise, str]] = {
    DisputeStatus.OPEN: (_("contested"), "warning"),
    DisputeStatus.IN_ANALYSIS: (_("joint analysis"), "warning"),
    DisputeStatus.ACCEPTED: (_("upheld: to be credited"), "info"),
    DisputeStatus.REJECTED: (_("the statement stands"), "neutral"),
    DisputeStatus.WITHDRAWN: (_("contested no more"), "neutral"),
    DisputeStatus.SETTLED: (_("settled by a credit note"), "success"),
}
STEPS: Mapping[DisputeStep, Promise] = {
    DisputeStep.OPENED: _("Contested"),
    DisputeStep.ANALYSIS_STARTED: _("Joint analysis begun"),
    DisputeStep.NOTED: _("Noted"),
    DisputeStep.ESCALATED: _("Taken to the next level"),
    DisputeStep.TAKEN_ON: _("Taken on after the decision"),
    DisputeStep.DECISION_PROPOSED: _("Decision proposed"),
    DisputeStep.ACCEPTED: _("Decided"),
    DisputeStep.REJECTED: _("Decided"),
    DisputeStep.WITHDRAWN: _("Contested no more"),
    DisputeStep.SETTLED: _("Credited"),
}
