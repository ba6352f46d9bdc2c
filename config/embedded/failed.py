"""What ends a start that cannot go on."""


class Failed(Exception):
    """A step or a server failed; the message says what to look at or to do."""
