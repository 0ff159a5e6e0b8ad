"""The demo: a small site of recorded pages on loopback, and local ends for mail and Slack."""
