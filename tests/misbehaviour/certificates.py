"""Certificates of the scenes' own authority, made when they are needed: nothing here is a secret, nothing expires."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Certificate = Literal["good", "expired", "self-signed", "another host"]
DAY = timedelta(days=1)


class Authority:
    """Whoever trusts the file `path` trusts the servers that this authority vouches for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the scenes")])
        self.path = folder / "authority.pem"
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        own = (
            self._begin(self._name, self._key, DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .issuer_name(self._name)
            .sign(self._key, hashes.SHA256())
        )
        self.path.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def context(self, kind: Certificate, hosts: tuple[str, ...]) -> ssl.SSLContext:
        """What a server of these hosts speaks TLS with."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = ("elsewhere.example",) if kind == "another host" else hosts
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        alone = kind == "self-signed"
        made = (
            self._begin(subject, key, -DAY if kind == "expired" else DAY)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
            .issuer_name(subject if alone else self._name)
            .sign(key if alone else self._key, hashes.SHA256())
        )
        file = self._folder / f"{kind.replace(' ', '-')}.pem"
        plain = serialization.NoEncryption()
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    @staticmethod
    def _begin(subject: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 30 * DAY)
            .not_valid_after(now + lasts)
        )
