/// How the protocol can be broken. The first five are designs that were refused; the others leave
/// out one condition or step of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Broken {
    /// The free space is read, and the reservation written without a condition.
    CheckThenAct,
    /// A promotion's last write does not ask in which state the row is.
    UnconditionalCommit,
    /// One bucket: the sweep removes the object that it read about, then ends the row.
    OneBucketSweep,
    /// One bucket whose rules remove tagged objects: the row is stored before the tag is taken off.
    TagAfterCommit,
    /// Ending a row gives its space back whatever state it was read in.
    RefundTwice,
    /// The row is stored after the copy was asked for, without a look at the vault.
    CommitWithoutLooking,
    /// A row is declared lost when staging is empty, without a look at the vault.
    LostWithoutLooking,
    /// Beginning a promotion takes the row out of the sweep's index.
    PromotingIsNotDue,
    /// The sweep ends reservations and leaves promotions alone.
    SweepLeavesPromoting,
    /// Giving back ended reservations ends promotions too.
    GiveBackPromoting,
    /// An ended reservation's row is removed.
    RowRemoved,
    /// A signed address lives as long as it likes.
    AddressOutlives,
    /// Tombstones are collected at once.
    CollectAtOnce,
    /// Nobody who gives a file up asks whether a batch holds it.
    DeleteHeld,
    /// Deleting does not ask whether an item names the file.
    DeleteUsed,
    /// An item names a file that was read as stored, without a condition.
    UseWithoutCondition,
    /// Replacing gives the old file's space back in a second write.
    ReplaceInTwoWrites,
}
