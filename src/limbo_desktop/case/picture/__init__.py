"""The picture of a story as pure geometry: what the strip, the bundle's page and a file share."""
