"""The file desk.key: the database key wrapped under the recovery key, and how damage is noticed.

It lies beside desk.db in two copies (`desk.key`, `desk.key.copy`): when the keyring is lost it is
the only way to the data, so one bad sector must not take it. It is no secret. It holds
  home      the name under which the keyring knows this desk,
  practice  whether the published key of practice desks is used,
  check     a keyed hash of the database key: a wrong key is known before the database is touched,
            so a database that does not open with a checked key is a damaged database,
  sheet     the number of the recovery sheet that opens it,
  salt, wrapped   the database key in a NaCl SecretBox.

The SecretBox key is made from the recovery key by one BLAKE2b call with a random salt. A slow
password hash would add nothing: the recovery key is 160 random bits, not a human's choice, and
nobody tries 2^160 keys however fast each trial is. The other fields go into the same call, so a
file in which any of them was exchanged by hand does not unwrap.

The last member, `digest`, is the SHA-256 of every byte before it, in this format and in all that
follow: damage and a newer format are told apart without knowing that format.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.vault.files import SIZE_LIMIT, read_limited, write_whole
from desk_app.vault.recovery import RecoveryKey

NAME = "desk.key"
COPY_NAME = "desk.key.copy"
FORMAT = 1
DATABASE_KEY_LENGTH = 32
_SALT_LENGTH = 16
_NONCE_LENGTH = 24
_ABOUT = (
    "Một Cửa. Keep this file beside desk.db: with the recovery key it opens the desk."
    " Giữ tệp này cạnh desk.db: cùng khóa khôi phục, tệp này mở được dữ liệu."
)
_DIGEST = re.compile(rb'\A(?P<before>.*?)"digest": "(?P<digest>[0-9a-f]{64})"\n\}\n\Z', re.DOTALL)


def _hex(length: int) -> msgspec.Meta:
    return msgspec.Meta(pattern=rf"^[0-9a-f]{{{2 * length}}}\Z")


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What desk.key says."""

    format: int = FORMAT
    about: str = _ABOUT
    home: Annotated[str, _hex(8)]
    practice: bool
    check: Annotated[str, _hex(16)]
    sheet: str
    salt: Annotated[str, _hex(_SALT_LENGTH)]
    wrapped: str


class KeyFileDamagedError(Exception):
    """The bytes are not what was written."""


class KeyFileNewerError(Exception):
    """The bytes are whole and written by a later version of the program."""


class Found(msgspec.Struct, frozen=True):
    """What desk.key says, and whether one of its two copies had to be written anew."""

    record: KeyFile
    repaired: bool = False


def key_check(database_key: bytes, home: str) -> str:
    """What desk.key keeps to recognise the database key; it tells nothing about the key itself."""
    return hashlib.blake2b(
        home.encode(), key=database_key, digest_size=16, person=b"mot-cua keycheck"
    ).hexdigest()


def matches(record: KeyFile, database_key: bytes) -> bool:
    """Whether `database_key` is the key of the database that `record` belongs to."""
    return len(database_key) == DATABASE_KEY_LENGTH and hmac.compare_digest(
        key_check(database_key, record.home), record.check
    )


def wrap(
    database_key: bytes,
    recovery: RecoveryKey,
    *,
    home: str,
    practice: bool,
    random_bytes: Callable[[int], bytes],
) -> KeyFile:
    """desk.key for this database key and this recovery key."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - 60 ms that an ordinary start does not need

    bare = KeyFile(
        home=home,
        practice=practice,
        check=key_check(database_key, home),
        sheet=recovery.number,
        salt=random_bytes(_SALT_LENGTH).hex(),
        wrapped="",
    )
    box = SecretBox(_wrapping_key(bare, recovery))
    sealed = bytes(box.encrypt(database_key, random_bytes(_NONCE_LENGTH)))
    return msgspec.structs.replace(bare, wrapped=base64.b64encode(sealed).decode())


def unwrap(record: KeyFile, recovery: RecoveryKey) -> bytes | None:
    """The database key, or None when this recovery key does not open this file."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415

    box = SecretBox(_wrapping_key(record, recovery))
    try:
        database_key = bytes(box.decrypt(base64.b64decode(record.wrapped, validate=True)))
    except (CryptoError, ValueError):
        return None
    return database_key if matches(record, database_key) else None


def _wrapping_key(record: KeyFile, recovery: RecoveryKey) -> bytes:
    bound = f"{record.format}|{record.home}|{record.practice}|{record.check}|{record.sheet}"
    return hashlib.blake2b(
        bound.encode(),
        key=recovery.secret,
        salt=bytes.fromhex(record.salt),
        person=b"mot-cua wrap v1",
        digest_size=32,
    ).digest()


def encode(record: KeyFile) -> bytes:
    """The bytes of desk.key."""
    body = msgspec.json.format(msgspec.json.encode(record), indent=2)
    before = body.removesuffix(b"\n}") + b",\n  "
    return before + digest_line(before)


def digest_line(before: bytes) -> bytes:
    """How every format ends: the last member, which is the digest of all bytes before it."""
    return f'"digest": "{hashlib.sha256(before).hexdigest()}"\n}}\n'.encode()


def decode(data: bytes) -> KeyFile:
    """What the bytes of desk.key say; raises KeyFileDamagedError or KeyFileNewerError."""
    found = _DIGEST.match(data) if len(data) <= SIZE_LIMIT else None
    if found is None:
        raise KeyFileDamagedError
    before = found["before"]
    if hashlib.sha256(before).hexdigest().encode() != found["digest"]:
        raise KeyFileDamagedError
    body = before.rstrip(b" \n").removesuffix(b",") + b"}"
    try:
        written_by = msgspec.json.decode(body, type=dict[str, object]).get("format")
        if isinstance(written_by, int) and written_by > FORMAT:
            raise KeyFileNewerError
        return msgspec.json.decode(body, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KeyFileDamagedError from error


def exists(home: Path) -> bool:
    """Whether there is any copy of desk.key in `home`."""
    return (home / NAME).exists() or (home / COPY_NAME).exists()


def write(home: Path, record: KeyFile) -> None:
    """Both copies hold `record`; EnvironmentProblem when the disk refuses."""
    data = encode(record)
    try:
        # One after the other: whatever happens, one of the two is whole at every moment.
        write_whole(home / NAME, data)
        write_whole(home / COPY_NAME, data)
    except OSError as error:
        raise EnvironmentProblem(
            Problem("vault.keyfile_unwritable", values={"folder": str(home)})
        ) from error


def read(home: Path) -> Found:
    """What desk.key says; a lost or damaged copy is written anew from the other.

    EnvironmentProblem: both missing, no copy whole, a newer format, or copies of two desks.
    """
    states = [_read_copy(home / name) for name in (NAME, COPY_NAME)]
    records = [state for state in states if isinstance(state, KeyFile)]
    if not records:
        raise EnvironmentProblem(_worst(states, home))
    if len(records) == 1 and "vault.keyfile_newer" in states:
        raise EnvironmentProblem(Problem("vault.keyfile_newer"))
    first, last = records[0], records[-1]
    if (first.home, first.check) != (last.home, last.check):
        raise EnvironmentProblem(Problem("vault.keyfile_two", values={"folder": str(home)}))
    if len(records) == 2 and first == last:
        return Found(first)
    # A read-only medium keeps its bad copy: what was read is good all the same.
    with contextlib.suppress(EnvironmentProblem):
        write(home, first)
    return Found(first, repaired=True)


def _read_copy(path: Path) -> KeyFile | str:
    """The record, or the code of the problem with this copy."""
    try:
        return decode(read_limited(path))
    except FileNotFoundError:
        return "vault.keyfile_missing"
    except KeyFileNewerError:
        return "vault.keyfile_newer"
    except KeyFileDamagedError:
        return "vault.keyfile_damaged"
    except OSError:
        return "vault.keyfile_unreadable"


def _worst(states: list[KeyFile | str], home: Path) -> Problem:
    order = ("newer", "unreadable", "damaged", "missing")
    code = next(code for word in order if (code := f"vault.keyfile_{word}") in states)
    return Problem(code, values={"folder": str(home)})
