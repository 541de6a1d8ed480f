"""The doors of trainers and officials."""
