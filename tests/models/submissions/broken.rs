/// How the protocol can be broken: each leaves out one condition or step of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Broken {
    /// Opening does not ask whether another batch was opened meanwhile.
    OpenWithoutCondition,
    /// A row is frozen without asking whether the selection is what was read.
    FreezeWithoutCondition,
    /// A row is frozen without asking whether its file is still there.
    FreezeWithoutFile,
    /// A selected item is reworded without counting up the selection.
    RewordWithoutCount,
    /// Whoever freezes does not take the batch over from whoever did before.
    NoTakeOver,
    /// Whoever was overtaken goes on freezing rows.
    RowsOfTheOvertaken,
    /// A freezing that comes again after the signing freezes again.
    FreezeAfterSigning,
    /// The package is signed before its files are held.
    NoHold,
    /// The chain's end is written without asking whether it is what was read.
    ChainWithoutCondition,
    /// Archives are built from what is selected now.
    LiveRows,
    /// The manifest is the first of the papers.
    ManifestFirst,
    /// An archive is taken for delivered before it is put together.
    DeliveredBeforeFinished,
    /// Papers are acknowledged without having been handed over.
    AcknowledgeUnsent,
    /// Whoever sends again makes a new key.
    NewKey,
    /// An import writes rows without asking whether they say what was read.
    ImportWithoutCondition,
    /// Whoever finds the step taken by another leaves the message for done.
    OvertakenIsDone,
    /// An archive's message that comes again when everything was sent is left for done.
    SentIsDone,
    /// The next messages are sent by nobody.
    NothingSent,
}
