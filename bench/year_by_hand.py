"""The year's main figures as somebody would write them who knows the tables: one pass over each, by hand."""

from datetime import UTC
from typing import Any

from django.db import connection

CODES = (
    *("visits.homes", "visits.first", "visits.shut", "visits.met", "visits.disputes", "visits.mediations"),
    *("cases.opened", "cases.done", "cases.partly", "cases.explained", "cases.cannot"),
    *("cases.asked", "cases.said_solved", "cases.promises_made", "cases.promises_kept"),
    *("activities.deliberation", "activities.joint_meeting", "activities.orders"),
)
_AT = "substr({}.path, 1, 24)"  # street and committee
_CONTACTS = f"""
select {_AT.format("c")},
  count(distinct case when kind = 'visit' and outcome = 'seen' and exists(
    select 1 from places_place p where p.path = c.path and p.kind = 'home') then c.path end),
  sum(case when kind = 'visit' and outcome in ('not_home', 'declined') then 1 else 0 end),
  sum(case when kind = 'mediation' then 1 else 0 end)
from visits_contact c
where undone_at is null and "on" between %(first)s and %(last)s and path >= %(low)s and path < %(high)s group by 1
"""
_FIRST = f"""
select {_AT.format("c")}, count(distinct c.path) from visits_contact c
where undone_at is null and kind = 'visit' and outcome = 'seen' and "on" between %(first)s and %(last)s
  and path >= %(low)s and path < %(high)s
  and exists(select 1 from places_place p where p.path = c.path and p.kind = 'home')
  and not exists(select 1 from visits_contact e where e.path = c.path and e.kind = 'visit' and e.outcome = 'seen'
    and e.undone_at is null and e."on" < %(first)s)
group by 1
"""
_MET = f"""
select {_AT.format("c")}, count(*) from visits_met m join visits_contact c on c.id = m.contact_id
where undone_at is null and kind = 'visit' and outcome = 'seen' and c."on" between %(first)s and %(last)s
  and c.path >= %(low)s and c.path < %(high)s group by 1
"""
_DISPUTES = f"""
select {_AT.format("c")}, count(distinct coalesce(o.into_id, d.into_id, d.id)) from visits_contact c
join cases_case d on d.id = c.case_id left join cases_case o on o.id = d.into_id
where c.kind = 'mediation' and undone_at is null and d.withdrawn_at is null and "on" between %(first)s and %(last)s
  and c.path >= %(low)s and c.path < %(high)s
  and not exists(select 1 from visits_contact e join cases_case f on f.id = e.case_id
    left join cases_case g on g.id = f.into_id
    where e.kind = 'mediation' and e.undone_at is null and f.withdrawn_at is null and e."on" < %(first)s
      and coalesce(g.into_id, f.into_id, f.id) = coalesce(o.into_id, d.into_id, d.id))
group by 1
"""
_CASES = f"""
select {_AT.format("c")},
  sum(case when opened_on between %(first)s and %(last)s and state <> 'merged' then 1 else 0 end),
  sum(case when state = 'done' and closed_on between %(first)s and %(last)s then 1 else 0 end),
  sum(case when state = 'partly' and closed_on between %(first)s and %(last)s then 1 else 0 end),
  sum(case when state = 'explained' and closed_on between %(first)s and %(last)s then 1 else 0 end),
  sum(case when state = 'cannot' and closed_on between %(first)s and %(last)s then 1 else 0 end)
from cases_case c where withdrawn_at is null and path >= %(low)s and path < %(high)s group by 1
"""
_SAID = """
select substr(path, 1, 24), count(*), sum(case when solved = 'yes' then 1 else 0 end) from (
  select c.path, r.solved, row_number() over (partition by r.case_id order by r.at desc, r.id desc) as n
  from cases_reply r join cases_case c on c.id = r.case_id
  where r.undone_at is null and r.reached and r.solved <> '' and c.withdrawn_at is null
    and r.at >= %(start)s and r.at < %(end)s and c.path >= %(low)s and c.path < %(high)s) as said
where n = 1 group by 1
"""
_PROMISES = f"""
select {_AT.format("p")},
  sum(case when made_on between %(first)s and %(last)s then 1 else 0 end),
  sum(case when state = 'kept' and settled_on between %(first)s and %(last)s then 1 else 0 end)
from cases_promise p where withdrawn_at is null and path >= %(low)s and path < %(high)s group by 1
"""
_ACTIVITIES = f"""
select {_AT.format("a")}, sum(case when kind = 'deliberation' then 1 else 0 end),
  sum(case when kind = 'joint_meeting' then 1 else 0 end)
from activities_activity a where withdrawn_at is null and "on" between %(first)s and %(today)s
  and path >= %(low)s and path < %(high)s group by 1
"""
_ORDERS = f"""
select {_AT.format("a")}, sum(t.count) from activities_tally t join activities_activity a on a.id = t.activity_id
where withdrawn_at is null and what = 'orders' and "on" between %(first)s and %(today)s
  and path >= %(low)s and path < %(high)s group by 1
"""
_ALL = {
    _CONTACTS: ("visits.homes", "visits.shut", "visits.mediations"),
    _FIRST: ("visits.first",),
    _MET: ("visits.met",),
    _DISPUTES: ("visits.disputes",),
    _CASES: ("cases.opened", "cases.done", "cases.partly", "cases.explained", "cases.cannot"),
    _SAID: ("cases.asked", "cases.said_solved"),
    _PROMISES: ("cases.promises_made", "cases.promises_kept"),
    _ACTIVITIES: ("activities.deliberation", "activities.joint_meeting"),
    _ORDERS: ("activities.orders",),
}


def count(at: str, period: Any) -> dict[str, dict[str, int]]:
    """The figures of ``CODES`` by the committees' paths; those of which there is none are not named."""
    from zhiye.kernel import clock

    start, end = (moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") for moment in period.moments)
    zone = "+00" if connection.vendor == "postgresql" else ""  # SQLite keeps moments as text, in UTC
    given = {"low": at, "high": at + "z", "first": period.first.isoformat(), "last": period.last.isoformat()}
    given |= {"start": start + zone, "end": end + zone}
    given["today"] = min(period.last, clock.today()).isoformat()
    found: dict[str, dict[str, int]] = {code: {} for code in CODES}
    with connection.cursor() as cursor:
        for sql, codes in _ALL.items():
            cursor.execute(sql, given)
            for committee, *numbers in cursor.fetchall():
                for code, number in zip(codes, numbers, strict=True):
                    if number:
                        found[code][committee] = int(number)
    return found
