"""Changing one's own password."""

from django.test import Client

from tests.cast import PASSWORD, Cast, client_of


def change(client: Client, old: str, new: str):  # type: ignore[no-untyped-def]
    return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": new})


def with_password(cast: Cast) -> Client:
    cast.nurse.user.set_password(PASSWORD)
    cast.nurse.user.save()
    return client_of(cast.nurse)


def test_it_changes_the_password_and_signs_other_computers_out(cast: Cast) -> None:
    here = with_password(cast)
    elsewhere = client_of(cast.nurse)
    assert change(here, PASSWORD, "vårens första blåsippa").status_code == 302
    cast.nurse.user.refresh_from_db()
    assert cast.nurse.user.check_password("vårens första blåsippa")
    assert here.get("/assignment/").status_code == 200
    assert elsewhere.get("/assignment/").status_code == 302


def test_it_asks_for_the_old_one(cast: Cast) -> None:
    change(with_password(cast), "fel", "vårens första blåsippa")
    cast.nurse.user.refresh_from_db()
    assert cast.nurse.user.check_password(PASSWORD)


def test_it_refuses_what_is_easily_guessed(cast: Cast) -> None:
    change(with_password(cast), PASSWORD, "kort")
    change(with_password(cast), PASSWORD, "nora.nilsson")
    cast.nurse.user.refresh_from_db()
    assert cast.nurse.user.check_password(PASSWORD)
