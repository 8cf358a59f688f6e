"""An SMS gateway of Kannel's form in a thread, which can keep whoever asks waiting and
counts what it took.
"""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}/cgi-bin/sendsms?username=ongikar&password=secret"


class Gateway(ThreadingHTTPServer):
    """`taken`: text → how often. While `open` is not set, it takes what comes and does not answer yet."""

    daemon_threads = True

    def __init__(self, port: int = 0):
        super().__init__(("127.0.0.1", port), SendsmsHandler)
        self.taken, self.asked, self.open = Counter(), 0, threading.Event()
        self.open.set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return address(self.server_port)

    def away(self) -> None:
        self.open.set()
        self.shutdown()
        self.server_close()


class SendsmsHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        [text] = parse_qs(urlsplit(self.path).query)["text"]
        self.server.asked += 1
        self.server.open.wait(60)
        try:
            self.send_response(202)
            self.end_headers()
            self.wfile.write(b"0: Accepted for delivery")
        except OSError:
            # Whoever asked has gone meanwhile, and has not heard that it was taken.
            return
        self.server.taken[text] += 1

    def log_message(self, *words):
        pass
