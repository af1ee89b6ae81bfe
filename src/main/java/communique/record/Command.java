package communique.record;

/// One of the few things that change what is public. Each is checked as a whole, and refused with
/// all reasons at once.
public sealed interface Command
    permits Publish,
        Bring,
        Replay,
        Withdraw,
        Unpublish,
        Restore,
        Retag,
        DefineTag,
        RenameTag,
        MergeTag,
        DefineEngagement {}
