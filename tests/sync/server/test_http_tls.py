"""TLS by certificate files: only whoever trusts the certificate gets in, and only by TLS."""

from __future__ import annotations

import random
import ssl
import subprocess
from pathlib import Path

import pytest

from tests.support.acts import log_visit
from tests.support.processes import needed
from tests.support.province_process import DONE, USER, ProvinceProgram


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine that we signed ourselves, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    return _made(folder, "one")


def _made(folder: Path, name: str) -> tuple[Path, Path]:
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        [needed("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return certificate, key


def test_a_desk_that_trusts_the_certificate_pairs_and_pushes(
    embedded: ProvinceProgram, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    embedded.trust = ssl.create_default_context(cafile=str(chain))
    with embedded.serving("--port", "0", "--cert", chain, "--key", key) as server:
        assert embedded.url.startswith("https://127.0.0.1:")
        desk = embedded.desk(1)
        log_visit(desk.sim, random.Random(1))
        receipt = desk.push().receipt
        assert server.end() == DONE

    assert receipt.seq == 2


def test_a_desk_that_trusts_another_certificate_does_not_get_in(
    embedded: ProvinceProgram, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    other, _ = _made(tmp_path, "other")
    chain, key = certificate
    with embedded.serving("--port", "0", "--cert", chain, "--key", key):
        embedded.trust = ssl.create_default_context(cafile=str(other))
        with pytest.raises(ssl.SSLCertVerificationError):
            embedded.get("/healthz")
        embedded.trust = ssl.create_default_context(cafile=str(chain))
        assert embedded.get("/healthz").status == 200


def test_whoever_speaks_without_tls_to_it_gets_nothing(
    embedded: ProvinceProgram, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    with embedded.serving("--port", "0", "--cert", chain, "--key", key):
        address = embedded.url
        embedded.url = address.replace("https://", "http://")
        with pytest.raises(ConnectionError):
            embedded.get("/healthz")
        embedded.url = address
        embedded.trust = ssl.create_default_context(cafile=str(chain))
        assert embedded.get("/healthz").status == 200


def test_an_old_tls_is_not_spoken(
    embedded: ProvinceProgram, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    old = ssl.create_default_context(cafile=str(chain))
    with embedded.serving("--port", "0", "--cert", chain, "--key", key):
        old.set_ciphers("ALL:@SECLEVEL=0")
        with pytest.warns(DeprecationWarning, match="TLSv1 is deprecated"):
            old.minimum_version = ssl.TLSVersion.TLSv1
        with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        embedded.trust = old
        with pytest.raises(ssl.SSLError):
            embedded.get("/healthz")


def test_a_public_address_is_served_with_tls(
    embedded: ProvinceProgram, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    embedded.trust = ssl.create_default_context(cafile=str(chain))
    words = ("--port", "0", "--host", "0.0.0.0", "--cert", chain, "--key", key)
    with embedded.serving(*words):
        embedded.url = embedded.url.replace("0.0.0.0", "127.0.0.1")
        assert embedded.get("/healthz").status == 200


def test_files_that_do_not_belong_together_are_refused_in_a_sentence(
    embedded: ProvinceProgram, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    chain, key = certificate
    _, other_key = _made(tmp_path, "other")
    locked = tmp_path / "locked.key"
    subprocess.run(
        [needed("openssl"), "ec", "-in", str(key), "-aes256", "-passout", "pass:word", "-out",
         str(locked)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    empty = tmp_path / "empty"
    empty.touch()
    wrong: list[tuple[str | Path, ...]] = [
        ("--cert", chain),
        ("--key", key),
        ("--cert", chain, "--key", other_key),
        ("--cert", chain, "--key", locked),
        ("--cert", key, "--key", chain),
        ("--cert", empty, "--key", key),
        ("--cert", tmp_path / "absent", "--key", key),
        ("--cert", tmp_path, "--key", key),
    ]
    for words in wrong:
        done = embedded.run("serve", "--port", "0", *words)
        assert (done.code, done.out) == (USER, ""), words
        assert done.err.count("\n") == 1, (words, done.err)
