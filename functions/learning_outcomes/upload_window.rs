use jiff::SignedDuration;
use portfolio::{
    SchoolCode, Semester, taipei,
    windows::{Span, WindowClosed, WindowName, accepts_files},
};
use runtime::{Call, Problem};
use store::{
    Found, Key,
    items::{SettingsItem, WindowItem},
};

/// The window in which outcomes of one semester are uploaded and put forward, with its grace.
pub struct UploadWindow {
    span: Option<Span>,
    grace: SignedDuration,
}

impl UploadWindow {
    /// Where the settings lie and the windows that a call of now is most likely about: the
    /// semester of an outcome is known only once it is read.
    pub fn likely_keys(call: &Call, school: &SchoolCode) -> [Key; 3] {
        let [now, before] = likely(call);
        let window = |semester| WindowItem::at(school, WindowName::OutcomeUpload(semester));
        [SettingsItem::at(school), window(now), window(before)]
    }

    /// The window of this semester. One that is none of the likely ones costs a read of its own.
    pub async fn of(
        call: &Call,
        school: &SchoolCode,
        semester: Semester,
        found: &Found,
    ) -> Result<Self, Problem> {
        let name = WindowName::OutcomeUpload(semester);
        if likely(call).contains(&semester) {
            return Self::found(school, name, found, found);
        }
        let late = call.table().get_many(&[WindowItem::at(school, name)]).await?;
        Self::found(school, name, found, &late)
    }

    /// The window by its name, among what was read.
    pub fn found(
        school: &SchoolCode,
        name: WindowName,
        settings: &Found,
        windows: &Found,
    ) -> Result<Self, Problem> {
        let window: Option<WindowItem> = windows.take(&WindowItem::at(school, name))?;
        let settings: Option<SettingsItem> = settings.take(&SettingsItem::at(school))?;
        let settings = settings.map(|item| item.settings).unwrap_or_default();
        let grace = SignedDuration::from_mins(i64::from(settings.upload_grace_minutes));
        Ok(Self { span: window.map(|window| window.span), grace })
    }

    /// Whether something that names files, reserved at these moments, is accepted now.
    pub fn accepts(&self, call: &Call, reserved: &[jiff::Timestamp]) -> Result<(), WindowClosed> {
        accepts_files(self.span, self.grace, call.now(), reserved)
    }
}

/// This semester and the one before it.
fn likely(call: &Call) -> [Semester; 2] {
    let today = call.now().to_zoned(taipei()).date();
    let now = Semester::of(today);
    [now, now.previous()]
}
