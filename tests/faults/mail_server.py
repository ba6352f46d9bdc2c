"""The mail server of a run, which is sometimes unwell, and remembers every letter that it was given."""

import asyncio
import email
import logging
import threading
from dataclasses import dataclass
from email import policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

# It would tell of every command that it is given.
logging.getLogger("mail.log").setLevel(logging.WARNING)

LONGEST = 20.0  # seconds that it hangs, longer than anybody may wait for it


@dataclass(frozen=True)
class Letter:
    """One time that a letter came: to whom, and all of its words."""

    to: tuple[str, ...]
    subject: str
    words: str


class MailServer:
    """`got` is every letter, by its Message-ID without the brackets and the domain."""

    def __init__(self, port: int) -> None:
        self.got: dict[str, list[Letter]] = {}
        self._mood, self._changed = "is well", threading.Event()
        self._controller = Controller(self, hostname="127.0.0.1", port=port)
        self._controller.start()

    def close(self) -> None:
        self._changed.set()
        self._controller.stop()

    def becomes(self, mood: str) -> None:
        """From now on; whom it kept waiting is told to come back."""
        self._mood, before = mood, self._changed
        self._changed = threading.Event()
        before.set()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """What it answers to a letter, as the library asks for it."""
        mood = self._mood
        if mood == "hangs":
            await asyncio.to_thread(self._changed.wait, LONGEST)
        if mood in ("hangs", "answers 451"):
            return "451 Come back later"
        assert isinstance(envelope.content, bytes)
        letter = email.message_from_bytes(envelope.content, policy=policy.default)
        parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
        key = letter["Message-ID"].strip("<>").partition("@")[0]
        came = Letter(tuple(envelope.rcpt_tos), letter["Subject"], "\n".join(parts))
        self.got.setdefault(key, []).append(came)
        if mood == "takes it and says nothing":
            assert server.transport
            server.transport.abort()
        return "250 Taken"
