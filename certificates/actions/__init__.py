"""Every write about awards and certificates."""

from certificates.actions.awards import (
    AwardFacts,
    AwardMoved,
    AwardSkill,
    NameRefused,
    confirm_name,
    make_eligible,
    printable_name,
)
from certificates.actions.deciding import BatchDecided, ListChanged, approve, return_batch
from certificates.actions.guards import NeedsAnotherPerson, NotAllowed
from certificates.actions.proposing import propose, propose_replacement
from certificates.actions.rendering import render, rendering_failed, retry_render
from certificates.actions.revoking import revoke

__all__ = [
    "AwardFacts",
    "AwardMoved",
    "AwardSkill",
    "BatchDecided",
    "ListChanged",
    "NameRefused",
    "NeedsAnotherPerson",
    "NotAllowed",
    "approve",
    "confirm_name",
    "make_eligible",
    "printable_name",
    "propose",
    "propose_replacement",
    "render",
    "rendering_failed",
    "retry_render",
    "return_batch",
    "revoke",
]
