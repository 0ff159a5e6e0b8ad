"""Changes to something to read: terminal, Markdown, HTML, JSON, all from one `Report`."""
