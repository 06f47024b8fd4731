"""The command that pairs: six words in sight, files for whom there is no line, a sentence for each
mistake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.enrol_by_line import Send
from sync.client.moves import NoAnswer
from sync.protocol import enrolment
from tests.support.command_line import DONE, ENVIRONMENT, USER, CommandLine
from tests.support.pairing_province import CODE, KEY, URL, PairingProvince

ADDRESS = ("--url", URL, "--code", CODE)


@pytest.fixture
def province(monkeypatch: pytest.MonkeyPatch) -> PairingProvince:
    """The province at the other end of every line; stretching is slow and done once."""
    there = PairingProvince(practice=True)
    monkeypatch.setattr(
        enrolment, "stretched", lambda code, unit: KEY if code == "ABCDEFGHJK" else bytes(32)
    )

    class Line:
        @contextmanager
        def open(self, url: str, proxy: str, pinned: str) -> Iterator[Send]:
            with there.open(url, proxy, pinned) as send:
                yield send

    monkeypatch.setattr(parts, "PairingLine", Line)
    return there


def test_pairing_prints_six_words_and_ends(desk: CommandLine, province: PairingProvince) -> None:
    done = desk("pair", *ADDRESS)
    assert done.code == DONE
    (shown,) = [line for line in done.out.splitlines() if " · " in line]
    words = [word.strip() for word in shown.split(" · ")]
    assert len(words) == 6
    assert set(words) <= set(parts.six_words())
    assert province.opened == [URL]


def test_a_script_gets_the_words_as_one_document(
    desk: CommandLine, province: PairingProvince
) -> None:
    document = desk.json("pair", *ADDRESS)
    assert set(document) == {"words", "province", "url", "practice", "clock_ahead"}
    assert len(document["words"]) == 6
    assert (document["url"], document["practice"]) == (URL, True)


def test_by_file_the_same_is_done_without_a_line(
    desk: CommandLine, province: PairingProvince, tmp_path: Path
) -> None:
    request, answer = tmp_path / "ask.mcgn", tmp_path / "answer.mcgn"
    assert desk.json("pair", "--request", request, "--code", CODE) == {"file": str(request)}
    made = province.answer(request.read_bytes())
    assert isinstance(made, bytes)
    answer.write_bytes(made)
    assert len(desk.json("pair", "--answer", answer)["words"]) == 6
    assert province.opened == []


def test_a_request_is_not_written_over_another_file(
    desk: CommandLine, province: PairingProvince, tmp_path: Path
) -> None:
    request = tmp_path / "ask.mcgn"
    request.write_text("mine", encoding="utf-8")
    assert desk("pair", "--request", request, "--code", CODE).code == USER
    assert request.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--url", URL),
        ("--code", CODE),
        ("--answer", "a", "--code", CODE),
        ("--answer", "a", "--url", URL),
        ("--answer", "a", "--request", "b"),
        ("--answer", "is-not-there"),
        ("--url", "ftp://x", "--code", CODE),
        ("--url", URL, "--code", "ABC"),
        ("--url", URL, "--code", "00000-00000"),
        ("--url", "http://tinh.example", "--code", CODE),
        ("--trust", "is-not-there", *ADDRESS),
    ],
)
def test_a_mistake_is_told_and_nothing_is_paired(
    desk: CommandLine, province: PairingProvince, words: tuple[str, ...]
) -> None:
    done = desk("pair", *words)
    assert done.code == USER
    assert done.err.strip()
    assert "{" not in done.err
    assert done.out == ""
    assert province.answered == {}


def test_a_missing_line_is_the_environments_fault(
    desk: CommandLine, province: PairingProvince
) -> None:
    province.line = lambda request, send: NoAnswer("no_route")
    done = desk("pair", *ADDRESS)
    assert done.code == ENVIRONMENT
    assert "--" not in done.out
    province.line = None
    assert desk("pair", *ADDRESS).code == DONE


def test_a_wrong_clock_is_noted_beside_the_words(
    desk: CommandLine, province: PairingProvince
) -> None:
    done = desk("pair", *ADDRESS)
    assert "clock" in done.err
    assert done.code == DONE


def test_a_certificate_of_the_provinces_own_is_trusted_from_then_on(
    desk: CommandLine, province: PairingProvince, tmp_path: Path
) -> None:
    pem = tmp_path / "tinh.pem"
    pem.write_text("-----BEGIN CERTIFICATE-----\n", encoding="ascii")
    words = ("--trust", pem, "--proxy", "http://10.0.0.1:3128")
    assert desk("pair", *ADDRESS, *words).code == DONE
    assert province.way == ("http://10.0.0.1:3128", pem.read_text(encoding="ascii"))
    pem.write_bytes(b"\xff\xfe")
    assert desk("pair", *ADDRESS, "--again", "--trust", pem).code == USER


def test_plain_http_needs_a_word(desk: CommandLine, province: PairingProvince) -> None:
    words = ("--url", "http://10.1.2.3:8080", "--code", CODE)
    assert desk("pair", *words).code == USER
    assert desk("pair", *words, "--without-tls").code == DONE


def test_a_paired_desk_says_so(desk: CommandLine, province: PairingProvince) -> None:
    assert desk("pair", *ADDRESS).code == DONE
    done = desk("pair", *ADDRESS)
    assert done.code == USER
    assert "tỉnh Bắc Ninh" in done.err


def test_the_real_line_says_in_words_what_is_wrong_with_an_address() -> None:
    line = parts.PairingLine()
    with pytest.raises(UserProblem), line.open(URL, "ftp://proxy", ""):
        pass
    line.cancel()


def test_nobody_at_the_address_is_a_line_that_refuses(desk: CommandLine) -> None:
    # A port that nobody listens on: 9 is "discard", which no machine of today serves.
    done = desk("pair", "--url", "http://127.0.0.1:9", "--code", CODE)
    said = parts.texts("en").sentence(Problem("pair.line_refused"))
    assert (done.code, done.err.strip()) == (ENVIRONMENT, said)
