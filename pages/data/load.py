"""Nhập số liệu: drop workbooks, see what was understood, answer what was not, see what would change, load."""

from dataclasses import asdict, replace

import streamlit as st

import settings
from access.users import current_user
from dashboard import cached
from dashboard.data import answers, import_columns, import_questions, import_steps, import_view, memory
from dashboard.parts import jobs
from etl import learned, pipeline
from etl.annotating import annotate_all
from etl.records import LoadOptions, SourceFile

office, by = settings.from_environment(), current_user().name
url, province = office.database_url, cached.state().province
uploads = import_steps.uploads(office.max_file_mb)
if not uploads:
    import_steps.introduction()
    st.stop()

files = [SourceFile(upload.name, upload.getvalue()) for upload in uploads]
trial = LoadOptions(import_steps.entered_date(), import_steps.entered_unit(), dry_run=True, accept=True)
dropped, digests = [file.name for file in files], [(file.name, file.sha256) for file in files]
# After an import was taken back, or an answer was given, the same files are a new question.
undone, version = sum(row.undone_at is not None for row in cached.imports()), memory.version(url)
key = repr((url, digests, trial, undone, version))

loading = jobs.started("import_load", key)
if loading is None:
    # What the load would change depends on the data that are there now.
    now = f"{key} {cached.state().version}"
    checked = jobs.start("import_check", now, lambda tell: pipeline.load(url, files, trial, tell)).result()
else:
    checked = loading.result()
report = asdict(replace(checked, pictures=[], questions=[]))
answers.tell(digests, version)
if loading is not None:
    import_steps.outcome(report, dropped)
else:
    import_steps.ask_for_what_is_missing(report, province)
can_load = loading is None and import_steps.verdict(report, dropped)
if can_load:
    import_view.summary(report)

is_read, as_of = any(file["sheets"] for file in report["files"]), checked.as_of
if checked.pictures:
    import_columns.show(checked, lambda picture, meanings: learned.learn_columns(url, picture, meanings, by), version)
if is_read or checked.questions:
    import_questions.show(checked, lambda pairs: learned.learn_spellings(url, pairs, by, as_of, province))
if is_read:
    st.subheader("3. Lỗi và cảnh báo", anchor=False)
    import_view.problems(report["problems"], key="import")
    if report["problems"]:
        import_steps.offer_marked_copies(
            dropped, lambda: ((copy.name, copy.content) for copy in annotate_all(files, checked.problems, office))
        )
if can_load:
    st.subheader("4. Nạp", anchor=False)
    import_view.changes(report["changes"])
    accept = import_steps.consent(report)
    # A second click finds the job of the first one.
    if import_steps.wants_to_load(consented=accept):
        options = replace(trial, dry_run=False, accept=accept, loaded_by=by)
        jobs.start("import_load", key, lambda tell: pipeline.load(url, files, options, tell)).result()
        st.rerun()
if is_read:
    st.subheader("Đã hiểu các tệp thế nào", anchor=False)
    import_view.recognised(report["files"], report["units"])
