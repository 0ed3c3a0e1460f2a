"""The application as `painopiste serve` runs it: when the process that started it is killed, it ends too."""

from painopiste.site.serving import end_with_parent
from painopiste.site.wsgi import application

end_with_parent()

__all__ = ["application"]
