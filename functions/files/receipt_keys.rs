//! `GET /api/receipt-keys` — 收據公鑰: the public keys that verify receipts.
//!
//! Everybody. Keys stay published for ever, so that a receipt can be verified as long as it is kept.

use runtime::{Call, Callers, Function, Method, Problem, Reply, Route, Trigger, schema};
use schemars::JsonSchema;
use serde::Serialize;

pub const FUNCTION: Function = Function {
    name: "files.receipt-keys",
    term: "收據公鑰",
    summary: "Publishes the keys that verify receipts.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/receipt-keys",
        callers: Callers::Anyone,
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<ReceiptKeys>),
        refusals: &[],
        handle: |call| Box::pin(receipt_keys(call)),
    }),
    needs: &[],
    memory_mb: 256,
    timeout_s: 5,
};

/// Every key that ever signed a receipt.
#[derive(Serialize, JsonSchema)]
struct ReceiptKeys {
    keys: Vec<ReceiptKey>,
}

/// One key.
#[derive(Serialize, JsonSchema)]
struct ReceiptKey {
    key_id: String,
    algorithm: &'static str,
    /// 32 bytes, base64.
    public_key: String,
}

async fn receipt_keys(call: Call) -> Result<Reply, Problem> {
    let key = |(key_id, public_key): (&String, &String)| ReceiptKey {
        key_id: key_id.clone(),
        algorithm: "Ed25519",
        public_key: public_key.clone(),
    };
    Ok(Reply::ok(ReceiptKeys { keys: call.env().config.receipt_keys.iter().map(key).collect() }))
}
