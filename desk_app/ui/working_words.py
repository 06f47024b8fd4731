"""A criterion's working in words: the rule, the figures put into it, and what was missing."""

from __future__ import annotations

from decimal import Decimal

from desk_app.core.criteria import Criterion
from desk_app.core.metrics import Value
from desk_app.core.rule_points import Working
from desk_app.core.score import CriterionScore
from desk_app.qt.language import mark
from desk_app.ui.figures import percent, points, short_points, thousands
from desk_app.ui.stage import Say

WINDOWS = {
    "month": mark("trong tháng"),
    "quarter": mark("từ đầu quý đến hết tháng"),
    "ytd": mark("từ đầu năm đến hết tháng"),
    "year": mark("cả năm"),
    "last_round": mark("đợt khảo sát gần nhất"),
}
METHODS = {
    "ratio_linear": mark("Điểm theo tỷ lệ."),
    "ratio_step": mark("Điểm theo mức tỷ lệ."),
    "threshold": mark("Điểm theo mức số lượng."),
    "checklist": mark("Điểm theo danh mục phải có."),
    "composite": mark("Điểm cộng từ nhiều phần."),
    "deduction": mark("Trừ điểm theo số vụ."),
    "survey": mark("Điểm theo phiếu khảo sát."),
    "inspection": mark("Điểm theo kết quả kiểm tra."),
    "imported": mark("Điểm lấy từ chỉ số có văn bản."),
}


# The counts a visit or a case may stand in, named for people.
COUNTS = {
    "visits.total": mark("mọi lượt tiếp"),
    "visits.with_service": mark("lượt làm thủ tục"),
    "visits.questions_only": mark("lượt chỉ hỏi"),
    "visits.online_help": mark("lượt giúp nộp trực tuyến"),
    "visits.offered": mark("lượt được mời đánh giá"),
    "visits.answered": mark("lượt trả lời đánh giá"),
    "visits.declined": mark("lượt không muốn đánh giá"),
    "visits.timed_out": mark("lượt hết giờ đánh giá"),
    "visits.not_offered": mark("lượt không được mời đánh giá"),
    "cases.total": mark("hồ sơ tiếp nhận"),
    "cases.closed": mark("hồ sơ đã giải quyết"),
    "cases.on_time": mark("hồ sơ giải quyết trước và đúng hạn"),
    "cases.on_time_or_open_in_time": mark("hồ sơ đúng hạn hoặc còn trong hạn"),
    "cases.late": mark("hồ sơ quá hạn"),
    "cases.late_with_apology_in_time": mark("hồ sơ quá hạn có xin lỗi kịp thời"),
    "cases.supplemented_more_than_once": mark("hồ sơ phải bổ sung quá một lần"),
    "cases.online": mark("hồ sơ nộp trực tuyến"),
    "cases.eligible_online": mark("hồ sơ nộp trực tuyến được"),
    "cases.digitised": mark("hồ sơ đã số hóa"),
    "cases.result_electronic": mark("hồ sơ có kết quả điện tử"),
    "cases.with_fee": mark("hồ sơ có phí, lệ phí"),
    "cases.paid_online": mark("hồ sơ nộp phí trực tuyến"),
}


def working_lines(say: Say, criterion: Criterion, score: CriterionScore) -> tuple[str, ...]:
    """What the working dialog says, one whole sentence a line."""
    working = score.working
    lines = [
        f"{say(METHODS[working.method])} {say('Kỳ tính: {window}.', window=_window(say, score))}"
    ]
    if criterion.words:
        lines.append(say("Quy định: {words}", words=criterion.words))
    lines += _figures(say, working)
    lines += _outcome(say, score)
    if score.claim is not None:
        lines.append(say("Phường, xã tự chấm {points} điểm.", points=points(score.claim.points)))
        if score.claim.reason:
            lines.append(say("Lý do: {reason}", reason=score.claim.reason))
    if criterion.evidence:
        lines.append(say("Minh chứng cần có: {papers}.", papers="; ".join(criterion.evidence)))
    return tuple(lines)


def _window(say: Say, score: CriterionScore) -> str:
    return say(WINDOWS.get(score.window, score.window))


def _number(value: Value) -> str:
    if isinstance(value, Decimal):
        return short_points(value)
    return thousands(value)


def _figures(say: Say, working: Working) -> list[str]:
    lines: list[str] = []
    if working.numerator is not None and working.denominator is not None:
        fraction = f"{_number(working.numerator)}/{_number(working.denominator)} {working.unit}"
        if working.ratio is not None:
            fraction += f" = {percent(working.ratio)}"
        lines.append(say("Theo dữ liệu: {fraction}.", fraction=fraction))
    elif working.numerator is not None:
        fraction = f"{_number(working.numerator)} {working.unit}"
        lines.append(say("Theo dữ liệu: {fraction}.", fraction=fraction))
    if working.sample_too_small:
        lines.append(say("Chưa đủ {n} phiếu nên chưa tính theo mức.", n=str(working.min_valid)))
    if working.step is not None:
        least = working.step.min
        shown = percent(least) if least <= 1 and working.ratio is not None else short_points(least)
        lines.append(
            say(
                "Đạt mức từ {least}: {points} điểm.",
                least=shown,
                points=points(working.step.points),
            )
        )
    if working.nothing_arose:
        lines.append(say("Trong kỳ không phát sinh việc nào phải tính."))
    for number, part in enumerate(working.parts, 1):
        for line in _figures(say, part):
            lines.append(say("Phần {n}: {line}", n=str(number), line=line))
    return lines


def _outcome(say: Say, score: CriterionScore) -> list[str]:
    parts, found = score.parts, score.working.found
    if found == "no_metric":
        return [say("Chương trình chưa có số liệu của tiêu chí này. Phường, xã có thể tự chấm.")]
    if found == "not_declared" and score.claim is not None:
        return [say("Tiêu chí này xét bằng minh chứng.")]
    if found == "not_declared":
        return [say("Tiêu chí này xét bằng minh chứng. Phường, xã chưa khai điểm.")]
    if score.excluded:
        return [say("Tiêu chí không tính vào điểm tối đa của kỳ này.")]
    return [
        say("Chứng minh được {proven} trên {max} điểm.", proven=points(parts.proven),
            max=short_points(parts.max))
    ]  # fmt: skip
