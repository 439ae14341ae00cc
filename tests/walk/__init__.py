"""The whole procedure, walked through real servers by people who have nothing but mail, Word and folders."""
