package communique.platform;

/// A resource of the HTTP API: a class with `@Path`. That it says so lets [ProblemMapper] name the
/// methods that its addresses take.
public interface Api {}
