"""Long work in the background, with progress, cancelling and retry; nothing is lost when a worker dies.

A job is asked for with `services.enqueue`, in the same transaction as the change that needs it. A function marked
with `registry.handler` does it in a worker (`painopiste work`), which holds the job under a lease that it renews.
"""
