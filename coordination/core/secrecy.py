"""What secrecy forbids to be sent (OSL 25:1; LUS 2:1, 3:1, 3:2), as the ward has registered it."""

from collections.abc import Mapping

from coordination.core.events import Recorded
from coordination.core.history import History
from coordination.core.planning import WithheldNotice
from coordination.core.states import Step

CAN_BE_WITHHELD: Mapping[Step, WithheldNotice] = {
    Step.ADMISSION_NOTICE_SENT: WithheldNotice.ADMISSION_NOTICE,
    Step.DISCHARGE_READY_SENT: WithheldNotice.DISCHARGE_READY_NOTICE,
    Step.DISCHARGE_INFORMATION_SENT: WithheldNotice.DISCHARGE_INFORMATION,
}


def forbidding(history: History, step: Step) -> Recorded | None:
    """What says that the step's notice may not be sent; None where it may, or where that has been struck out."""
    notice = CAN_BE_WITHHELD.get(step)
    return history.withheld(notice) if notice else None
