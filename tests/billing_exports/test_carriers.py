"""The three ways out, each with a real receiver: the file arrives whole, twice is as once, and a refusal has a code."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncssh
import pytest

from billing.carriers.chosen import Credentials, UnknownCarrier, carrier_of
from billing.carriers.parcel import Carrier, NotCarried, Parcel
from tests.billing_exports.receivers import Api, SftpPlace, an_api, an_sftp_server

PARCEL = Parcel("a-key", "13-2027-0001-invoice.xml", "application/xml", "<å/>".encode())


@pytest.fixture
def api() -> Iterator[Api]:
    with an_api() as api:
        yield api


@pytest.fixture
def sftp(tmp_path: Path) -> Iterator[SftpPlace]:
    with an_sftp_server(tmp_path) as place:
        yield place


def by_sftp(place: SftpPlace, *, path: str = "/in", known_hosts: Path | None = None) -> Carrier:
    given = Credentials(key_file=str(place.key_file), known_hosts=str(known_hosts or place.known_hosts))
    return carrier_of(f"sftp://hemgang@127.0.0.1:{place.port}{path}", given)


def code_of(carrier: Carrier) -> tuple[str, bool]:
    with pytest.raises(NotCarried) as refused:
        carrier.carry(PARCEL)
    return refused.value.code, refused.value.is_final


def test_it_lies_whole_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "not there" / "yet"
    for address in (str(folder), f"file://{folder}".replace(" ", "%20")):
        carrier_of(address, Credentials()).carry(PARCEL)
        assert [file.name for file in folder.iterdir()] == [PARCEL.name]
        assert (folder / PARCEL.name).read_bytes() == PARCEL.content


def test_it_says_that_a_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert code_of(carrier_of(str(tmp_path / "file"), Credentials())) == ("unwritable", False)


def test_it_is_posted_to_an_access_point(api: Api) -> None:
    carrier_of(api.url, Credentials(token="hemlig")).carry(PARCEL)
    ((headers, body),) = api.posted
    assert body == PARCEL.content
    assert headers["Content-Type"] == "application/xml"
    assert headers["Idempotency-Key"] == "a-key"
    assert headers["Authorization"] == "Bearer hemlig"
    assert headers["Content-Disposition"] == f'attachment; filename="{PARCEL.name}"'


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (500, ("status_500", False)),
        (302, ("status_302", False)),
        (401, ("refused", False)),
        (422, ("status_422", True)),
    ],
)
def test_it_says_what_an_access_point_answered(api: Api, status: int, expected: tuple[str, bool]) -> None:
    api.status = status
    assert code_of(carrier_of(api.url, Credentials())) == expected


def test_it_says_that_nobody_answers(api: Api, sftp: SftpPlace) -> None:
    nobody = "http://127.0.0.1:1/outbox"
    assert code_of(carrier_of(nobody, Credentials())) == ("unreachable", False)
    given = Credentials(key_file=str(sftp.key_file), known_hosts=str(sftp.known_hosts))
    assert code_of(carrier_of("sftp://hemgang@127.0.0.1:1/in", given)) == ("unreachable", False)
    assert api.posted == []


def test_it_is_put_on_a_server_by_sftp(sftp: SftpPlace) -> None:
    for _ in range(2):
        by_sftp(sftp).carry(PARCEL)
        assert [file.name for file in sftp.root.iterdir()] == [PARCEL.name]
        assert (sftp.root / PARCEL.name).read_bytes() == PARCEL.content


def test_it_is_put_there_where_a_loop_runs_already(sftp: SftpPlace) -> None:
    async def carried() -> None:
        by_sftp(sftp).carry(PARCEL)

    # In a thread, since a browser test in this process may have left a loop in ours.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(lambda: asyncio.run(carried())).result()
    assert (sftp.root / PARCEL.name).read_bytes() == PARCEL.content


def test_it_says_why_a_server_does_not_take_it(sftp: SftpPlace, tmp_path: Path) -> None:
    assert code_of(by_sftp(sftp, path="/nowhere")) == ("unwritable", False)
    strangers = asyncssh.generate_private_key("ssh-ed25519")
    other = tmp_path / "other"
    other.write_text(f"[127.0.0.1]:{sftp.port} {strangers.export_public_key().decode()}")
    assert code_of(by_sftp(sftp, known_hosts=other)) == ("unknown_host", False)
    strangers.write_private_key(tmp_path / "key")
    assert code_of(by_sftp(sftp)) == ("refused", False)
    assert list(sftp.root.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://host/folder",
        "http://accesspoint.example.se/",
        "sftp://host/folder",
        "sftp://me@host/folder",
    ],
)
def test_it_names_no_way(address: str) -> None:
    with pytest.raises(UnknownCarrier) as refused:
        carrier_of(address, Credentials())
    assert "example.se" not in str(refused.value)
