"""Write docs/commands.md from the catalogue of commands: `python -m scripts.commands_page`."""

from ongikar.commands.catalogue import ALL, NOUNS, Command

from .third_party import ROOT

PAGE = ROOT / "docs/commands.md"
HEAD = """# কমান্ড · Commands

`ongikar` takes these words: typed as `sudo ongikar` on a server, as `./run` in a clone, as `podman exec
ongikar-web ongikar` in a container; messages name it as you have it. `ongikar -h` lists them,
`ongikar charter -h` those of one thing, `ongikar charter lint -h` all that one of them takes. A word that is
mistyped is answered with the nearest.

They speak one language: that of `--language bn` or `--language en`, else of the machine (`LANG`); where it is
set to neither, reports are in Bangla and refusals in both. In bash, `eval "$(ongikar completion bash)"`
completes the words.

Commands that bear `--json` below have what they found read by a program: one JSON text on standard output and
nothing else there, moments in the office's time, sentences in both languages. How far a command has come with
what takes more than two seconds stands on standard error: a bar on a terminal, lines in a log.

| exit status | meaning |
|---|---|
| 0 | done, and in order |
| 1 | refused, or not in order: what stands in the way is told on standard error, what was found is printed |
| 2 | the words are not understood; nothing was done |
| 130 | ended by the keyboard (Ctrl-C) |
| 141 | whoever read the output has read enough, as `head` does |
"""


TITLE = "পুরো স্থাপনার · Of the whole installation"


def section(title: str, commands: list[Command]) -> str:
    lines = [
        f"| `{each.name}` | {each.about[0]} · {each.about[1]} | `ongikar {each.example}` |"
        f" {'`--json`' if each.json else ''} |\n"
        for each in commands
    ]
    return f"\n## {title}\n\n| command | what for | example | |\n|---|---|---|---|\n{''.join(lines)}"


def page() -> str:
    """The page as it must stand."""
    parts = [HEAD, section(TITLE, [each for each in ALL if len(each.words) == 1])]
    for noun, (bn, en) in NOUNS.items():
        parts.append(section(f"{noun}: {bn} · {en}", [each for each in ALL if each.words[0] == noun]))
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
