//! `GET /api/diverse-performance-kinds` — 多元表現類別: the ten kinds and their fields, from which the
//! pages draw their forms.
//!
//! Everybody. The same table also checks what is filled in and writes the roster.

use portfolio::diverse_performances::{
    ChoiceDescription, FieldDescription, KindDescription, PerformanceKind, describe,
};
use runtime::{Callers, Function, Listed, Method, Problem, Reply, Route, Trigger, schema};
use schemars::JsonSchema;
use serde::Serialize;

pub const FUNCTION: Function = Function {
    name: "diverse-performances.kinds",
    term: "多元表現類別",
    summary: "Lists the kinds of diverse performance and their fields.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/diverse-performance-kinds",
        callers: Callers::Anyone,
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<KindView>>),
        refusals: &[],
        handle: |_| Box::pin(kinds()),
    }),
    needs: &[],
    memory_mb: 128,
    timeout_s: 5,
};

/// A kind as a form draws it.
#[derive(Debug, Serialize, JsonSchema)]
struct KindView {
    #[schemars(with = "String")]
    kind: PerformanceKind,
    title: &'static str,
    title_en: &'static str,
    /// In the order of the roster.
    fields: Vec<FieldView>,
}

/// A field as a form draws it.
#[derive(Debug, Serialize, JsonSchema)]
struct FieldView {
    name: &'static str,
    title: &'static str,
    title_en: &'static str,
    /// `text`, `number`, `date`, `code`, `choice` or `semester`.
    r#type: &'static str,
    required: bool,
    /// Characters.
    max_length: Option<usize>,
    min: Option<i64>,
    max: Option<i64>,
    /// The most decimal places of a number.
    decimals: Option<u8>,
    unit: Option<&'static str>,
    unit_en: Option<&'static str>,
    /// Where a code is found.
    hint: Option<&'static str>,
    hint_en: Option<&'static str>,
    choices: Option<Vec<ChoiceView>>,
}

/// One value to choose.
#[derive(Debug, Serialize, JsonSchema)]
struct ChoiceView {
    value: &'static str,
    title: &'static str,
    title_en: &'static str,
}

async fn kinds() -> Result<Reply, Problem> {
    let kinds = describe().into_iter().map(KindView::from).collect();
    Ok(Reply::ok(Listed::<KindView>::whole(kinds)))
}

impl From<KindDescription> for KindView {
    fn from(kind: KindDescription) -> Self {
        let fields = kind.fields.into_iter().map(FieldView::from).collect();
        Self { kind: kind.kind, title: kind.title, title_en: kind.title_en, fields }
    }
}

impl From<FieldDescription> for FieldView {
    fn from(field: FieldDescription) -> Self {
        let choices = field.choices.map(|all| all.into_iter().map(ChoiceView::from).collect());
        Self {
            name: field.name,
            title: field.title,
            title_en: field.title_en,
            r#type: field.content,
            required: field.required,
            max_length: field.max_length,
            min: field.min,
            max: field.max,
            decimals: field.decimals,
            unit: field.unit,
            unit_en: field.unit_en,
            hint: field.hint,
            hint_en: field.hint_en,
            choices,
        }
    }
}

impl From<ChoiceDescription> for ChoiceView {
    fn from(choice: ChoiceDescription) -> Self {
        Self { value: choice.value, title: choice.title, title_en: choice.title_en }
    }
}
