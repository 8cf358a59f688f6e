"""The page's other language, one press away: the same address with or without /en."""

from django.http import HttpRequest

from .say import language


def in_language(path: str, tongue: str) -> str:
    bare = path[3:] if path == "/en" or path.startswith("/en/") else path
    return f"/en{bare}" if tongue == "en" else bare or "/"


def words(request: HttpRequest) -> dict[str, str]:
    """Context for every page: its language and the address of its twin."""
    tongue = language()
    other = "bn" if tongue == "en" else "en"
    return {
        "tongue": tongue,
        "other_tongue": other,
        "other_language_url": in_language(request.get_full_path(), other),
    }
