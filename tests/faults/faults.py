"""All faults, by what is at fault."""

from __future__ import annotations

from faults import (
    faults_clock,
    faults_database,
    faults_disk,
    faults_mail,
    faults_slack,
    faults_snapshots,
)
from faults.fault import Fault

THEMES: dict[str, tuple[Fault, ...]] = {
    "The mail server": faults_mail.FAULTS,
    "Slack": faults_slack.FAULTS,
    "The disk": faults_disk.FAULTS,
    "The database": faults_database.FAULTS,
    "The clock": faults_clock.FAULTS,
    "The last body of a page": faults_snapshots.FAULTS,
}
