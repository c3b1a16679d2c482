"""Nhập số liệu: drop workbooks, see what was understood, answer what was not, see what would change, load."""

from dataclasses import replace

import streamlit as st

import settings
from access import recorded
from dashboard import cached
from dashboard.data import (
    approvals,
    import_days,
    import_files,
    import_page,
    import_steps,
    import_units,
    memory,
    under_way,
)
from dashboard.parts import jobs
from etl.reading import names_within
from etl.records import LoadOptions, SourceFile

office = settings.from_environment()
url, province = office.database_url, cached.state().province
if "import_load" not in st.session_state:
    under_way.show(url)
waits = recorded.waits(url)
uploads = import_steps.uploads(office.max_file_mb)
if not uploads:
    approvals.notice()
    import_steps.last_load(cached.imports())
    import_steps.introduction(waits=waits)
    st.stop()

files = [SourceFile(upload.name, upload.getvalue()) for upload in uploads]
names = [name for file in files for name in names_within(file)]
replaced = import_files.replaced(names)
digests = [(file.name, file.sha256) for file in files]
units, days, left_out = import_units.entered(), import_days.entered(), import_files.left_out(digests)
trial = LoadOptions(units=units, dry_run=True, accept=True, days=days, left_out=left_out, replaced=replaced)
# After an import was taken back, or an answer was given, the same files are a new question.
undone, version = sum(row.undone_at is not None for row in cached.imports()), memory.version(url)
key = repr((url, digests, trial, undone, version))

loading = jobs.started("import_load", key)
if loading is None:
    # What the load would change depends on the data that are there now.
    now = f"{key} {cached.state().version}"
    checked = jobs.start("import_check", now, lambda tell: recorded.load(url, files, trial, tell)).result()
else:
    checked = loading.result()
if checked.status in ("loaded", "waiting"):
    jobs.forget("import_load")
    import_steps.finish(import_page.as_record(checked))

as_of = checked.as_of
acts = import_page.Acts(
    lambda picture, meanings: recorded.learn_columns(url, picture, meanings),
    lambda pairs: recorded.learn_spellings(url, pairs, as_of, province),
    lambda report: ((copy.name, copy.content) for copy in recorded.marked_copies(url, files, report.problems, office)),
)
if import_page.show(
    checked, digests, names=names, trial=trial, version=version, acts=acts, is_loading=loading is not None, waits=waits
):
    # A second click finds the job of the first one.
    options = replace(trial, dry_run=False)
    jobs.start("import_load", key, lambda tell: recorded.load(url, files, options, tell)).result()
    st.rerun()
