"""A connection of a process to itself, by the web server's own port: what comes back has gone through all
that a visitor's request goes through before Django.

Whichever process is free takes a new connection; where it was another, the line is closed and tried anew. It
is kept open, so that one request a second is all that it costs.
"""

import contextlib
import secrets
import socket

# Tried so often at a time, and waited for so long.
TRIES, ANSWER_SECONDS = 10, 1.0
LONGEST = 4096
END = b"}\n"
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104


class Heard:
    """What the process was last asked at /healthz, after the question mark."""

    def __init__(self) -> None:
        self.last = ""


heard = Heard()


class OwnLine:
    def __init__(self, address: str, port: int, heard: Heard = heard) -> None:
        self.place, self.heard = (ANYWHERE.get(address, address), port), heard
        self.line: socket.socket | None = None

    def is_answered(self) -> bool:
        """Whether this process answers, asked by its own port."""
        for _ in range(TRIES):
            try:
                if self.ask():
                    return True
            except TimeoutError:
                self.close()
                return False
            except OSError:
                # Closed by the server, since nothing was asked for long.
                pass
            self.close()
        return False

    def ask(self) -> bool:
        token = secrets.token_hex(8)
        if self.line is None:
            self.line = socket.create_connection(self.place, ANSWER_SECONDS)
        self.line.sendall(f"GET /healthz?{token} HTTP/1.1\r\nHost: {self.place[0]}\r\n\r\n".encode())
        answer = b""
        while not answer.endswith(END):
            piece = self.line.recv(LONGEST)
            if not piece:
                raise ConnectionError
            answer += piece
        return self.heard.last == token

    def close(self) -> None:
        if self.line is not None:
            with contextlib.suppress(OSError):
                self.line.close()
            self.line = None
