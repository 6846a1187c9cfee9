"""What every publication of the portal needs: faces, typesetting, words in the reader's language, a place on disk."""
