"""docs/settings.md from the readings of config/settings.py.

python -m config.settings_page           write the page
python -m config.settings_page check     exit 1 when the page is not what the code says
"""

import sys
from itertools import groupby
from pathlib import Path

from config.env import Variable
from config.settings import env

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"
INTRODUCTION = """\
# Settings

Everything that differs between places is an environment variable. What is not set has the safe value.
Before going live run `python manage.py check --deploy --database default` with the variables of web.

This page is written by `make docs` from `config/settings.py`.
"""


def page(variables: list[Variable]) -> str:
    """The page, one table a group."""
    parts = [INTRODUCTION]
    by_group = sorted(variables, key=lambda variable: variable.group)
    for group, members in groupby(by_group, key=lambda variable: variable.group):
        parts.append(
            f"\n## {group}\n\n| variable | is | default | what it does |\n| --- | --- | --- | --- |\n"
        )
        parts += [
            f"| `{variable.name}` | {variable.kind} | {_shown(variable.default)} | {variable.help} |\n"
            for variable in members
        ]
    return "".join(parts)


def _shown(default: str) -> str:
    return f"`{default}`" if default else "none"


def main(arguments: list[str]) -> int:
    text = page(env.variables)
    if arguments == ["check"]:
        if PAGE.exists() and PAGE.read_text() == text:
            return 0
        print("docs/settings.md is not what config/settings.py says: run `make docs`", file=sys.stderr)
        return 1
    PAGE.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
