"""The timeline: the list of the story, its picture, its filters, the preview of an entry."""
