"""The files of a load, opened one by one: one that cannot be used stops no other."""

from collections.abc import Callable, Collection, Iterator, Sequence

from etl.examining import RosterSheet, find_rosters
from etl.extracting.lengths import check_sheet_names
from etl.normalising.answers import Learned
from etl.problems import Problem, Refused, problem, sentence
from etl.reading import Budget, expand, read_workbook
from etl.records import LoadOptions, Progress, SourceFile, Workbook
from settings import Settings

Opened = tuple[Workbook, list[RosterSheet], dict[str, str]]


def open_all(
    files: Sequence[SourceFile],
    limits: Settings,
    progress: Progress,
    *,
    learned: Callable[[], Learned],
    left_out: Collection[str],
) -> tuple[list[Opened], list[Problem]]:
    """Open every workbook and find the sheets that are rosters; the same bytes twice are read once.

    Gives what was opened, and a problem for each file that cannot be used. Files of `left_out` are passed over. Raises
    Refused with all those problems where the load as a whole is too large.
    """
    unread: list[Problem] = []
    opened: dict[str, Opened] = {}
    sources = [source for source in _expanded(files, limits, unread, left_out) if source.name not in left_out]
    budget = Budget(limits)
    for number, source in enumerate(sources):
        progress(f"Đang đọc tệp {number + 1}/{len(sources)}", number, 2 * len(sources))
        try:
            book = read_workbook(source, limits, budget)
            check_sheet_names(book)
            opened.setdefault(book.sha256, (book, *find_rosters(book, learned())))
        except Refused as refusal:
            unread.append(refusal.problem)
            if refusal.problem.code == "load_too_large":
                raise Refused(unread[0], unread[1:]) from refusal
    return list(opened.values()), unread


def _expanded(
    files: Sequence[SourceFile], limits: Settings, unread: list[Problem], left_out: Collection[str]
) -> Iterator[SourceFile]:
    """Give the workbooks, those of an archive one by one; what cannot be unpacked goes to `unread`."""
    for file in files:
        if file.name in left_out:
            continue
        try:
            yield from expand([file], limits, unread)
        except Refused as refusal:
            unread.append(refusal.problem)


def warn_of_left_out(files: Sequence[SourceFile], options: LoadOptions) -> list[Problem]:
    """Warn of each file that the clerk left out, with the reason that was shown, and of those with a corrected copy."""
    names = {file.name for file in files}
    kinds = (("file_left_out", options.left_out), ("file_replaced", options.replaced))
    return [
        problem(code, file=name, value=why)
        for code, files_of in kinds
        for name, why in files_of.items()
        if name in names or name.partition("/")[0] in names
    ]


def skip(unread: Sequence[Problem]) -> list[Problem]:
    """Warn of each file that cannot be used and is left out unseen, with the reason."""
    return [problem("file_left_out", file=each.file, value=sentence(each)) for each in unread]
