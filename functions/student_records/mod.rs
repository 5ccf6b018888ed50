//! Records that come from the school's information system (修課紀錄, 出缺勤, 獎懲).

mod courses;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[courses::FUNCTION];
