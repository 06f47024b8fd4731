"""A desk with something of everything: at least one row in each projection, history behind some."""

from __future__ import annotations

from desk_app.core.case_ops import (
    AbsentCases,
    CasePerson,
    CaseReceived,
    CatalogueImported,
    CoverageCounted,
    DayChanges,
    Enclosed,
    EvidenceAttached,
    EvidenceName,
    StepText,
    SupplementRequested,
)
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.numbers import printed_number
from desk_app.core.ops import (
    AssessmentClaimed,
    ImportCompleted,
    ImportStarted,
    PaperPrinted,
    Reason,
    SourceFile,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
)
from desk_app.store import op_rows
from desk_app.store.verify import Verified
from desk_app.store.writer import Tx
from tests.support.desks import OpenDesk
from tests.support.sim_desk import SimDesk

OFFICER = OfficerId("0FF1CE")


def fill(desk: OpenDesk) -> None:
    """Write the same acts into every desk that is given."""
    visit = desk.log(name="Nguyễn Thị Hoà", phone="0912345678", citizen_id="001087004417")
    desk.rate(visit, 5)
    desk.correct(visit, name="Nguyễn Thị Hòa", reference="H55.242-250715-0003", note="gấp")
    desk.rate(desk.log(organisation="Hợp tác xã", name=""), silence="declined")
    desk.void(desk.log(at="14/10/2026 09:00", late_reason="power", late_note="cả buổi"))
    desk.erase(desk.log(name="Đỗ Quý"))
    desk.log(purpose="question")

    def others(tx: Tx) -> None:
        started = tx.log.append(
            "import.started",
            ImportStarted(rows=1),
            person=SourceFile(file="so lieu.xlsx"),
            officer=OFFICER,
        )
        batch = started.header.subject
        tx.log.append(
            "visit.logged",
            VisitLogged(batch=batch, row="0" * 32),
            person=VisitPerson(name="Trần Văn Tư"),
            officer=OFFICER,
        )
        tx.log.append("import.completed", ImportCompleted(rows=1), officer=OFFICER, subject=batch)
        tx.log.append(
            "assessment.claimed",
            AssessmentClaimed(criteria="bacgiang_2023", criterion="1.1", points="1.5"),
            person=Reason(reason="có kế hoạch"),
            officer=OFFICER,
            subject="assessment:2026",
        )
        tx.log.append(
            "paper.printed",
            PaperPrinted(
                paper="self_assessment",
                number=printed_number(tx.desk.desk, 0, 1),
                copy=1,
                check="ABCD-0123",
            ),
            officer=OFFICER,
            subject="paper:self_assessment:2026",
        )

    desk.change(others)
    desk.change(lambda tx: _cases(tx, visit))
    desk.change(lambda tx: _disputed(tx, visit))


def _disputed(tx: Tx, visit: str) -> None:
    """A field of a visit that another desk set differently without knowing of this one."""
    other = SimDesk(new_desk_id(bytes(range(10))), tx.now.wall)
    other.receive(op_rows.of_subject(tx.connection, visit))
    for log, note in ((other.log, "hẹn mai"), (tx.log, "hẹn thứ hai")):
        log.append(
            "visit.corrected",
            VisitCorrected(),
            person=VisitPersonCorrected(reason="gõ nhầm", note=note),
            officer=OFFICER,
            subject=visit,
        )
    tx.log.receive(other.ops()[-1])
    other.connection.close()


def _cases(tx: Tx, visit: str) -> None:
    """A case with a step and a file, the count of a month, and a list of procedures."""
    received = tx.log.append(
        "case.received",
        CaseReceived(
            number=printed_number(tx.desk.desk, 0, 1),
            procedure="1.004884",
            visit=visit,
            time=5,
            unit="working_days",
            due=tx.now.wall + 7 * 86_400_000,
        ),
        person=CasePerson(name="Nguyễn Thị Hoà", papers=(Enclosed(name="Tờ khai", originals=1),)),
        officer=OFFICER,
    )
    case = received.header.subject
    tx.log.append(
        "case.supplement_requested",
        SupplementRequested(),
        person=StepText(items=("Giấy chứng sinh",), reason="thiếu"),
        officer=OFFICER,
        subject=case,
    )
    tx.log.append(
        "evidence.attached",
        EvidenceAttached(case=case, sha256="c" * 64, size=1200, media="jpeg"),
        person=EvidenceName(file="to-khai.jpg"),
        officer=OFFICER,
    )
    tx.log.append(
        "coverage.counted",
        CoverageCounted(month="2026-10", theirs=12, ours=11),
        person=AbsentCases(references=("H55-261015-0009",)),
        officer=OFFICER,
        subject="coverage:2026-10",
    )
    tx.log.append(
        "catalogue.imported",
        CatalogueImported(digest="d" * 64, changed=3, days=(DayChanges(20_745, 3),)),
        officer=OFFICER,
        subject="catalogue",
    )


def codes(verified: Verified) -> set[str]:
    """The codes of what was found; nothing found means whole, and the other way round."""
    assert verified.ok == (not verified.problems)
    return {problem.code for problem in verified.problems}
