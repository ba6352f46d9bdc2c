"""What is posted: one body with which every form and call could go on, so that a refusal is of the person."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import Unit
from coordination.core.civil import civil
from coordination.core.homegoing import HomeReadyItem
from coordination.core.sips import SipWaiver
from coordination.models import Case
from tests.billing_exports.invoices import RECEIVER, SENDER
from tests.coordination.stories import personal_number
from tests.routes.issued import CLOSED
from tests.routes.table import Row

OTHER_WARD = "Avd 6A"
"""Where the patient may be moved to."""

TO_PARTIES = ("/message-sent/", "/deviation-reported/")


def filled_in(row: Row, case: Case) -> dict[str, Any]:
    """A nurse's, a coordinator's, an officer's and an administrator's words at once: each form takes its own."""
    written = "%Y-%m-%dT%H:%M%z" if row.is_call else "%Y-%m-%dT%H:%M"
    now = timezone.localtime() if row.is_call else civil(timezone.now())
    ago, soon = ((now + timedelta(minutes=minutes)).strftime(written) for minutes in (-5, 24 * 60))
    patient = {
        "identity_value": personal_number(4711),
        "given_name": "Bo",
        "family_name": "Bengtsson",
        "municipality_code": "1380",
    }
    assessment = {"needs": ["social_services"], "physician": "Love Lindgren", "assessed_at": ago}
    day = (now + timedelta(days=30)).date().isoformat()
    action = {"what": "gångträning", "responsible": "vårdcentralen", "by": day}
    goal, planned = {"goal": "gå", "actions": [action]}, {"goal": "gå", **action}
    service = {"service": "samtal", "responsible": "mottagningen"}
    of_steps = {
        "estimated_discharge_at": soon,
        "name": "Eva Ek",
        "title": "distriktssköterska",
        "unit_name": "Andersbergs vårdcentral",
        "phone": "035-000 00 00",
        "reason": SipWaiver.PATIENT_DECLINES.value if row.address.endswith("/sip-not-needed/") else "feber",
        "explanation": "vill inte",
        "meets_at": soon,
        "form": "video",
        "place": "https://moten.example.se/1",
        "participants": ["Biståndsenheten"] if row.is_call else "Biståndsenheten",
        "answer": "comes",
        "patients_words": "hem till katten",
        **({"goals": [goal]} if row.is_call else {f"{name}_1": told for name, told in planned.items()}),
        "follow_up_on": day,
        "result": "bra",
        "needs_of_region": "samtal",
        "needs_of_municipality": "boendestöd",
        "decisions": "beviljat",
        "attitude": "vill hem",
        **({"services": [service]} if row.is_call else {f"{name}_1": told for name, told in service.items()}),
        "can_receive_from": soon,
        "what": "hemrehabilitering",
        "destination": "home",
        "discharged_at": ago,
        "bed": "12:2",
        "code": "yellow",
        "what_matters": "min katt",
        "what_happened": "lunginflammation",
        "what_happens_next": "hemtjänst",
        "whom_to_turn_to": "Eva Ek",
        "lines": [{"item": "transport_ordered", "state": "done"}],
        **dict.fromkeys((item.value for item in HomeReadyItem), "done"),
        "medical": "blodtryck",
        "nursing": "dusch",
        "rehabilitation": "gångträning",
        "care_level": "primary_care",
        "is_known": True if row.is_call else "yes",
        "remaining": "säng hem",
        "responsible": "kommunen",
        "until": soon,
        **({"notice": "admission_notice", "ground": "motsätter sig"} if "withheld" in row.address else {}),
        "text": "nycklarna ligger i receptionen",
        **({"units": [_outpatient_unit(row, case)]} if row.address.endswith(TO_PARTIES) else {}),
        "situation": "bor ensam",
        "identity_type": "personal_number" if row.is_call else "",
        "identity_value": personal_number(4713),
        "fault": "wrong",
        "basis": "samtyckte i dag",
        "stays": True if row.is_call else "yes",
        "unit": _outpatient_unit(row, case),
        "category": "medicines_list_wrong",
        "cause": "fel mall",
        "measure": "ny mall",
        "summary": "lunginflammation",
        "medicines": "oförändrade",
        "contact": "avdelningen",
        "to": getattr(Unit.objects.get(name=OTHER_WARD), "hsa_id" if row.is_call else "pk"),
        # The ward's discharge-ready notice.
        "entry": 3,
    }
    of_units = {
        "email": "ny@example.se",
        "role": "ward_nurse",
        "kind": _kind(row),
        "hsa_id": "SE9999999999-NY1",
        **(_channel_of_the_ward(case) if "/channels/" in row.address else {}),
        **({"municipality_code": "1380"} if row.address.endswith("/receptions/lines/") else {}),
        **(_duty_for_the_ward(row, case) if "/duty/" in row.address else {}),
    }
    of_corrections = {
        "episode": f"closed-{CLOSED}",
        "episode_id": f"closed-{CLOSED}",
        "evidence": "se avdelningens anteckning",
        "episodes": [] if row.is_call else "",
        "outcome": "rejected",
        "decision": "accept",
        "accept": True,
    }
    of_administrators = {
        "year": 2031,
        "kronor": "12500",
        "source": "HSLF-FS 2030:99",
        "agreement": "halland-2027",
        "day": now.date().isoformat(),
        "signed_on": now.date().isoformat(),
        "in_force_from": now.date().isoformat(),
        "what": "Ett tillägg",
        "title": "En förändring",
        "takes_effect_on": (now + timedelta(days=30)).date().isoformat(),
        "position": "no_objection",
        "words": "",
        "first_month": "2031-01",
        "issues": False if row.is_call else "no",
        "levels": [{"minutes": -60}],
        "amount_1": 1,
        **{name: said for name, said in (SENDER | RECEIVER).items() if name not in ("name", "source")},
        **({} if row.is_call else {"vat_category": "O", "vat_percent": 0}),
        **{f"measure_{n}": "hours" for n in range(1, 7)},
        **{f"side_{n}": "before" for n in range(1, 7)},
    }
    if not row.is_call:
        # A list is several values of one name to a form.
        del of_administrators["levels"]
    body: dict[str, Any] = {
        **({"patient": patient | {"identity_type": "personal_number"}} if row.is_call else patient),
        **assessment,
        **of_steps,
        **of_units,
        **of_administrators,
        **of_corrections,
        "assessment": assessment if row.is_call else "",
        "admitted_at": ago,
        "care_type": "somatic",
        "consent": "declined" if "/consent-registered/" in row.address else "given",
        "version": case.version,
        "key": str(uuid4()),
        "wanted": "Andersson",
        "query": "state=ready",
        "language": "en",
        "digest_minutes": 15,
    }
    return body


def _kind(row: Row) -> str:
    if "/terminations/" in row.address:
        return "whole"
    return "opened_by_mistake" if "/corrections/" in row.address else "ward"


def _channel_of_the_ward(case: Case) -> dict[str, str]:
    """A page's address says which unit; a call's body does."""
    assert case.ward is not None
    return {"medium": "mail", "address": "alla@example.se", "unit": case.ward.hsa_id}


def _duty_for_the_ward(row: Row, case: Case) -> dict[str, Any]:
    """The other ward's, at night."""
    assert case.ward is not None
    other = getattr(Unit.objects.get(name=OTHER_WARD), "hsa_id" if row.is_call else "pk")
    return {"unit": case.ward.hsa_id, "duty_unit": other, "begins": "17:00", "ends": "07:30"}


def _outpatient_unit(row: Row, case: Case) -> Any:
    """Whom everybody else in the case can write to."""
    unit = case.parties.get(capacity="outpatient").unit
    return unit.hsa_id if row.is_call else unit.pk
