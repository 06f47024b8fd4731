"""The province's address: read as people type it, refused where names would travel in the clear."""

from __future__ import annotations

import pytest

from desk_app import parts
from desk_app.core.problems import Problem
from desk_app.services.province_address import read_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://tinh.example", "https://tinh.example"),
        ("tinh.example", "https://tinh.example"),
        (" TINH.example/ ", "https://tinh.example"),
        ("https://tinh.example:8443/motcua/", "https://tinh.example:8443/motcua"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("http://localhost:8123/", "http://localhost:8123"),
        ("http://[::1]:8123", "http://[::1]:8123"),
    ],
)
def test_an_address_is_kept_without_what_does_not_matter(typed: str, kept: str) -> None:
    assert read_address(typed) == kept
    assert read_address(kept) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "pair.url_missing"),
        ("  / ", "pair.url_missing"),
        ("ftp://tinh.example", "pair.url_wrong"),
        ("file:///etc/passwd", "pair.url_wrong"),
        ("https://", "pair.url_wrong"),
        ("https://tinh.example:", "pair.url_wrong"),
        ("https:", "pair.url_wrong"),
        ("https://tinh.example:x", "pair.url_wrong"),
        ("https://tinh.example:0", "pair.url_wrong"),
        ("https://tinh.example:99999", "pair.url_wrong"),
        ("https://tinh.example?a=b", "pair.url_wrong"),
        ("https://tinh.example#a", "pair.url_wrong"),
        ("https://tỉnh.example", "pair.url_wrong"),
        ("https://tinh example", "pair.url_wrong"),
        ("https://[tinh", "pair.url_wrong"),
        ("https://" + "a" * 400, "pair.url_wrong"),
        ("https://ten:mat-khau@tinh.example", "pair.url_password"),
        ("http://tinh.example", "pair.url_no_tls"),
        ("http://10.0.0.1", "pair.url_no_tls"),
        ("http://127.0.0.1.tinh.example", "pair.url_no_tls"),
    ],
)
def test_what_is_no_safe_address_is_refused_with_a_sentence(typed: str, code: str) -> None:
    problem = read_address(typed)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.field) == (code, "url")
    for language in parts.LANGUAGES:
        assert problem.code in parts.texts(language).codes()


def test_plain_http_is_taken_when_somebody_said_that_the_line_is_closed() -> None:
    assert read_address("http://10.0.0.1:80", without_tls=True) == "http://10.0.0.1:80"
    wrong = read_address("ftp://10.0.0.1", without_tls=True)
    assert isinstance(wrong, Problem)
