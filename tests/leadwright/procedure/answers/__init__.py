"""Answers by mail, as people's programs write them and as forgers do."""
