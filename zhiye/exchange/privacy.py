"""Who may know which field of imports.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "ImportRun.id": "staff",
    "ImportRun.committee": "staff",
    "ImportRun.file_name": "sensitive",
    "ImportRun.digest": "staff",
    "ImportRun.size": "staff",
    "ImportRun.uploaded_by": "staff",
    "ImportRun.uploaded_at": "staff",
    "ImportRun.state": "staff",
    "ImportRun.answers": "staff",
    "ImportRun.account": "staff",
    "ImportRun.op": "staff",
    "ImportRun.result": "staff",
    "ImportRun.sentence": "staff",
}
