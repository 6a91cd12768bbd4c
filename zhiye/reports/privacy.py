"""Who may know which field of the reports.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
A kept row is a key: whom it leads to is told by the room that holds the record, by its own rules.
"""

FIELDS = {
    "Report.id": "staff",
    "Report.place": "staff",
    "Report.period": "staff",
    "Report.title": "staff",
    "Report.state": "staff",
    "Report.made_at": "staff",
    "Report.made_by": "staff",
    "Report.signed_at": "staff",
    "Report.signed_by": "staff",
    "Report.withdrawn_at": "staff",
    "Report.withdrawn_by": "staff",
    "Report.reason": "staff",
    "Report.shared_at": "staff",
    "KeptSentence.id": "staff",
    "KeptSentence.report": "staff",
    "KeptSentence.order": "staff",
    "KeptSentence.heading": "staff",
    "KeptSentence.pieces": "staff",
    "KeptSentence.own": "staff",
    "KeptSentence.left_out": "staff",
    "KeptFigure.id": "staff",
    "KeptFigure.report": "staff",
    "KeptFigure.code": "staff",
    "KeptFigure.name": "staff",
    "KeptFigure.unit": "staff",
    "KeptFigure.unit_name": "staff",
    "KeptFigure.rule": "staff",
    "KeptFigure.version": "staff",
    "KeptFigure.count": "staff",
    "KeptRow.id": "staff",
    "KeptRow.figure": "staff",
    "KeptRow.record": "staff",
    "KeptRow.once": "staff",
    "KeptRow.counts": "staff",
}
