"""What the province says to every desk: set at the console, heard at the next greeting."""

from __future__ import annotations

import json

import pytest

from tests.support.province_process import DONE, USER, ProvinceProgram

WORDS = "Máy chủ bảo trì 22 giờ tối nay."


def test_every_desk_hears_the_message_at_its_next_greeting(program: ProvinceProgram) -> None:
    with program.serving():
        desk = program.desk(1)
        assert desk.hello().message == {}
        program.run("message", WORDS, "--en", "Serviced at 22:00 tonight.")
        after = desk.hello().message
        program.run("message", "--clear")
        assert desk.hello().message == {}

    assert after == {"vi": WORDS, "en": "Serviced at 22:00 tonight."}


def test_alone_it_says_what_stands(embedded: ProvinceProgram) -> None:
    assert embedded.json("message") == {}
    assert "no message" in embedded.run("--lang", "en", "message").out

    # Typed with its accents apart.
    assert embedded.json("message", "Ma\u0301y chủ bảo trì 22 giờ tối nay.") == {"vi": WORDS}

    assert WORDS in embedded.run("message").out
    assert json.loads(embedded.run("message", "--json").out) == {"vi": WORDS}


@pytest.mark.parametrize(
    "words", [["  "], ["x" * 301], ["Bảo trì", "--en", ""], ["--en", "Serviced tonight."]]
)
def test_a_message_without_words_or_too_long_changes_nothing(
    embedded: ProvinceProgram, words: list[str]
) -> None:
    assert embedded.run("message", WORDS).code == DONE

    done = embedded.run("message", *words)

    assert (done.code, done.out) == (USER, "")
    assert embedded.json("message") == {"vi": WORDS}
