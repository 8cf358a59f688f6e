"""The language of a page stands in its address: Bangla has the plain one, and its twin in English is one
press away under /en/.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .say import activate_language, language


class LanguageMiddleware:
    """Speaks the language of the address, and no other: neither a cookie nor a wish of the browser changes
    it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = "en" if is_english_path(request.path_info) else "bn"
        activate_language(request.LANGUAGE_CODE)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def is_english_path(path: str) -> bool:
    return path == "/en" or path.startswith("/en/")


def path_in_language(path: str, tongue: str) -> str:
    bare = path[3:] if is_english_path(path) else path
    return f"/en{bare}" if tongue == "en" else bare or "/"


def language_context(request: HttpRequest) -> dict[str, str]:
    """Context for every page: its language and the address of its twin."""
    tongue = language()
    other = "bn" if tongue == "en" else "en"
    return {
        "tongue": tongue,
        "other_tongue": other,
        "other_language_url": path_in_language(request.get_full_path(), other),
    }
