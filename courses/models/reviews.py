"""Who decides about a lesson that waits for review, and what was sent."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from courses.rules import APPROVE, RETURN, draft_digest, review_actions
from people.models import Agency, User


class ReviewState(TaskState):
    """One row: a draft was sent to review once. digest: of what its author had written then."""

    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64)


class ReturnForm(TaskStateCommentForm):
    """What has to be mended: never returned without a word."""

    comment = forms.CharField(
        label=_("Apa yang perlu diperbaiki?"), widget=forms.Textarea({"rows": 3})
    )


class ReviewTask(AbstractGroupApprovalTask):
    """One row: in an agency, a lesson goes live when a colleague has approved it."""

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="review_task")

    task_state_class = ReviewState

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Remember who sent what."""
        state = super().start(workflow_state, user=user)
        state.sent_by = user
        state.digest = draft_digest(state.revision.content)
        state.save(update_fields=["sent_by", "digest"])
        return state

    def allowed(self, page: Page, user: User) -> frozenset[str]:
        """Return what a person may do with a page that waits here."""
        state = page.current_workflow_task_state
        if not isinstance(state, ReviewState):
            return frozenset()
        return review_actions(
            is_reviewer=self.user_can_access_editor(page, user),
            is_sender=state.sent_by_id == user.pk,
            is_as_sent=draft_digest(page.get_latest_revision().content) == state.digest,
        )

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        may = self.allowed(obj, user)
        shown = [
            (RETURN, _("Kembalikan"), True),
            (APPROVE, _("Setujui"), False),
            (APPROVE, _("Setujui dengan pesan"), True),
        ]
        return [action for action in shown if action[0] in may]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **given: Any) -> None:
        """Refuse what is not allowed, whatever page the request came from.

        The row is locked first: of two who decide at once, the second finds it decided.
        """
        ReviewState.objects.select_for_update().get(pk=task_state.pk)
        page = task_state.workflow_state.content_object
        is_silent = action_name == RETURN and not given.get("comment", "").strip()
        if is_silent or action_name not in self.allowed(page, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **given)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Whoever sent it waits too: what is read must not change meanwhile."""
        state = obj.current_workflow_task_state
        is_sender = isinstance(state, ReviewState) and state.sent_by_id == user.pk
        return is_sender or bool(super().locked_for_user(obj, user))

    def user_can_lock(self, obj: Page, user: User) -> bool:
        """A lock would outlive the review and shut its author out."""
        return False

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReturnForm if action == RETURN else TaskStateCommentForm

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> Any:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(reviewstate__sent_by=user)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Rekan membaca dulu, lalu pelajaran tayang."))

    class Meta:
        verbose_name = _("tinjauan rekan")
        verbose_name_plural = _("tinjauan rekan")
