"""What all pages share: templates, forms, error pages, middleware, exports."""
