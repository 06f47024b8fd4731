"""Which right a command of the window needs; what is not named here everybody may do."""

from __future__ import annotations

from desk_app.core.rights import Action

PAGES = ("intake", "cases", "search", "month", "assessment", "sync", "settings")

NEEDS: dict[str, Action] = {
    "visit_log": "visit.log",
    "visit_at_once": "visit.log",
    "visit_question": "visit.log",
    "visit_online": "visit.log",
    "visit_outcome": "visit.log",
    "visit_late": "visit.log",
    "visit_check": "visit.log",
    "visit_correct": "visit.correct",
    "visit_void": "visit.void",
    "visit_rate": "visit.rate",
    "visit_not_offered": "visit.rate",
    "waiting_add": "visit.log",
    "waiting_call": "visit.log",
    "waiting_list": "visit.list",
    "search_visit": "visit.log",
    "search_unmask": "person.unmask",
    "case_due": "case.list",
    "case_slip": "print.case",
    "case_letter": "print.case",
    **dict.fromkeys(
        (
            *("case_main", "case_supplement", "case_extend", "case_transfer", "case_refuse"),
            *("case_stop", "case_withdraw", "case_take_back"),
        ),
        "case.advance",
    ),
    "case_correct": "case.correct",
    "case_void": "case.correct",
    "case_why": "case.list",
    "case_more": "case.list",
    "case_import": "import",
    "case_copy": "case.list",
    "registers": "print.case",
    "score_claim": "assess.set",
    "score_table": "score.see",
    "print": "print.assessment",
    "reports": "report.see",
    "catalogue": "visit.list",
    "catalogue_week": "visit.list",
    "packages": "score.see",
    "page_intake": "visit.list",
    "page_cases": "case.list",
    "page_search": "search",
    "page_month": "score.see",
    "page_assessment": "score.see",
    # Everybody who signs in may see what waits, and wish that it goes; values of conflicts are
    # shown to those who see such visits and cases anyway.
    "sync_now": "score.see",
    "carry": "score.see",
    "pair": "province.pair",
    "page_sync": "score.see",
    # Everybody who signs in may see it: one's own PIN is changed there.
    "page_settings": "score.see",
}
