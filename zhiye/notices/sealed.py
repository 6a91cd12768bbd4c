"""The address of a channel, sealed for its row: whoever has the token may write into the group."""

import json
from uuid import UUID

from zhiye.kernel import sealing
from zhiye.notices.addresses import Address
from zhiye.notices.models import Channel


def seal_row(channel_id: UUID) -> str:
    """The text that is authenticated with it."""
    return f"notices.channel:{channel_id}"


def put(channel: Channel, address: Address) -> None:
    """Keep ``address`` in ``channel``; saves nothing."""
    channel.kind, channel.tail = address.kind, address.tail
    channel.sealed = sealing.seal(json.dumps([address.token, address.secret]), seal_row(channel.pk))


def address_of(channel: Channel) -> Address:
    """Where ``channel`` leads. Raises SealBroken."""
    token, secret = json.loads(sealing.unseal(channel.sealed, seal_row(channel.pk)))
    return Address(channel.kind, token, secret)
