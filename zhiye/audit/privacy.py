"""Who may know which field of the trail.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "AuditEntry.id": "staff",
    "AuditEntry.at": "staff",
    "AuditEntry.actor_key": "staff",
    "AuditEntry.actor_name": "staff",
    "AuditEntry.action": "staff",
    "AuditEntry.subject_type": "staff",
    "AuditEntry.subject_id": "staff",
    "AuditEntry.path": "staff",
    "AuditEntry.changes": "sensitive",
    "AuditEntry.reason": "sensitive",
    "AuditEntry.op": "staff",
    "Look.id": "staff",
    "Look.at": "staff",
    "Look.actor_key": "staff",
    "Look.actor_name": "staff",
    "Look.actor_role": "staff",
    "Look.subject_type": "staff",
    "Look.subject_id": "staff",
    "Look.field": "staff",
    "Look.path": "staff",
    "Look.reason": "sensitive",
    "Look.op": "staff",
}
