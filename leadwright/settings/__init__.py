"""Settings: what ``leadwright.toml`` says, checked before anything starts."""

from leadwright.settings.load import SETTINGS_FILE, checked, language_of, load_settings
from leadwright.settings.settings import Settings

__all__ = ["SETTINGS_FILE", "Settings", "checked", "language_of", "load_settings"]
