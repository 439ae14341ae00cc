"""What the program reaches, each figure beside a floor that the same run measured; see docs/benchmarks.md."""
