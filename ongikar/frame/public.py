"""Public pages: the same for everybody, so that they may be answered from memory in front of Django."""

from functools import wraps

# The response header by which a view tells the page cache so; it never leaves the building.
MARK = "X-Public-Page"


def public_page(view):
    """A view whose answer carries no token, no cookie and no figure that `stamp.touch` does not drop.

    Search results are as many as there are questions, so an address with a query string is not kept.
    """

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "GET" and not request.GET and response.status_code == 200:
            response[MARK] = "1"
        return response

    return marked
