class WritePrecision:
    MS: str
    S: str
    US: str
    NS: str
