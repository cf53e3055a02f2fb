"""Who reads: people count, programs that call themselves robots do not."""

_ROBOT_WORDS = ("bot", "crawl", "spider", "slurp", "curl", "wget", "python", "http", "monitor", "preview")


def is_person(user_agent: str) -> bool:
    """Tell whether a request's User-Agent is one of a browser."""
    words = user_agent.lower().replace("https://", "").replace("http://", "")
    return bool(words) and not any(word in words for word in _ROBOT_WORDS)
