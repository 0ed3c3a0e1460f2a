"""The organisations that take part: ministries, agencies, municipalities, associations and business."""
