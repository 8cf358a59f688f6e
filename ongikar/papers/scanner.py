"""A virus scanner beside the office, if there is one: clamd, asked over its own socket (INSTREAM).

`ONGIKAR_CLAMD` names it: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`. Where one is named, no file
is taken without its word: a scanner that does not answer is a reason to come again, never to let a file in
unseen.
"""

import logging
import socket
import struct

from django.conf import settings

from .check import PaperFault

log = logging.getLogger("ongikar.papers")
SECONDS = 30.0
PIECE = 64 * 1024
# The longest answer worth reading.
LONGEST = 4096

FOUND = (
    "ফাইলটিতে ভাইরাস পাওয়া গেছে, তাই রাখা যায়নি। অন্য যন্ত্র থেকে নতুন করে ছবি তুলে দিন।",
    "A virus was found in the file, so it was not kept. Take a new picture with another device.",
)
NO_ANSWER = (
    "ফাইলটি এখন পরীক্ষা করা যাচ্ছে না। কিছুক্ষণ পরে আবার দিন।",
    "The file cannot be checked just now. Send it again in a little while.",
)


def scan(content: bytes) -> None:
    """Raises PaperFault where the scanner finds something, or where one is named and does not answer."""
    if not settings.ONGIKAR_CLAMD:
        return
    try:
        reply = ask_clamd(settings.ONGIKAR_CLAMD, content)
    except OSError as fault:
        log.error("the scanner does not answer: %s", fault)
        raise PaperFault(*NO_ANSWER) from None
    if reply.endswith("FOUND"):
        # The name of the virus, never the name of the file.
        log.warning("the scanner refused a file: %s", reply.removeprefix("stream: "))
        raise PaperFault(*FOUND)
    if reply != "stream: OK":
        log.error("the scanner said: %s", reply)
        raise PaperFault(*NO_ANSWER)


def ask_clamd(where: str, content: bytes) -> str:
    """What clamd says of the content: "stream: OK", "stream: NAME FOUND", or what is wrong."""
    with connect_to_clamd(where) as line:
        line.settimeout(SECONDS)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < LONGEST and (more := line.recv(LONGEST)):
            reply += more
    return reply.rstrip(b"\0\n").decode(errors="replace")


def connect_to_clamd(where: str) -> socket.socket:
    kind, _, address = where.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(address)
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS)
