use portfolio::{SchoolCode, SchoolYear, selections::Roster, settings::SchoolSettings};
use runtime::{Call, Problem};
use schemars::JsonSchema;
use serde::Serialize;
use store::{
    Found, Key,
    items::{Selection, SettingsItem, WindowItem},
};

use crate::school::WindowView;

/// What is selected of one roster and year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SelectionView {
    /// In the student's order.
    ids: Vec<String>,
    /// How many may be selected.
    limit: u32,
    /// To be sent back with the next change; 0 before the first.
    version: u64,
    /// When it can be changed; none where the school has opened no window.
    window: Option<WindowView>,
    /// Frozen for submission.
    locked: bool,
}

/// What stands of a selection, and what decides about it.
pub struct Standing {
    /// The selection; none before the first.
    pub selection: Option<Selection>,
    /// The school's numbers.
    pub settings: SchoolSettings,
    /// The window in which it is made.
    pub window: Option<WindowItem>,
    roster: Roster,
}

impl Standing {
    /// Where it lies.
    pub fn keys(
        selection: &Key,
        school: &SchoolCode,
        year: SchoolYear,
        roster: Roster,
    ) -> [Key; 3] {
        let window = WindowItem::at(school, roster.window(year));
        [selection.clone(), SettingsItem::at(school), window]
    }

    /// Out of what was read.
    pub fn found(
        found: &Found,
        selection: &Key,
        school: &SchoolCode,
        year: SchoolYear,
        roster: Roster,
    ) -> Result<Self, Problem> {
        let settings: Option<SettingsItem> = found.take(&SettingsItem::at(school))?;
        Ok(Self {
            selection: found.take(selection)?,
            settings: settings.map(|item| item.settings).unwrap_or_default(),
            window: found.take(&WindowItem::at(school, roster.window(year)))?,
            roster,
        })
    }

    /// The selected ids; nothing before the first.
    pub fn ids(&self) -> &[String] {
        self.selection.as_ref().map_or(&[], |selection| &selection.ids)
    }

    /// As pages show it, with another selection in its place where there is one.
    pub fn view(&self, call: &Call, selection: Option<&Selection>) -> SelectionView {
        let selection = selection.or(self.selection.as_ref());
        SelectionView {
            ids: selection.map(|selection| selection.ids.clone()).unwrap_or_default(),
            limit: self.roster.limit(&self.settings),
            version: selection.map_or(0, |selection| selection.version),
            window: self.window.as_ref().map(|window| WindowView::at(window, call.now())),
            locked: selection.is_some_and(|selection| selection.frozen_in.is_some()),
        }
    }
}
