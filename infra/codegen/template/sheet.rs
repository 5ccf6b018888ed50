use serde_json::{Map, Value, json};

use crate::{MAX_RESOURCES, Unwritable};

/// A template under way.
pub struct Sheet {
    head: Map<String, Value>,
    parameters: Map<String, Value>,
    conditions: Map<String, Value>,
    resources: Map<String, Value>,
    outputs: Map<String, Value>,
}

impl Sheet {
    /// An empty template.
    pub fn new(description: &str) -> Self {
        let head = [
            ("AWSTemplateFormatVersion".to_owned(), json!("2010-09-09")),
            ("Description".to_owned(), json!(description)),
        ];
        Self {
            head: head.into_iter().collect(),
            parameters: Map::new(),
            conditions: Map::new(),
            resources: Map::new(),
            outputs: Map::new(),
        }
    }

    /// The same, for the serverless transform to work on.
    pub fn serverless(description: &str) -> Self {
        let mut sheet = Self::new(description);
        sheet.head.insert("Transform".to_owned(), json!("AWS::Serverless-2016-10-31"));
        sheet
    }

    /// Says something to the tools that read the template.
    pub fn metadata(&mut self, metadata: Value) {
        self.head.insert("Metadata".to_owned(), metadata);
    }

    /// What every function of the template has.
    pub fn globals(&mut self, globals: Value) {
        self.head.insert("Globals".to_owned(), globals);
    }

    /// Adds a parameter.
    pub fn parameter(&mut self, name: &str, parameter: Value) {
        self.parameters.insert(name.to_owned(), parameter);
    }

    /// Adds a condition.
    pub fn condition(&mut self, name: &str, condition: Value) {
        self.conditions.insert(name.to_owned(), condition);
    }

    /// Adds a resource.
    pub fn resource(&mut self, name: &str, kind: &str, properties: Value) {
        self.resources.insert(name.to_owned(), json!({ "Type": kind, "Properties": properties }));
    }

    /// Adds a resource that outlives the stack: what is in it cannot be had again.
    pub fn lasting(&mut self, name: &str, kind: &str, properties: Value) {
        let resource = json!({
            "Type": kind,
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": properties,
        });
        self.resources.insert(name.to_owned(), resource);
    }

    /// Says more of a resource than its properties.
    pub fn qualify(&mut self, name: &str, key: &str, value: Value) {
        if let Some(resource) = self.resources.get_mut(name) {
            resource[key] = value;
        }
    }

    /// Adds an output.
    pub fn output(&mut self, name: &str, description: &str, value: Value) {
        let output = json!({ "Description": description, "Value": value });
        self.outputs.insert(name.to_owned(), output);
    }

    /// The template, if CloudFormation takes so much.
    pub fn into_value(self) -> Result<Value, Unwritable> {
        let count = self.resources.len();
        if count >= MAX_RESOURCES {
            return Err(Unwritable(format!("{count} resources in one stack: divide the area")));
        }
        let mut all = self.head;
        let sections = [
            ("Parameters", self.parameters),
            ("Conditions", self.conditions),
            ("Resources", self.resources),
            ("Outputs", self.outputs),
        ];
        for (name, section) in sections {
            if !section.is_empty() {
                all.insert(name.to_owned(), Value::Object(section));
            }
        }
        Ok(Value::Object(all))
    }
}
