"""The viewer: a document's pages or words, turned, enlarged, searched and cited."""
