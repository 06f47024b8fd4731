"""Promises about the process that looks into files: proof, limits, and its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app.attachments import inspect_worker, look_into
from desk_app.attachments.frames import Cleaned, Inspected, Sealed
from desk_app.attachments.keep import Keep
from desk_app.attachments.limits import MEBIBYTE, Limits
from desk_app.attachments.source import Stopped
from desk_app.core.errors import Bug, EnvironmentProblem, UserProblem
from tests.support import pictures
from tests.support.pictures import PLANTED, pixels


@contextmanager
def _sealed(keep: Keep, data: bytes) -> Iterator[Sealed]:
    with keep.taking(data) as taken:
        yield Sealed(str(taken.path), taken.key, taken.media)


def _look(keep: Keep, data: bytes, limits: Limits | None = None) -> Inspected:
    with _sealed(keep, data) as sealed:
        return look_into.inspect(sealed, limits)


def _refusal(keep: Keep, data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UserProblem) as caught:
        _look(keep, data, limits)
    (problem,) = caught.value.problems
    return problem.code


def test_a_photo_is_shown_small_and_upright(keep: Keep) -> None:
    found = _look(keep, pictures.jpeg(6))

    assert (found.width, found.height, found.pages) == (240, 320, 0)
    mode, size, _ = pixels(found.small.jpeg)
    assert (mode, size) == ("RGB", (192, 256))
    assert not any(sign in found.small.jpeg for sign in PLANTED)
    # The blue corner of a photo that lies on its left side is, upright, the right one above.
    picture = pixels(found.small.jpeg)[2]
    above_right = picture[3 * (192 * 4 + 186) : 3 * (192 * 4 + 186) + 3]
    assert above_right[2] > 100 > above_right[0]


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "P", "1", "I;16"])
def test_every_kind_of_png_is_shown(keep: Keep, mode: str) -> None:
    found = _look(keep, pictures.png(mode))

    assert (found.width, found.height) == (320, 240)
    assert pixels(found.small.jpeg)[1] == (256, 192)


@pytest.mark.parametrize("flag", ["script", "launch", "embedded"])
def test_a_pdf_that_could_act_is_flagged(keep: Keep, flag: str) -> None:
    assert _look(keep, pictures.pdf(**{flag: True})).flags == (flag,)


def test_a_pdf_is_counted_and_its_first_page_drawn(keep: Keep) -> None:
    found = _look(keep, pictures.pdf(pages=3))

    assert (found.pages, found.flags) == (3, ())
    assert pixels(found.small.jpeg)[1] == (181, 256)


def test_bytes_behind_a_picture_are_flagged_and_filling_is_not(keep: Keep) -> None:
    film = pictures.jpeg()
    assert _look(keep, film).flags == ("trailing",)
    bare = film[: film.rindex(b"\xff\xd9") + 2]
    assert _look(keep, bare + bytes(500)).flags == ()


def test_a_picture_that_is_an_archive_or_a_pdf_besides_is_refused(keep: Keep) -> None:
    film = pictures.jpeg()
    bare = film[: film.rindex(b"\xff\xd9") + 2]
    comment = b"\xff\xfe" + (len(b"%PDF-1.4") + 2).to_bytes(2, "big") + b"%PDF-1.4"

    assert _refusal(keep, bare + pictures.archive()) == "evidence.also_archive"
    assert _refusal(keep, bare + pictures.archive() + b"tail" * 500) == "evidence.also_archive"
    assert _refusal(keep, pictures.png() + pictures.archive()) == "evidence.also_archive"
    assert _refusal(keep, pictures.pdf() + pictures.archive()) == "evidence.also_archive"
    assert _refusal(keep, bare[:2] + comment + bare[2:]) == "evidence.also_pdf"


def test_what_is_damaged_cut_off_or_locked_is_refused(keep: Keep) -> None:
    half = pictures.jpeg(side=2000)
    assert _refusal(keep, half[: len(half) // 2]) == "evidence.broken"
    assert _refusal(keep, pictures.png()[:2000]) == "evidence.broken"
    assert _refusal(keep, b"%PDF-1.7\nnothing of it") == "evidence.broken"
    assert _refusal(keep, pictures.locked_pdf()) == "evidence.pdf_password"


def test_too_many_pixels_are_refused_before_any_is_decoded(keep: Keep) -> None:
    assert _refusal(keep, pictures.bare_png(30_000, 30_000)) == "evidence.too_many_pixels"
    assert _refusal(keep, pictures.jpeg(), Limits(pixels=1000)) == "evidence.too_many_pixels"
    assert _refusal(keep, pictures.pdf(), Limits(pages=1)) == "evidence.too_many_pages"


def test_a_picture_just_within_the_limit_fits_into_the_memory(keep: Keep) -> None:
    found = _look(keep, pictures.large_png(7000))

    assert (found.width, found.height) == (7000, 7000)
    # Colour on white paper, as far as it is seen through.
    red, green, blue = pixels(found.small.jpeg)[2][:3]
    assert abs(red - 63) < 6
    assert abs(green - 126) < 6
    assert abs(blue - 165) < 6


def test_a_picture_within_the_pixels_and_beyond_the_memory_is_refused(keep: Keep) -> None:
    wide = pictures.bare_png(7000, 7000, 16, 6)

    assert _refusal(keep, wide, Limits(memory=150 * MEBIBYTE)) in (
        "evidence.too_heavy",
        "evidence.broken",
    )


def test_a_worker_that_takes_too_long_is_ended_in_words(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_into, "_start_worker", _sleeper)
    assert _refusal(keep, pictures.jpeg(), Limits(seconds=0.3)) == "evidence.too_slow"


_sleepers: list[subprocess.Popen[bytes]] = []


def _sleeper() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        ["/bin/sh", "-c", "exec cat >/dev/null"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    _sleepers.append(process)
    return process


def test_whoever_stops_ends_the_worker(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_into, "_start_worker", _sleeper)

    with _sealed(keep, pictures.jpeg()) as sealed, pytest.raises(Stopped):
        look_into.inspect(sealed, cancelled=lambda: True)

    assert _sleepers[-1].returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("script", "error", "code"),
    [
        ("kill -XCPU $$", UserProblem, "evidence.too_slow"),
        ("kill -SEGV $$", UserProblem, "evidence.too_heavy"),
        ("printf '\\377\\377\\377\\377'; kill -KILL $$", UserProblem, "evidence.too_heavy"),
        ("exit 1", Bug, ""),
    ],
)
def test_however_a_worker_ends_the_parent_goes_on(
    keep: Keep,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    error: type[Exception],
    code: str,
) -> None:
    monkeypatch.setattr(
        look_into,
        "_start_worker",
        lambda: subprocess.Popen(
            ["/bin/sh", "-c", script],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ),
    )  # fmt: skip
    with pytest.raises(error) as caught:
        _look(keep, pictures.jpeg())
    if isinstance(caught.value, UserProblem):
        assert caught.value.problems[0].code == code


def test_the_worker_opens_only_the_file_whose_key_it_was_given(keep: Keep) -> None:
    with _sealed(keep, pictures.jpeg()) as one, _sealed(keep, pictures.png()) as other:
        crossed = Sealed(other.path, one.key, "png")
        with pytest.raises(UserProblem) as caught:
            look_into.inspect(crossed)
    assert caught.value.problems[0].code == "evidence.damaged"


def test_the_key_is_never_on_a_command_line(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[list[str]] = []
    start = subprocess.Popen

    def remember(command: list[str], **words: object) -> subprocess.Popen[bytes]:
        lines.append(command)
        return start(command, **words)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", remember)
    with _sealed(keep, pictures.jpeg()) as sealed:
        look_into.inspect(sealed)
        assert not any(sealed.key.hex() in word or sealed.path in word for word in lines[0])


def test_pages_are_drawn_one_by_one_as_large_as_asked(keep: Keep) -> None:
    with _sealed(keep, pictures.pdf(pages=2)) as sealed:
        shown = look_into.show(sealed, 1, 1000)
        with pytest.raises(UserProblem):
            look_into.show(sealed, 7, 1000)
    assert (shown.width, shown.height) == (707, 1000)


def test_the_cleaned_copy_comes_from_the_worker(keep: Keep) -> None:
    pieces: list[bytes] = []
    with _sealed(keep, pictures.jpeg(8)) as sealed:
        done = look_into.clean(sealed, pieces.append)

    assert done == Cleaned(270, False, False)
    assert pixels(b"".join(pieces)) == pixels(pictures.jpeg(8))


def test_a_machine_that_starts_no_worker_says_so(
    keep: Keep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))

    with pytest.raises(EnvironmentProblem) as caught:
        _look(keep, pictures.jpeg())
    assert caught.value.problem.code == "evidence.no_worker"


def test_the_limits_are_those_of_the_kernel() -> None:
    child = os.fork()
    if child == 0:
        try:
            inspect_worker.limit_myself(Limits(memory=200 * MEBIBYTE))
            held = bytearray(300 * MEBIBYTE)
            os._exit(len(held) % 7 + 1)
        except MemoryError:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
