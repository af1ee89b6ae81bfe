package communique.access;

/// What a request may need.
public enum Right {
  /// Reading drafts, which are not public.
  READ,
  /// Saving drafts.
  DRAFT,
  /// Whatever makes, changes or takes away something that readers see.
  PUBLISH
}
