package communique.record;

import communique.text.Body;

/// What an edition says.
public record Content(String title, String summary, Body body) {}
