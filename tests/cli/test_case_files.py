"""Files of a case from the command line: attached, listed, and copied without their maker."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support import pictures
from tests.support.command_line import DONE, USER, CommandLine


def _case(desk: CommandLine) -> str:
    document = desk.json("case", "add", "--name", "Lương Thị Ngọc Ánh", "--procedure", "1.004884")
    return str(document["number"])


def test_files_are_attached_listed_and_copied_clean(desk: CommandLine, tmp_path: Path) -> None:
    case = _case(desk)
    for name, data in (("giay.jpg", pictures.jpeg(6)), ("don.pdf", pictures.pdf(script=True))):
        (tmp_path / name).write_bytes(data)
    attached = desk.json("case", "attach", case, str(tmp_path / "giay.jpg"))
    assert len(attached["attached"]) == 1
    desk.json("case", "attach", case, str(tmp_path / "don.pdf"), "--title", "Đơn đề nghị")

    listed = desk.json("case", "files", case)["files"]
    assert [(file["file"], file["title"], file["flags"]) for file in listed] == [
        ("giay.jpg", "", ["trailing"]),
        ("don.pdf", "Đơn đề nghị", ["script"]),
    ]
    target = tmp_path / "ban-sao.jpg"
    copied = desk.json("case", "copy", case, "1", "--output", str(target))
    assert copied["original"] == listed[0]["sha256"]
    assert copied["turn"] == 90
    assert not any(sign in target.read_bytes() for sign in pictures.PLANTED)
    assert desk("verify", "log").code == DONE


def test_a_file_that_is_refused_says_why_and_the_others_are_taken(
    desk: CommandLine, tmp_path: Path
) -> None:
    case = _case(desk)
    (tmp_path / "nen.jpg").write_bytes(pictures.archive())
    (tmp_path / "anh.png").write_bytes(pictures.png())

    done = desk(
        "case", "attach", case, str(tmp_path / "nen.jpg"), str(tmp_path / "anh.png"), "--json"
    )

    assert done.code == USER
    assert "nen.jpg: This is a ZIP" in done.err
    assert len(json.loads(done.out)["attached"]) == 1
    assert desk("case", "copy", case, "5", "--output", str(tmp_path / "x")).code == USER


def test_erasing_a_person_deletes_the_files_of_their_case(
    desk: CommandLine, tmp_path: Path
) -> None:
    case = _case(desk)
    (tmp_path / "anh.png").write_bytes(pictures.png())
    desk.json("case", "attach", case, str(tmp_path / "anh.png"))
    folder = desk.home / "attachments"
    assert len(list(folder.iterdir())) == 1
    identity = desk.json("case", "show", case)["id"]

    done = desk("visit", "erase", identity, "--basis", "request", "--reason", "theo đơn")

    assert done.code == DONE, done.err
    assert list(folder.iterdir()) == []


def test_a_restored_desk_has_the_files_of_its_backup(desk: CommandLine, tmp_path: Path) -> None:
    case = _case(desk)
    (tmp_path / "anh.png").write_bytes(pictures.png())
    desk.json("case", "attach", case, str(tmp_path / "anh.png"))
    made = desk.json("backup")
    for file in (desk.home / "attachments").iterdir():
        file.unlink()

    desk.json("restore", made["folder"])

    target = tmp_path / "ban-sao.png"
    desk.json("case", "copy", case, "1", "--output", str(target))
    assert pictures.pixels(target.read_bytes()) == pictures.pixels(pictures.png())
