"""Write docs/settings.md and ongikar.env.example from the table of settings: `python -m
scripts.settings_page`.
"""

from ongikar.core.environment import FILE, TABLE, Setting

from .third_party import ROOT

PAGE, EXAMPLE = ROOT / "docs/settings.md", ROOT / "ongikar.env.example"
HEAD = """# সেটিং · Settings

Environment variables, read once at the start. On a server they stand in `/etc/ongikar/ongikar.env`
([install](how-to/install-on-a-server.md)), with the image in `ongikar.env` beside `compose.yaml`;
`ongikar.env.example` names them all. `ongikar settings` prints what is in force and from where. A name that
is none of these is told at the start with the nearest; a value that cannot be ends the start with what is
expected.

What opens something is marked *secret*: it is never printed, and may be given as the path of a file that
holds it, by the same name with `_FILE` after it (`ONGIKAR_SMTP_PASSWORD_FILE=/run/secrets/smtp`).

| name | what it is | | unless set | for example |
|---|---|---|---|---|
"""


def row(each: Setting) -> str:
    kind = f"{each.kind.words[1]}{', secret' if each.secret else ''}"
    usual = f"`{each.default}`" if each.default else ""
    example = f"`{each.example}`" if each.example else ""
    meaning = " · ".join(each.meaning).replace("|", "\\\\|")
    return f"| `{each.name}` | {meaning} | {kind} | {usual} | {example} |\n"


def example_file() -> str:
    """A file to fill in: every line a comment until somebody takes the mark away."""
    lines = ["# Settings of an installation: see docs/settings.md. Take the # away from what you set.\n"]
    for each in TABLE:
        lines.append(f"\n# {each.meaning[1]}\n")
        if each.secret:
            lines.append(f"# (or {each.name}{FILE}=/path of a file that holds it)\n")
        lines.append(f"#{each.name}={each.example or each.default}\n")
    return "".join(lines)


def page() -> str:
    return HEAD + "".join(map(row, TABLE))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    EXAMPLE.write_text(example_file(), "utf-8")
