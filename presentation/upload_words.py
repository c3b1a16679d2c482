"""Words for the uploads of communes that wait for approval."""

STATUSES = {"waiting": "Chờ duyệt", "approved": "Đã duyệt", "refused": "Bị từ chối", "withdrawn": "Đã rút lại"}
"""The words for `queries.UploadRow.status`."""
