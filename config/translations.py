"""The words on screen, in Swedish: found in the sources, kept as PO files, compiled without gettext.

    python -m config.translations extract [APP ...]   bring locale/APP/sv/LC_MESSAGES/django.po up to date
    python -m config.translations compile             write the .mo files that Django reads
    python -m config.translations check               exit 1 and name every message that is not in order

Apps: shared (config/, look/ and the templates of no app), accounts, coordination, billing; none named means all.
Write English in the source, `_("Send")` or `{% translate "Send" %}`, run `extract`, then fill in `msgstr`.
`extract` is safe at any time: translations stay, messages are sorted by msgid, and a message that is gone
from the sources stays as `#~` until it is used again or `extract --drop-unused` takes it away.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = ("shared", "accounts", "coordination", "billing")
HEADER = """\
# Swedish words of Hemgång: {app}.
msgid ""
msgstr ""
"Language: sv\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")
}
KEYWORDS["gettext_noop"] = None


def po_path(app: str, root: Path = BASE_DIR) -> Path:
    """Where an app's Swedish words are kept."""
    return root / "locale" / app / "sv" / "LC_MESSAGES" / "django.po"


def sources(app: str, root: Path = BASE_DIR) -> Iterator[Path]:
    """The Python files and templates whose words belong to an app."""
    templates = root / "templates"
    if app == "shared":
        for package in ("config", "look"):
            yield from sorted((root / package).rglob("*.py"))
        for path in sorted(templates.rglob("*.*")):
            if path.relative_to(templates).parts[0] not in APPS[1:]:
                yield path
    else:
        yield from sorted((root / app).rglob("*.py"))
        yield from sorted((templates / app).rglob("*.*"))


def words_in_sources(app: str, root: Path = BASE_DIR) -> Catalog:
    """Every message of an app's sources, with the files it stands in (no line numbers: they only make noise)."""
    found = Catalog(locale="sv", fuzzy=False)
    for path in sources(app, root):
        if path.suffix not in {".py", ".html", ".txt"}:
            continue
        source = path.read_bytes()
        if path.suffix != ".py":
            # In parentheses, since the indentation of a template is none to Python.
            source = f"({templatize(source.decode())})".encode()
        for _line, msgid, comments, context in extract(
            "python", BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            place = path.relative_to(root).as_posix()
            found.add(msgid, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def read_catalog(app: str, root: Path = BASE_DIR) -> Catalog:
    """An app's PO file as it stands; an empty catalogue where there is none."""
    path = po_path(app, root)
    if not path.exists():
        return Catalog(locale="sv", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="sv", abort_invalid=True)


def messages(catalog: Catalog) -> Iterator[Message]:
    """The catalogue's messages without its header."""
    return (message for message in catalog if message.id)


def update(app: str, root: Path = BASE_DIR, *, drop_unused: bool = False) -> None:
    """Bring an app's PO file in line with its sources; translations that are there stay."""
    kept, found = read_catalog(app, root), words_in_sources(app, root)
    known = {(m.context, m.id): m for m in (*kept.obsolete.values(), *messages(kept))}
    for message in messages(found):
        if old := known.pop((message.context, message.id), None):
            message.string, message.flags = old.string, message.flags | (old.flags & {"fuzzy"})
            message.user_comments = old.user_comments
    if not drop_unused:
        translated = (m for m in known.values() if any(_strings(m)))
        found.obsolete = {found._key_for(m.id, m.context): m for m in translated}
    written = BytesIO()
    write_po(written, found, width=110, sort_output=True, omit_header=True, include_lineno=False)
    path = po_path(app, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(app=app) + written.getvalue().decode().lstrip("\n"), encoding="utf-8")


def compile_catalog(app: str, root: Path = BASE_DIR) -> Path:
    """Write an app's .mo file beside its PO file and give its place."""
    path = po_path(app, root).with_suffix(".mo")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, read_catalog(app, root))
    return path


def faults(apps: Iterable[str] = APPS, root: Path = BASE_DIR) -> Iterator[str]:
    """A line for each message that is missing, fuzzy, unused, malformed, or said in two ways."""
    said: dict[tuple[str | None, object], tuple[str, object]] = {}
    for app in apps:
        kept, found = read_catalog(app, root), words_in_sources(app, root)
        where = po_path(app, root).relative_to(root)
        for message in messages(found):
            translation = kept.get(message.id, message.context)
            if translation is None or not all(_strings(translation)):
                place = message.locations[0][0]
                yield f"{where}: not translated: {message.id!r} (in {place})"
            elif translation.fuzzy:
                yield f"{where}: fuzzy: {message.id!r}"
            else:
                for error in translation.check(kept):
                    yield f"{where}: {error}: {message.id!r}"
                elsewhere, string = said.setdefault((message.context, message.id), (app, translation.string))
                if string != translation.string:
                    yield f"{where}: said otherwise in {elsewhere}: {message.id!r}"
        in_use = {(m.context, m.id) for m in messages(found)}
        for message in (*messages(kept), *kept.obsolete.values()):
            if (message.context, message.id) not in in_use:
                yield f"{where}: unused: {message.id!r}"


def _strings(message: Message) -> tuple[str, ...]:
    """The translation, or its singular and plural."""
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return tuple(string or "" for string in strings)


def main(arguments: list[str] | None = None) -> int:
    """Run one of the three commands; give the exit status."""
    parser = argparse.ArgumentParser(prog="config.translations", description=__doc__.partition("\n")[0])
    parser.add_argument("command", choices=("extract", "compile", "check"))
    parser.add_argument("apps", nargs="*", metavar="APP", help=f"one or more of {', '.join(APPS)}")
    parser.add_argument("--drop-unused", action="store_true", help="let extract forget unused messages")
    options = parser.parse_args(arguments)
    if unknown := set(options.apps) - set(APPS):
        parser.error(f"no such app: {', '.join(sorted(unknown))}")
    apps = options.apps or APPS
    if options.command == "check":
        found = list(faults(apps))
        print("\n".join(found) or "Every message is translated.")
        return 1 if found else 0
    for app in apps:
        if options.command == "extract":
            update(app, drop_unused=options.drop_unused)
        else:
            compile_catalog(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
