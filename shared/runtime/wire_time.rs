use jiff::Timestamp;
use portfolio::taipei;

/// A moment as the wire carries it: RFC 3339 with Taipei's offset, to the millisecond.
pub fn wire_time(at: Timestamp) -> String {
    at.to_zoned(taipei()).strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}
