"""Three people of three organisations around one patient, each only at the pages of their own work."""

from typing import Any

from accounts.models import Assignment
from tests.cast import Cast
from tests.coordination_web.admission import admission
from tests.journeys.spring_of_2027 import ADMITTED, Clock, civil
from tests.walker import Walker


class Team:
    """`on(time)` is a new morning or hour: whoever works then signs in, as their sessions have ended."""

    def __init__(self, cast: Cast, clock: Clock) -> None:
        self.clock = clock
        self.nurse, self.coordinator, self.officer = everybody = [
            Walker(who) for who in (cast.nurse, cast.coordinator, cast.case_officer)
        ]
        self.walkers: list[Walker] = list(everybody)
        self.case_path = ""

    def on(self, time: str, *at_work: Walker) -> None:
        self.clock.move_to(civil(time))
        for walker in at_work:
            walker.signs_in()

    def joins(self, who: Assignment) -> Walker:
        """Somebody more, who signs in now."""
        walker = Walker(who)
        self.walkers.append(walker)
        walker.signs_in()
        return walker

    def does(self, who: Walker, link: str, /, **typed: Any) -> None:
        """Opens the case, follows the link that is called so, fills in and sends; the receipt stands on the case."""
        who.goes(self.case_path)
        who.follows(link)
        who.sends(typed)
        assert who.path == self.case_path, who.page.text

    def notifies(self, **changes: Any) -> None:
        """The admission and its notice."""
        self.on(ADMITTED, self.nurse)
        self.nurse.follows("Skriv in patient")
        self.nurse.sends(admission(**changes))
        self.on("2027-03-03T11:40")
        self.nurse.sends({"estimated_discharge_at": "2027-03-05T12:00"})
        self.case_path = "/".join(self.nurse.path.split("/")[:3]) + "/"

    def admits(self, **changes: Any) -> None:
        """The admission and its notice, receipts, planning bases, care contact and treatment plan: so all begin."""
        self.notifies(**changes)
        self.on("2027-03-03T13:00", self.coordinator, self.officer)
        self.acknowledge()
        for receiver in (self.officer, self.coordinator):
            receiver.follows("Lämna")
            receiver.sends({"is_known": "yes", "ongoing_services": "hemtjänst"})
        self.coordinator.goes("/")
        self.coordinator.follows("Utse")
        self.coordinator.sends({"title": "distriktssköterska", "phone": "035-000 00 00"})
        self.nurse.goes(self.case_path)
        self.nurse.follows("Skriv behandlingsplan")
        plan = {"medical": "blodtryck", "nursing": "dusch", "rehabilitation": "gångträning"}
        self.nurse.sends(plan | {"care_level": "primary_care"})

    def is_ready(self, time: str) -> None:
        """The ward sends discharge-ready; both receivers acknowledge."""
        self.on(time, self.nurse, self.coordinator, self.officer)
        self.nurse.goes(self.case_path)
        self.nurse.follows("Skicka utskrivningsklar")
        self.nurse.sends({"physician": "Love Lindgren"})
        self.acknowledge()

    def acknowledge(self) -> None:
        """Both receivers open their lists, and then both click."""
        for receiver in (self.officer, self.coordinator):
            receiver.goes("/")
        for receiver in (self.officer, self.coordinator):
            receiver.clicks("Kvittera")

    def calls_to_sip(self, time: str, meets_at: str) -> None:
        self.on(time)
        self.coordinator.goes("/")
        self.coordinator.follows("Kalla")
        self.coordinator.sends({"meets_at": meets_at, "place": "https://moten.example.se/1"})

    def goes_home(self, time: str) -> None:
        self.on(time, self.nurse)
        self.nurse.goes(self.case_path)
        self.nurse.follows("Registrera utskrivning")
        self.nurse.sends({"destination": "home"})
        self.nurse.goes("/")
        self.nurse.follows("Skicka")
        self.nurse.sends({"summary": "lunginflammation", "medicines": "inga nya"})
