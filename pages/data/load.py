"""Nhập số liệu: drop workbooks, see what was recognised and what was not, load."""

from dataclasses import asdict, replace
from hashlib import sha256

import streamlit as st

import settings
from dashboard import cached
from dashboard.widgets import import_steps, import_view, jobs
from etl import pipeline
from etl.annotating import annotate_all
from etl.records import LoadOptions, SourceFile

office = settings.from_environment()
uploads = import_steps.uploads(office.max_file_mb)
if not uploads:
    import_steps.introduction()
    st.stop()

files = [SourceFile(upload.name, upload.getvalue()) for upload in uploads]
wanted = LoadOptions(import_steps.told_date(), import_steps.told_unit(), dry_run=True, accept=True)
dropped = [file.name for file in files]
digests = [(file.name, sha256(file.content).hexdigest()) for file in files]
# After an import was taken back the same files are a new question.
undone = sum(row.undone_at is not None for row in cached.imports())
key = repr((office.database_url, digests, wanted, undone))

loading = jobs.started("import_load", key)
if loading is None:
    # What the load would change depends on the data that are there now.
    check_key = f"{key} {cached.state().version}"
    check = jobs.start(
        "import_check", check_key, lambda progress: pipeline.load(office.database_url, files, wanted, progress)
    )
    checked = check.result()
    report = asdict(checked)
    import_steps.ask_for_what_is_missing(report, office.province_name)
    if import_steps.verdict(report, dropped):
        import_view.summary(report)
        import_view.changes(report["changes"])
        accept = import_steps.consent(report)
        # A second click finds the job of the first one.
        if import_steps.wants_to_load(consented=accept):
            options = replace(wanted, dry_run=False, accept=accept, loaded_by=settings.user_name())
            loading = jobs.start(
                "import_load", key, lambda progress: pipeline.load(office.database_url, files, options, progress)
            )
if loading is not None:
    checked = loading.result()
    report = asdict(checked)
    import_steps.outcome(report, dropped)

if any(file["sheets"] for file in report["files"]):
    st.subheader("Lỗi và cảnh báo", anchor=False)
    import_view.problems(report["problems"], key="import")
    if checked.problems:
        import_steps.offer_marked_copies(
            dropped,
            lambda: ((copy.name, copy.content) for copy in annotate_all(files, checked.problems, office)),
        )
    st.subheader("Đã hiểu các tệp thế nào", anchor=False)
    import_view.recognised(report["files"], report["units"])
