"""Why each proposal is in or out, and what forcing it would cost (convention §20)."""
