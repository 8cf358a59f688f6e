"""A pytest plugin for `./test FILE`: prints the programs that the chosen tests start, one per line.

    python -m pytest -p tests.needs --collect-only -qq WORDS…

A test starts a program through the fixture of that name, or says so itself: `browser`, `needs("postgresql")`.
scripts/programs.sh knows how each program is installed.
"""

# Fixture → the program it starts.
STARTED_BY = {"chromium": "chromium", "kannel": "kannel", "clamd": "clamd", "postgres": "postgresql"}
# Programs that check a file of ours, named by a marker alone.
CHECKERS = frozenset({"prometheus", "caddy", "nginx", "systemd", "podman", "make"})
# What a test has its machine do: a disk that knows no owners.
DISKS = frozenset({"bindfs"})
# What an office may install, and the program uses where it is.
OPTIONAL = frozenset({"espeak-ng"})
# What a machine has mostly, but a bare Debian has not.
TOOLS = frozenset({"git", "openssl"})
PROGRAMS = frozenset(STARTED_BY.values()) | CHECKERS | DISKS | OPTIONAL | TOOLS


def programs_of(item) -> set[str]:
    """What one test starts. ValueError for a program that scripts/programs.sh cannot set up."""
    named = {name for mark in item.iter_markers("needs") for name in mark.args}
    if unknown := named - PROGRAMS:
        raise ValueError(f"{item.nodeid} needs {', '.join(sorted(unknown))}: unknown to scripts/programs.sh")
    if item.get_closest_marker("browser"):
        named.add("chromium")
    return named | {STARTED_BY[name] for name in item.fixturenames if name in STARTED_BY}


def pytest_collection_finish(session):
    for name in sorted({name for item in session.items for name in programs_of(item)}):
        print(f"needs: {name}")
