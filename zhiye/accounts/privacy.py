"""Who may know which field of accounts of colleagues.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "User.password": "sensitive",
    "User.last_login": "staff",
    "User.id": "staff",
    "User.username": "staff",
    "User.name": "staff",
    "User.email": "staff",
    "User.is_active": "staff",
    "User.joined": "staff",
    "Membership.id": "staff",
    "Membership.member": "staff",
    "Membership.role": "staff",
    "Membership.place": "staff",
    "Membership.since": "staff",
    "Membership.until": "staff",
}
