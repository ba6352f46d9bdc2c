"""What shows that a statement computed again is the same: digests of its facts and of all it says, and the code's."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from billing import core
from billing.statements.content import Content
from billing.statements.plain import plain


def facts_digest(content: Content) -> str:
    """Of the facts that the lines were judged by; in whichever order they were recorded."""
    return digest_of(json_text([plain(line.facts) for line in content.lines]))


def content_digest(content: Content) -> str:
    """Of everything that the statement says."""
    return digest_of(json_text(plain(content)))


def json_text(said: Any) -> str:
    """What is plain as the text that is digested."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@cache
def code_version() -> str:
    """Of the rules as they are programmed: another one means that a file of the billing core has been changed."""
    together = sha256()
    for path in sorted(Path(core.__file__).parent.glob("*.py")):
        together.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return together.hexdigest()
