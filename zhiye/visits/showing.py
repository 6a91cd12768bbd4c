"""Contacts in words."""

from django.urls import reverse

from zhiye.visits.models import Contact


def outcome_line(contact: Contact) -> str:
    """见到了，精神好."""
    outcome = contact.outcome_name
    return f"{outcome}，{contact.note}" if contact.note else outcome


def contact_url(contact: Contact) -> str:
    """The page of a contact."""
    return reverse("visits-detail", args=[contact.pk])
