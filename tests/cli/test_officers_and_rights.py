"""Who acts: practice desks act by themselves, real ones ask for an officer, a PIN and a right."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from desk_app.core.officer import ROLES
from desk_app.core.rights import ACTIONS, Action, built_in_role, may
from desk_app.vault.practice import PRACTICE_KEY
from tests.support.command_line import (
    DONE,
    ENVIRONMENT,
    PROCEDURE,
    UNIT,
    USER,
    CommandLine,
    run_program,
)
from tests.support.desks import FakeClock
from tests.support.secret_service import SecretService

PIN = "480273"
OTHER_PIN = "918264"
CASE_PROCEDURE = "1.004884"

# One command for each action that a role may or may not do. {visit}, {case}: the id of one.
COMMANDS: dict[Action, tuple[str, ...]] = {
    "visit.log": ("visit", "add", "--name", "An", "--procedure", PROCEDURE),
    "visit.correct": ("visit", "correct", "{visit}", "--reason", "r", "--note", "{role}"),
    "visit.void": ("visit", "void", "{visit}", "--reason", "r"),
    "person.erase": ("visit", "erase", "{visit}", "--basis", "request"),
    "visit.list": ("visit", "list"),
    "search": ("search", "an"),
    "score.see": ("score",),
    "assess.set": ("assess", "set", "1.1", "1", "--reason", "r"),
    "print.assessment": ("print", "self-assessment", "--period", "2026", "-o", "{out}.pdf"),
    "import": ("import", "visits", "{sheet}", "--dry-run"),
    "export": ("export", "visits", "-o", "{out}.csv"),
    "rebuild": ("rebuild",),
    "verify": ("verify", "log"),
    "backup": ("backup", "-o", "{out}"),
    "recovery_key.new": ("recovery-key", "new", "-o", "{out}.txt"),
    "officer.add": ("officer", "add", "Lê Văn Tám", "--role", "officer", "--new-pin-file", "{pin}"),
    "demo": ("demo", "--days", "1", "--visits-per-day", "1", "--seed", "1"),
    "case.receive": ("case", "add", "--name", "An", "--procedure", CASE_PROCEDURE),
    "case.advance": ("case", "step", "{case}", "checked"),
    "case.correct": ("case", "step", "{case}", "void", "--reason", "r"),
    "case.list": ("case", "list"),
    "print.case": ("print", "register", "-o", "{out}.pdf"),
    "report.see": ("report", "day"),
    "catalogue.import": ("import", "catalogue", "{catalogue}", "--dry-run"),
    "calendar.import": ("import", "calendar", "{calendar}", "--dry-run"),
    "province.pair": ("pair", "--request", "{out}.txt", "--code", "ABCDE-FGHJK"),
}


def _pin_file(folder: Path, pin: str) -> Path:
    file = folder / f"pin-{pin}.txt"
    file.write_text(f"{pin}\n", encoding="utf-8")
    return file


def test_every_action_but_restore_is_tried_here() -> None:
    # What is done with a citizen in front of one, or to the window itself, has no command.
    in_the_window = {
        *("visit.rate", "person.unmask", "settings.change"),
        *("evidence.attach", "evidence.see"),
    }
    assert {*COMMANDS, *in_the_window, "restore"} == set(ACTIONS)


@pytest.mark.parametrize("action", COMMANDS)
def test_a_practice_desk_acts_as_its_officer_or_chair_without_being_told(
    desk: CommandLine, action: Action, tmp_path: Path
) -> None:
    words = _words(action, desk, tmp_path, "officer")

    done = desk(*words)

    assert done.code == DONE, done
    if action in ("visit.log", "assess.set"):
        by = desk.connection()
        (officer,) = by.execute("SELECT officer FROM op ORDER BY arrival DESC LIMIT 1").fetchone()
        by.close()
        assert officer == ("PRACT1" if built_in_role(action) == "officer" else "PRACT2")


@pytest.mark.parametrize("role", ["officer", "chair", "administrator"])
@pytest.mark.parametrize("action", COMMANDS)
def test_a_named_officer_of_a_practice_desk_may_do_what_the_role_may(
    desk: CommandLine, role: str, action: Action, tmp_path: Path
) -> None:
    words = _words(action, desk, tmp_path, role)
    names = {"officer": "PRACT1", "chair": "PRACT2", "administrator": "PRACT3"}

    done = desk("--as", names[role], *words)

    assert (done.code == DONE) == may(role, action, practice=True), done  # type: ignore[arg-type]
    assert done.code in (DONE, USER)


def _words(action: Action, line: CommandLine, folder: Path, role: str) -> list[str]:
    sheet = folder / "sheet.csv"
    sheet.write_text(f"Ngày,Họ tên,Mã thủ tục\n14/10/2026,An,{PROCEDURE}\n", encoding="utf-8")
    visit, case = "", ""
    if any("{visit}" in word for word in COMMANDS[action]):
        visit = line.add()
    if any("{case}" in word for word in COMMANDS[action]):
        case = line.json("case", "add", "--name", "An", "--procedure", CASE_PROCEDURE)["id"]
    catalogue = folder / "catalogue.csv"
    catalogue.write_bytes(resources.read_bytes("procedures/catalogue.csv"))
    holes = {"visit": visit, "case": case, "catalogue": str(catalogue),
             "calendar": str(resources.path("calendars/vn.toml")), "role": role,
             "out": str(folder / f"out-{role}"),
             "sheet": str(sheet), "pin": str(_pin_file(folder, OTHER_PIN))}  # fmt: skip
    return [word.format(**holes) for word in COMMANDS[action]]


@pytest.fixture
def real(mot_cua: CommandLine, unlocked_secret_service: SecretService) -> CommandLine:
    """The command line on a real desk without officers."""
    mot_cua.init(practice=False)
    return mot_cua


def test_a_real_desk_asks_who_acts_and_lets_each_role_do_its_own(
    real: CommandLine, tmp_path: Path
) -> None:
    pin, wrong = _pin_file(tmp_path, PIN), _pin_file(tmp_path, OTHER_PIN)
    # The first officer is the administrator, and needs a PIN.
    add = ("officer", "add", "--new-pin-file", pin)
    assert real(*add, "Lê Thị Sáu", "--role", "officer").code == USER
    assert real("officer", "add", "Lê Thị Sáu", "--role", "administrator").code == USER
    assert real(*add, "Lê Thị Sáu", "--role", "administrator").code == DONE
    # The next one is added by her alone.
    assert real(*add, "Trần Văn Ba", "--role", "officer").code == USER
    for role in ROLES:
        if role != "administrator":
            done = real(
                "--as", "le thi sau", "--pin-file", pin, *add, f"Ông {role}", "--role", role
            )
            assert done.code == DONE, done

    nobody = real("visit", "list")
    assert nobody.code == USER
    assert "--as" in nobody.err
    without = real("--as", "le thi sau", "verify", "log")
    assert without.code == USER
    assert "--pin-file" in without.err
    assert real("--as", "nobody", "--pin-file", pin, "verify", "log").code == USER
    refused = real("--as", "le thi sau", "--pin-file", wrong, "verify", "log")
    assert (refused.code, refused.out) == (USER, "")
    assert "PIN" in refused.err

    listed = real.json("officer", "list")["officers"]
    assert {one["role"] for one in listed} == set(ROLES)
    by_role = {one["role"]: one["id"] for one in listed}
    officer, chair = ("--as", by_role["officer"], "--pin-file", pin), by_role["chair"]
    visit = real(*officer, "visit", "add", "--name", "An", "--procedure", PROCEDURE)
    assert visit.code == DONE, visit
    assert real(*officer, "assess", "set", "1.1", "1", "--reason", "r").code == USER
    assert (
        real(*officer, "demo", "--days", "1", "--visits-per-day", "1", "--seed", "1").code == USER
    )
    as_chair = ("--as", chair, "--pin-file", pin)
    assert real(*as_chair, "assess", "set", "1.1", "1", "--reason", "r").code == DONE
    assert real(*as_chair, "visit", "add", "--name", "B", "--procedure", PROCEDURE).code == USER
    assert real(*as_chair, "score").code == DONE
    real.who = ("--as", "le thi sau", "--pin-file", str(pin))
    assert real.json("verify", "log")["ok"] is True


def test_wrong_pins_make_the_next_try_wait_and_the_right_one_is_taken_later(
    real: CommandLine, tmp_path: Path, clock: FakeClock
) -> None:
    right, wrong = _pin_file(tmp_path, PIN), _pin_file(tmp_path, OTHER_PIN)
    real("officer", "add", "Lê Thị Sáu", "--role", "administrator", "--new-pin-file", right)

    tries = [real("--as", "sáu", "--pin-file", wrong, "score").err for _ in range(5)]
    waiting = real("--as", "sáu", "--pin-file", right, "score")
    clock.go_on(minutes=20)
    later = real("--as", "sáu", "--pin-file", right, "score")

    assert len(set(tries)) == 5
    assert waiting.code == USER
    assert "Too many" in waiting.err
    assert later.code == DONE


@pytest.mark.parametrize("pin", ["", "12345", "123456", "abcdef", "111111", "123456789"])
def test_a_pin_that_is_none_is_refused(desk: CommandLine, tmp_path: Path, pin: str) -> None:
    file = _pin_file(tmp_path, pin)

    done = desk("officer", "add", "An", "--role", "officer", "--new-pin-file", file)

    assert done.code == USER
    assert "PIN" in done.err


def test_a_pin_file_that_cannot_be_read_is_named(desk: CommandLine, tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "absent", tmp_path, binary):
        for words in (
            ("--as", "PRACT1", "--pin-file", file, "visit", "list"),
            ("officer", "add", "An", "--role", "officer", "--new-pin-file", file),
        ):
            done = desk(*words)
            assert done.code == USER
            assert str(file) in done.err


def test_officers_are_listed_with_their_roles_in_words(desk: CommandLine) -> None:
    assert desk("officer", "add", "Trần Thị Bưởi", "--role", "clerk").code == DONE
    desk.language = "vi"

    lines = desk("officer", "list").out.splitlines()

    assert len(lines) == 4
    assert any("cán bộ minh chứng" in line and "Trần Thị Bưởi" in line for line in lines)
    desk("officer", "add", "Trần Thị Bưởi", "--role", "officer")
    several = desk("--as", "Trần Thị Bưởi", "visit", "list")
    assert several.code == USER


def test_an_officer_is_renamed_moved_let_go_and_taken_back(desk: CommandLine) -> None:
    identity = desk.json("officer", "add", "Trần Văn Ba", "--role", "clerk")["id"]

    def present() -> dict[str, tuple[str, str]]:
        listed = desk.json("officer", "list")["officers"]
        return {one["id"]: (one["name"], one["role"]) for one in listed}

    assert desk("officer", "change", "tran van ba", "--name", "Trần Văn Bốn").code == DONE
    assert desk("officer", "change", identity, "--role", "chair").code == DONE
    assert present()[identity] == ("Trần Văn Bốn", "chair")
    assert desk("officer", "change", "bốn", "--active", "no").code == DONE
    assert identity not in present()
    assert desk("--as", identity, "score").code == USER
    assert desk("officer", "change", "bốn", "--active", "yes").code == DONE
    assert identity in present()
    for words in ((identity,), ("nobody", "--name", "x"), (identity, "--name", " "),
                  ("quan tri", "--active", "no")):  # fmt: skip
        assert desk("officer", "change", *words).code == USER, words
    assert desk.json("rebuild")["identical"] is True


def test_a_pin_is_changed_by_its_owner_or_the_administrator(
    real: CommandLine, tmp_path: Path, clock: FakeClock
) -> None:
    old, new = _pin_file(tmp_path, PIN), _pin_file(tmp_path, OTHER_PIN)
    easy = _pin_file(tmp_path, "123456")
    add = ("officer", "add", "--new-pin-file", old)
    real(*add, "Lê Thị Sáu", "--role", "administrator")
    boss = ("--as", "sáu", "--pin-file", old)
    for name, role in (("Trần Văn Ba", "officer"), ("Đỗ Thị Tư", "clerk")):
        assert real(*boss, *add, name, "--role", role).code == DONE
    own = ("--as", "ba", "--pin-file", old)

    assert real(*own, "officer", "pin", "sáu", "--new-pin-file", new).code == USER
    assert real(*own, "officer", "pin", "ba", "--new-pin-file", easy).code == USER
    assert real("officer", "pin", "ba", "--new-pin-file", new).code == USER
    assert real(*own, "officer", "pin", "ba", "--new-pin-file", new).code == DONE
    assert real(*own, "score").code == USER
    assert real("--as", "ba", "--pin-file", new, "score").code == DONE
    assert real(*boss, "officer", "pin", "tư", "--new-pin-file", new).code == DONE
    assert real("--as", "tư", "--pin-file", new, "score").code == DONE


def test_the_key_of_a_real_desk_is_in_the_keyring_and_nowhere_else(
    real: CommandLine, unlocked_secret_service: SecretService, tmp_path: Path
) -> None:
    (secret,) = unlocked_secret_service.secrets().values()

    for data in real.files().values():
        assert secret.encode() not in data
    assert PRACTICE_KEY.hex() not in secret


@pytest.mark.usefixtures("no_secret_service")
def test_without_a_keyring_a_real_desk_is_neither_made_nor_opened(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    words = ("--unit", UNIT, "--desk", "Quầy 1", "--recovery-key-out", tmp_path / "key.txt")

    done = mot_cua("init", *words)

    assert (done.code, done.out) == (ENVIRONMENT, "")
    assert "keyring" in done.err
    assert list(tmp_path.glob("home*")) == []
    assert not (tmp_path / "key.txt").exists()


def test_a_lost_keyring_is_said_with_the_number_of_the_sheet_that_opens_the_desk(
    real: CommandLine, unlocked_secret_service: SecretService, tmp_path: Path
) -> None:
    pin = _pin_file(tmp_path, PIN)
    real("officer", "add", "Lê Thị Sáu", "--role", "administrator", "--new-pin-file", pin)
    real.who = ("--as", "sáu", "--pin-file", str(pin))
    sheet = real.home.with_name("home-recovery.txt")
    unlocked_secret_service.delete_all()

    lost = real("verify", "log")
    opened = real("--recovery-key-file", sheet, "verify", "log", "--json")
    again = real("verify", "log", "--json")

    assert (lost.code, lost.out) == (ENVIRONMENT, "")
    number = lost.err.split("recovery key number ")[1][:6]
    assert number in sheet.read_text(encoding="utf-8")
    assert opened.code == again.code == DONE
    assert "put back into the system keyring" in opened.err
    assert opened.out.count("\n") == 1
    assert again.err == ""


# What can be wrong with the keyring, and a word of the sentence that tells it from the others.
STATES = {
    "locked": "is locked",
    "gone": "No system keyring is running",
    "empty": "has no key for this desk",
    "wrong": "is not the key of this desk",
}


def test_each_state_of_the_keyring_is_told_apart_and_the_recovery_key_opens_in_each(
    real: CommandLine, unlocked_secret_service: SecretService
) -> None:
    sheet = real.home.with_name("home-recovery.txt")
    deeds = {
        "locked": unlocked_secret_service.lock,
        "wrong": lambda: unlocked_secret_service.overwrite("AAAA" * 11),
        "empty": unlocked_secret_service.delete_all,
        "gone": unlocked_secret_service.stop,
    }
    for state in ("wrong", "empty", "locked", "gone"):
        deeds[state]()

        # As programs of their own: keyring leaves its connection behind when it fails.
        words = ("--home", real.home, "--lang", "en")
        closed = run_program(*words, "officer", "list")
        opened = run_program(*words, "--recovery-key-file", sheet, "officer", "list", "--json")

        assert (closed.returncode, closed.stdout) == (ENVIRONMENT, b""), state
        assert STATES[state] in closed.stderr.decode()
        assert (opened.returncode, opened.stdout) == (DONE, b'{"officers": []}\n'), state


@pytest.mark.parametrize("content", ["", "garbage", "AAAAA-" * 7 + "AAAAA", "\x00"])
def test_a_recovery_key_that_is_none_is_refused_on_every_command(
    desk: CommandLine, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(content, encoding="utf-8")

    for words in (("visit", "list"), ("backup",), ("officer", "list")):
        done = desk("--recovery-key-file", file, *words)
        assert (done.code, done.out) == (USER, "")
    assert desk("--recovery-key-file", tmp_path / "absent", "visit", "list").code == USER


def test_a_new_recovery_key_opens_the_desk_and_the_old_one_no_more(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    old, new = mot_cua.init(), tmp_path / "new.txt"

    assert mot_cua("recovery-key", "new", "-o", new).code == DONE
    assert mot_cua("--recovery-key-file", new, "visit", "list").code == DONE
    assert mot_cua("--recovery-key-file", old, "visit", "list").code == USER
    taken = mot_cua("recovery-key", "new", "-o", new)
    assert taken.code == USER
    assert mot_cua("--recovery-key-file", new, "visit", "list").code == DONE


def test_the_old_recovery_key_stays_good_when_the_new_one_cannot_be_written(
    mot_cua: CommandLine,
) -> None:
    old = mot_cua.init()
    before = mot_cua.files()

    assert mot_cua("recovery-key", "new", "-o", "/proc/new.txt").code == ENVIRONMENT
    assert mot_cua("--recovery-key-file", old, "visit", "list").code == DONE
    assert {n: d for n, d in mot_cua.files().items() if "key" in n} == {
        n: d for n, d in before.items() if "key" in n
    }
