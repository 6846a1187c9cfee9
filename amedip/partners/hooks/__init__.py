"""What webhooks are made of: which events there are, how they are signed, where they may go, how they are sent."""
