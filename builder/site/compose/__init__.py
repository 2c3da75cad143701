"""
Make the view of a page from its inputs.

`view_of` is the only way from a plan to a template.  A function here sees the inputs of one page, the site's context,
and, through the desk, the texts that those inputs name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from builder.site import commitment_views, feeds, numbers, unanswered
from builder.site.compose.articles import meeting_view, report_view, standing_view, update_view
from builder.site.compose.documents import proposal_view, reply_view
from builder.site.compose.lists import directory_view, listing_view
from builder.site.compose.pages import address_view, home_view, search_view
from builder.site.figures import present
from builder.site.inputs import (
    AddressInputs,
    CommitmentFeedInputs,
    CommitmentsInputs,
    DirectoryInputs,
    FeedInputs,
    HomeInputs,
    ListingInputs,
    MeetingInputs,
    NumbersInputs,
    OpenDataInputs,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    SearchInputs,
    StandingInputs,
    StatisticsInputs,
    UnansweredInputs,
    UpdateInputs,
)
from builder.site.opendata.page import open_data_view

if TYPE_CHECKING:
    from builder.site.compose.desk import Desk
    from builder.site.plan.values import Page
    from builder.site.views import View


def view_of(page: Page, desk: Desk) -> View:
    """Make the view of a page."""
    match page.inputs:
        case ProposalInputs() as inputs:
            return proposal_view(page.url, inputs, desk)
        case ReplyInputs() as inputs:
            return reply_view(inputs, desk)
        case ReportInputs() as inputs:
            return report_view(page.url, inputs, desk)
        case MeetingInputs() as inputs:
            return meeting_view(page.url, inputs, desk)
        case UpdateInputs() as inputs:
            return update_view(page.url, inputs, desk)
        case StandingInputs() as inputs:
            return standing_view(page.url, inputs, desk)
        case ListingInputs() as inputs:
            return listing_view(inputs, desk)
        case UnansweredInputs() as inputs:
            return unanswered.unanswered_view(page.url, inputs, desk.context)
        case DirectoryInputs() as inputs:
            return directory_view(page.url, inputs, desk)
        case NumbersInputs() as inputs:
            return numbers.numbers_view(inputs, desk.context)
        case CommitmentsInputs() as inputs:
            return commitment_views.commitments_view(inputs, desk.context)
        case HomeInputs() as inputs:
            return home_view(inputs, desk)
        case StatisticsInputs() as inputs:
            return present.statistics_view(page.url, inputs, desk.context)
        case SearchInputs() as inputs:
            return search_view(inputs, desk)
        case FeedInputs() as inputs:
            return feeds.feed_view(page.url, inputs, desk.context)
        case CommitmentFeedInputs() as inputs:
            return commitment_views.commitment_feed(page.url, inputs, desk.context)
        case OpenDataInputs() as inputs:
            return open_data_view(inputs, desk.context)
        case AddressInputs() as inputs:
            return address_view(page, inputs, desk)
        case _:
            assert_never(page.inputs)
