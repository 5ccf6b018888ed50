//! CloudFormation's functions, in their long form.

use serde_json::{Value, json};

/// A parameter's value, or a resource's name.
pub fn reference(name: &str) -> Value {
    json!({ "Ref": name })
}

/// A text with `${…}` filled in.
pub fn sub(text: &str) -> Value {
    json!({ "Fn::Sub": text })
}

/// An attribute of a resource.
pub fn attribute(resource: &str, name: &str) -> Value {
    json!({ "Fn::GetAtt": [resource, name] })
}

/// One of two values.
pub fn either(condition: &str, yes: Value, no: Value) -> Value {
    json!({ "Fn::If": [condition, yes, no] })
}

/// A value that only stands where the condition holds.
pub fn only_if(condition: &str, yes: Value) -> Value {
    either(condition, yes, reference("AWS::NoValue"))
}

/// The condition that a parameter is given.
pub fn is_given(parameter: &str) -> Value {
    json!({ "Fn::Not": [{ "Fn::Equals": [reference(parameter), ""] }] })
}
