"""How the samples of ``leadwright demo`` are made; ``zh.toml`` and ``en.toml`` hold their words."""
