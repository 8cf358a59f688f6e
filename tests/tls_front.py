"""A front over TLS before a running application, under a host name, with a certificate authority of its own:
as an office's network has it. It can be made to lose answers on the way.
"""

import base64
import hashlib
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "office.test"


class Authority:
    """Signs one certificate for HOST. `pin`: by what a browser is told to trust it."""

    def __init__(self, folder: Path) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Network of a sample office")])
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
        own = self.sign(self.name, self.key, x509.BasicConstraints(ca=True, path_length=0))
        made = self.sign(subject, key, x509.SubjectAlternativeName([x509.DNSName(HOST)]))
        pem = serialization.Encoding.PEM
        self.chain, self.key_file = folder / "chain.pem", folder / "key.pem"
        self.chain.write_bytes(made.public_bytes(pem) + own.public_bytes(pem))
        self.key_file.write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        spki = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.pin = base64.b64encode(hashlib.sha256(spki).digest()).decode()

    def sign(self, subject, key, extension) -> x509.Certificate:
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name)
        made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - timedelta(days=60)).not_valid_after(now + timedelta(days=60))
        return made.add_extension(extension, critical=False).sign(self.key, hashes.SHA256())


class Front:
    """Listens on 127.0.0.1 and hands each request on, with the word that it came over TLS."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(authority.chain, authority.key_file)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.address = f"https://{HOST}:{self.port}"
        # The port of the application behind, and the key of what was made there for the story.
        self.behind = self.made = 0
        # So many answers to something that was sent are lost on the way back.
        self.answers_to_lose = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(line,), daemon=True).start()

    def serve(self, plain: socket.socket) -> None:
        try:
            with (
                self.context.wrap_socket(plain, server_side=True) as line,
                socket.create_connection(("127.0.0.1", self.behind)) as inner,
            ):
                self.hand_on(line, inner)
        except OSError:
            plain.close()

    def hand_on(self, line: ssl.SSLSocket, inner: socket.socket) -> None:
        """One request a connection, as the server behind keeps it."""
        head = b""
        while b"\r\n\r\n" not in head:
            piece = line.recv(65536)
            if not piece:
                return
            head += piece
        first, _, rest = head.partition(b"\r\n")
        inner.sendall(first + b"\r\nX-Forwarded-Proto: https\r\n" + rest)
        length = next(
            (
                int(each.split(b":")[1])
                for each in rest.split(b"\r\n")
                if each.lower().startswith(b"content-length:")
            ),
            0,
        )
        left = length - len(head.partition(b"\r\n\r\n")[2])
        while left > 0:
            piece = line.recv(65536)
            if not piece:
                return
            inner.sendall(piece)
            left -= len(piece)
        answer = b"".join(iter(lambda: inner.recv(65536), b""))
        if first.startswith(b"POST /field/") and self.answers_to_lose > 0:
            self.answers_to_lose -= 1
            return
        line.sendall(answer)

    def end(self) -> None:
        self.listening.close()
