"""The pages that belong to no single stage: home, sign-in, about."""
