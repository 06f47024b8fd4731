"""Every text is translated, can be drawn by the font, and follows the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase, QRawFont

import resources
from desk_app.core.problems import Problem
from desk_app.qt.language import Language, load_sentences
from desk_app.qt.look import Look
from desk_app.ui.commands import COMMANDS, SECOND_KEYS
from tests.support.ui_texts import source_texts, translations

ENGLISH = Path(str(resources.path("i18n/mot-cua_en.ts")))
_HOLE = re.compile(r"\{(\w+)\}")
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]")


def test_every_text_of_the_window_is_translated_into_english() -> None:
    known = translations(ENGLISH)
    assert [text for text in source_texts() if not all(known.get(text, ("",)))] == []


def test_no_translation_is_left_whose_text_is_gone() -> None:
    assert set(translations(ENGLISH)) <= set(source_texts())


def test_translations_keep_the_named_holes() -> None:
    for source, forms in translations(ENGLISH).items():
        for form in forms:
            assert set(_HOLE.findall(form)) == set(_HOLE.findall(source)), source


def test_no_english_text_is_left_in_vietnamese() -> None:
    for forms in translations(ENGLISH).values():
        for form in forms:
            assert not _VIETNAMESE.search(form.replace("Một Cửa", "")), form


def test_plural_texts_have_two_english_forms() -> None:
    known = translations(ENGLISH)
    assert all(len(known[text]) == 2 for text, plural in source_texts().items() if plural)


@pytest.mark.parametrize("name", ["NotoSans-Regular", "NotoSans-SemiBold"])
def test_every_character_the_window_may_say_is_in_its_font(look: Look, name: str) -> None:
    font = QRawFont(str(resources.path(f"fonts/{name}.ttf")), 14)
    spoken = set("".join(source_texts()))
    for forms in translations(ENGLISH).values():
        spoken |= set("".join(forms))
    for code in ("vi", "en"):
        for page in resources.names(f"help/{code}"):
            spoken |= set(resources.read_text(f"help/{code}/{page}"))
        texts = load_sentences(code)
        spoken |= set("".join(texts.say(c) for c in texts.codes()))
    assert look.font().family() == "Noto Sans"
    assert "Noto Sans" in QFontDatabase.families()
    missing = sorted(c for c in spoken - {"\n", "\t"} if not font.supportsCharacter(ord(c)))
    assert missing == []


def test_no_key_uses_ctrl_shift_which_belongs_to_the_typing_tool() -> None:
    keys = [command.keys for command in COMMANDS] + list(SECOND_KEYS.values())
    assert not [k for k in keys if "Shift" in k]


def test_no_two_commands_share_a_key() -> None:
    # Keys that a page listens to itself may mean something else on another page.
    keys = [c.keys for c in COMMANDS if c.keys and not c.local] + list(SECOND_KEYS.values())
    assert len(keys) == len(set(keys))


def test_what_is_bound_is_said_again_in_the_new_language(language: Language) -> None:
    owner = QObject()
    said: list[str] = []
    language.bind(owner, said.append, "Tiếp nhận")
    language.choose("en")
    language.choose("vi")
    assert said == ["Tiếp nhận", "Intake", "Tiếp nhận"]


def test_nothing_is_said_to_a_widget_that_is_gone(language: Language) -> None:
    owner = QObject()
    said: list[str] = []
    language.bind(owner, said.append, "Tiếp nhận")
    owner.deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    language.choose("en")
    assert said == ["Tiếp nhận"]


def test_counts_take_the_plural_form_and_full_stops(language: Language) -> None:
    assert language.count("{n} lượt", 48312) == "48.312 lượt"
    language.choose("en")
    assert language.count("{n} lượt", 1) == "1 visit"
    assert language.count("{n} lượt", 2) == "2 visits"


def test_a_brace_in_a_value_is_a_brace(language: Language) -> None:
    assert language.say("Lý do: {reason}", reason="{reason} {x}") == "Lý do: {reason} {x}"


def test_problems_are_said_in_the_present_language(language: Language) -> None:
    problem = Problem("window.no_printer", values={"printer": "HP"})
    vietnamese = language.sentence(problem)
    language.choose("en")
    assert "HP" in vietnamese
    assert language.sentence(problem) != vietnamese
