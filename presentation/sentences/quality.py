"""The sentences of a report about the quality of the rosters: empty cells, problems, lateness, corrections."""

from presentation import quality
from presentation.prose import Prose, proses
from presentation.sentences import wording
from reference import field_label, vietnamese
from reference.bodies import Tier
from stats.data_quality import DataQuality, quality_of
from stats.selection import Selection
from stats.source import StatisticsSource

_NAMED = 3


def quality_sentences(source: StatisticsSource, selection: Selection) -> tuple[Prose, ...]:
    """Word the quality of the selection's communes; nothing of bodies, whose rosters are not measured."""
    if selection.level is not Tier.COMMUNE:
        return ()
    held = source.derive(quality_of, selection)
    if not held.cells:
        return ()
    return proses((_empty(held), _problems(held), _days(held), quality.rule(held)))


def _empty(held: DataQuality) -> str:
    fields = sorted(filter(held.empty_of, held.fields), key=lambda name: -held.empty_of(name))[:_NAMED]
    named = ", ".join(
        f"{vietnamese.in_sentence(field_label(name))} ({wording.people(held.empty_of(name), quality.lacking(name))})"
        for name in fields
    )
    most = f"; nhiều nhất ở {named}" if named else ""
    return f"Danh sách có {quality.headline(held)}{most}."


def _problems(held: DataQuality) -> str:
    sent = [unit for unit in held.units if unit.people is not None]
    errors, warnings, answers = (
        sum(numbers)
        for numbers in zip(*((u.submission.errors, u.submission.warnings, u.answers) for u in sent), strict=True)
    )
    return (
        f"{vietnamese.small_count(len(sent))}/{vietnamese.number(len(held.units))} đơn vị đã gửi danh sách; còn "
        f"{vietnamese.small_count(errors)} lỗi đã chấp nhận, {vietnamese.small_count(warnings)} cảnh báo, "
        f"{vietnamese.small_count(answers)} câu trả lời tay."
    )


def _days(held: DataQuality) -> str:
    sent = [unit for unit in held.units if unit.people is not None]
    days = sorted(unit.days_after for unit in sent if unit.days_after is not None)
    fixed = [unit.days_to_correct for unit in sent if unit.days_to_correct is not None]
    parts = [f"{vietnamese.small_count(len(fixed))} đơn vị nạp lại"]
    parts[0] += f", lâu nhất sau {vietnamese.small_count(max(fixed))} ngày" if fixed else ""
    if days:
        middle = vietnamese.number(days[len(days) // 2])
        parts.insert(0, f"số giữa của số ngày từ ngày tính đến tới lần nạp đầu là {middle}")
    return f"{vietnamese.capitalised('; '.join(parts))}."
