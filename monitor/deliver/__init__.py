"""From the outbox to the recipients. What fails stays in the outbox, and is tried again later."""

from monitor.deliver.deliver import Lanes, Sent, deliver, deliver_to, who_may_be_told

__all__ = ["Lanes", "Sent", "deliver", "deliver_to", "who_may_be_told"]
