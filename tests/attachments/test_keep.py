"""Promises about files on the disk: whole or absent, each once, unreadable to others."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.attachments import keep as keep_module
from desk_app.attachments import sealed
from desk_app.attachments.keep import PART, Keep
from desk_app.attachments.limits import MEBIBYTE, Limits
from desk_app.attachments.sealed import CHUNK, DamagedError, SealedReader, Sealer
from desk_app.attachments.source import Stopped
from desk_app.core.errors import EnvironmentProblem, UserProblem
from tests.attachments.conftest import KEY
from tests.support import pictures
from tests.support.bounded import bounded

JPEG = pictures.jpeg()
LATER = 2 * 86_400
ROOT = Path(__file__).resolve().parents[2]


def _kept(keep: Keep, data: bytes | Path = JPEG) -> str:
    with keep.taking(data) as taken:
        keep.put_in_place(taken)
    return taken.sha256


def _names(keep: Keep) -> list[str]:
    return sorted(path.name for path in keep.folder.iterdir()) if keep.folder.exists() else []


def _refusal(keep: Keep, source: Path | bytes) -> str:
    with pytest.raises(UserProblem) as caught, keep.taking(source):
        pass
    assert _names(keep) == []
    return caught.value.problems[0].code


def test_what_was_kept_comes_back_byte_by_byte(keep: Keep) -> None:
    sha256 = _kept(keep)

    assert sha256 == hashlib.sha256(JPEG).hexdigest()
    assert b"".join(keep.pieces(sha256)) == JPEG
    assert keep.verify(sha256)


@pytest.mark.parametrize("length", [4, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_every_length_comes_back(keep: Keep, length: int) -> None:
    data = b"\xff\xd8\xff" + bytes(length - 3)

    assert b"".join(keep.pieces(_kept(keep, data))) == data


def test_neither_name_nor_bytes_tell_what_lies_there(keep: Keep) -> None:
    sha256 = _kept(keep)
    (name,) = _names(keep)
    raw = (keep.folder / name).read_bytes()

    assert sha256[:8] not in name
    assert not any(sign in raw for sign in pictures.PLANTED)
    assert JPEG[:16] not in raw
    assert (keep.folder / name).stat().st_mode & 0o077 == 0
    other = Keep(keep.folder, bytes(32))
    assert not other.has(sha256)


def test_the_same_file_lies_there_once_however_often_it_is_kept(keep: Keep) -> None:
    assert _kept(keep) == _kept(keep)
    assert len(_names(keep)) == 1


def test_a_file_that_is_kept_again_heals_a_damaged_one(keep: Keep) -> None:
    sha256 = _kept(keep)
    (name,) = _names(keep)
    (keep.folder / name).write_bytes(b"spoilt")
    assert not keep.verify(sha256)

    _kept(keep)

    assert keep.verify(sha256)


def test_what_was_not_put_in_place_is_gone(keep: Keep) -> None:
    with keep.taking(JPEG) as taken:
        assert taken.path.exists()
    assert _names(keep) == []


def _read_through(path: Path) -> None:
    with SealedReader(path, sealed.file_key(KEY, sealed.head_of(path))) as reader:
        while reader.read(CHUNK):
            pass


@bounded(60)
@given(st.data())
def test_a_changed_cut_or_swapped_file_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("one") / "file"
    plain = bytes(range(256)) * 600
    with path.open("wb") as out:
        sealer = Sealer(out, KEY, bytes(16))
        sealer.write(plain)
        sealer.finish()
    raw = bytearray(path.read_bytes())
    how = data.draw(st.sampled_from(["flip", "cut", "append", "swap"]))
    if how == "flip":
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    elif how == "cut":
        del raw[data.draw(st.integers(0, len(raw) - 1)) :]
    elif how == "append":
        raw += data.draw(st.binary(min_size=1, max_size=40))
    else:
        one, step = 20, CHUNK + 16
        raw[one : one + 2 * step] = raw[one + step : one + 2 * step] + raw[one : one + step]
    path.write_bytes(raw)

    with pytest.raises(DamagedError):
        _read_through(path)


@bounded(60)
@given(st.lists(st.tuples(st.integers(0, 200_000), st.integers(1, 90_000)), max_size=6))
def test_a_sealed_file_reads_the_same_from_any_place(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.mktemp("one") / "file"
    plain = bytes(number % 251 for number in range(150_000))
    with path.open("wb") as out:
        sealer = Sealer(out, KEY, bytes(16))
        sealer.write(plain)
        sealer.finish()
    with SealedReader(path, sealed.file_key(KEY, bytes(16))) as reader:
        for place, length in places:
            reader.seek(place)
            found = reader.read(length)
            assert found == plain[place : place + len(found)]
            assert found or place >= len(plain)


def test_a_flipped_bit_is_a_sentence_not_another_picture(keep: Keep) -> None:
    sha256 = _kept(keep)
    path = keep.folder / _names(keep)[0]
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)

    with pytest.raises(EnvironmentProblem) as caught:
        list(keep.pieces(sha256))
    assert caught.value.problem.code == "evidence.damaged"
    path.unlink()
    with pytest.raises(EnvironmentProblem) as caught:
        list(keep.pieces(sha256))
    assert caught.value.problem.code == "evidence.gone"


def _video(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"\0\0\0\x20ftypisom")
        file.truncate(300 * MEBIBYTE)


def test_what_is_no_paper_is_refused_in_words_and_leaves_nothing(
    keep: Keep, tmp_path: Path
) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "word.jpg").write_bytes(pictures.archive())
    (tmp_path / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(50))
    (tmp_path / "text.pdf").write_text("Kính gửi")
    _video(tmp_path / "film.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")

    assert _refusal(keep, tmp_path / "empty.jpg") == "evidence.empty"
    assert _refusal(keep, b"") == "evidence.empty"
    assert _refusal(keep, tmp_path / "word.jpg") == "evidence.wrong_kind"
    assert _refusal(keep, tmp_path / "phone.heic") == "evidence.heic"
    assert _refusal(keep, tmp_path / "text.pdf") == "evidence.unknown_kind"
    assert _refusal(keep, tmp_path / "film.jpg") == "evidence.wrong_kind"
    assert _refusal(keep, tmp_path / "pipe.jpg") == "evidence.not_a_file"
    assert _refusal(keep, tmp_path) == "evidence.folder"
    assert _refusal(keep, tmp_path / "absent.jpg") == "evidence.absent"


def test_a_picture_of_300_megabytes_is_refused_before_it_is_read(
    keep: Keep, tmp_path: Path
) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.write(JPEG)
        file.truncate(300 * MEBIBYTE)
    steps: list[int] = []

    with (
        pytest.raises(UserProblem) as caught,
        keep.taking(path, lambda done, total: steps.append(done)),
    ):
        pass

    (problem,) = caught.value.problems
    assert (problem.code, problem.values) == ("evidence.too_big", {"have": "300", "limit": "50"})
    assert steps == []


def _changing(keep: Keep, path: Path, change: Callable[[], object]) -> str:
    """Keep a file that changes as soon as its first piece was read; how it is refused."""
    changes = [change]

    def progress(_done: int, _total: int) -> None:
        if changes:
            changes.pop()()

    with pytest.raises(UserProblem) as caught, keep.taking(path, progress):
        pass
    assert _names(keep) == []
    return caught.value.problems[0].code


def test_a_file_that_changes_while_it_is_read_is_noticed(keep: Keep, tmp_path: Path) -> None:
    path = tmp_path / "scan.jpg"
    data = b"\xff\xd8\xff" + bytes(5 * CHUNK)

    def grow() -> None:
        with path.open("ab") as file:
            file.write(b"more")

    def shrink() -> None:
        os.truncate(path, CHUNK)

    def rewrite() -> None:
        told = path.stat()
        with path.open("r+b") as file:
            file.seek(10)
            file.write(b"other")
        # A disk whose time stamps have steps of two seconds shows no difference.
        os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))

    def rewrite_later() -> None:
        with path.open("r+b") as file:
            file.seek(4 * CHUNK)
            file.write(b"other")
        os.utime(path, ns=(1, 1))

    for change in (grow, shrink, rewrite, rewrite_later):
        path.write_bytes(data)
        assert _changing(keep, path, change) == "evidence.changed", change


def test_who_stops_leaves_nothing(keep: Keep) -> None:
    seen: list[int] = []
    data = b"\xff\xd8\xff" + bytes(9 * CHUNK)

    with (
        pytest.raises(Stopped),
        keep.taking(data, lambda done, _: seen.append(done), lambda: len(seen) > 3),
    ):
        pass

    assert 0 < seen[-1] < len(data)
    assert _names(keep) == []


class _Failing:
    """A file, and the disk below it, that refuses from the nth call on."""

    def __init__(self, out: IO[bytes], refuse: Callable[[], None]) -> None:
        self._out, self._refuse = out, refuse

    def write(self, data: bytes) -> int:
        self._refuse()
        return self._out.write(data)


def test_a_disk_that_fills_at_any_moment_is_a_sentence_and_leaves_nothing(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"\xff\xd8\xff" + bytes(6 * CHUNK)
    left = [0]

    def refuse(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "full")

    new_file = keep_module.new_file

    @contextmanager
    def failing_file(path: Path) -> Iterator[Any]:
        refuse()
        with new_file(path) as out:
            yield _Failing(out, refuse)

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any) -> Any:
            refuse()
            return real(*words)

        return call

    monkeypatch.setattr(keep_module, "new_file", failing_file)
    monkeypatch.setattr(os, "fsync", refusing(os.fsync))
    monkeypatch.setattr(os, "replace", refusing(os.replace))
    refused: list[str] = []
    parts: list[int] = []
    for moment in range(40):
        left[0] = moment
        try:
            _kept(keep, data)
            break
        except EnvironmentProblem as error:
            refused.append(error.problem.code)
        if [name for name in _names(keep) if name.endswith(PART)]:
            parts.append(moment)
    assert len(refused) > 8
    assert set(refused) == {"evidence.disk_full"}
    assert parts == []
    assert b"".join(keep.pieces(hashlib.sha256(data).hexdigest())) == data


def test_a_kernel_that_refuses_to_write_on_is_a_sentence(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from desk_app.attachments.keep import Keep\n"
        "from desk_app.core.errors import EnvironmentProblem\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        "    with Keep(Path(sys.argv[1]), bytes(32)).taking(b'\\xff\\xd8\\xff' + bytes(400_000)):\n"
        "        pass\n"
        "except EnvironmentProblem as error:\n"
        "    sys.stdout.write(error.problem.code)\n"
    )
    assert resource.RLIMIT_FSIZE
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "there")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "evidence.disk_full"
    assert list((tmp_path / "there").iterdir()) == []


def test_the_sweep_takes_yesterdays_orphans_and_nothing_else(keep: Keep) -> None:
    named = _kept(keep, JPEG)
    orphan = _kept(keep, pictures.png())
    (keep.folder / ("0" * 32 + PART)).write_bytes(b"half")
    (keep.folder / "note.txt").write_text("somebody's")
    now = (keep.folder / "note.txt").stat().st_mtime

    assert keep.sweep([named], now) == 0
    assert keep.sweep([named], now + LATER) == 2

    assert keep.verify(named)
    assert not keep.has(orphan)
    assert (keep.folder / "note.txt").exists()


def test_a_limit_is_the_desk_s_own(tmp_path: Path) -> None:
    small = Keep(tmp_path / "there", KEY, Limits(file=1000))
    with pytest.raises(UserProblem), small.taking(JPEG):
        pass
    with contextlib.suppress(UserProblem), Keep(tmp_path / "there", KEY).taking(JPEG) as taken:
        assert taken.size == len(JPEG)


def test_copies_in_another_folder_open_and_a_damaged_file_is_not_copied(
    keep: Keep, tmp_path: Path
) -> None:
    first, second = _kept(keep), _kept(keep, pictures.png())
    backup, later = tmp_path / "one", tmp_path / "two"

    assert keep.copy_to(backup, first)
    assert keep.copy_to(backup, second)
    assert Keep(backup, KEY).verify(first)
    assert keep.copy_to(later, first, backup)
    assert Keep(later, KEY).verify(first)
    assert not keep.copy_to(later, "00" * 32)
    for path in keep.folder.iterdir():
        path.write_bytes(b"spoilt")
    assert not keep.copy_to(tmp_path / "three", first)
    assert len(keep.bring_back(backup)) == 2
    assert keep.verify(first)
    assert keep.verify(second)
