"""What surrounds the daemon: its log, its health and metrics, the service manager, and the heartbeat."""

from monitor.service.pulse import Phase, Pulse
from monitor.service.service import Service, service

__all__ = ["Phase", "Pulse", "Service", "service"]
